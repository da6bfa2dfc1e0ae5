"""dvc.yaml names what a stage uses, so that an edit re-runs what it touches and nothing else."""

import importlib
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from pipelines.publish import PACKAGES as HASHED
from pipelines.running.stage import section_names
from tests.import_graph import PACKAGES, ROOT, imported_files

# Files beside the code, by the module that reads them.
READ_BY = {
    "contracts/rules.yaml": "contracts/findings.py",
    "contracts/tables": "contracts/table.py",
    "contracts/sources/oasys_ndelius": "contracts/sources/oasys_ndelius/mapping.py",
    "contracts/reports/results_page.html.j2": "contracts/reports/results_page.py",
    "worklists/publishing/templates": "worklists/publishing/page.py",
    "worklists/publishing/web": "worklists/publishing/page.py",
    "reports/templates": "reports/page.py",
    "worklists/publishing/schema": "worklists/publishing/folder.py",
    "pipelines/running/service/scoring_service.py": "pipelines/running/service/model_version.py",
}
PROFILES = "contracts/sources/*.yaml"  # a stage depends on the one that params.yaml names
SKIPPED = {"__pycache__", "node_modules"}


@cache
def _map() -> dict:
    return yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))


STAGES = sorted(_map()["stages"])


def _listed(stage: str) -> list[str]:
    """Files and folders of code among the dependencies of a stage."""
    deps = _map()["stages"][stage]["deps"]
    return [dep for dep in deps if dep.split("/")[0] in PACKAGES]


def _files_in(path: str) -> set[str]:
    found = [ROOT / path] if (ROOT / path).is_file() else (ROOT / path).rglob("*")
    return {
        file.relative_to(ROOT).as_posix()
        for file in found
        if file.is_file() and not SKIPPED & set(file.parts)
    }


def _data_files() -> set[str]:
    """Files of the code packages that are no Python."""
    files = {file for package in PACKAGES for file in _files_in(package)}
    return {f for f in files if not f.endswith(".py") and not Path(f).match(PROFILES)}


def _used(stage: str) -> set[str]:
    """Every file of code that a stage imports, and the files beside it that it reads."""
    code = imported_files(f"pipelines.{stage}")
    read = {path for path, reader in READ_BY.items() if reader in code}
    beside = {file for path in read for file in _files_in(path) if not file.endswith(".py")}
    return code | beside | {path for path in read if path.endswith(".py")}


@pytest.mark.parametrize("stage", STAGES)
def test_every_file_of_code_that_a_stage_uses_is_among_its_dependencies(stage):
    listed = {file for dep in _listed(stage) for file in _files_in(dep)}

    missing = sorted(_used(stage) - listed)

    assert missing == [], f"add to stages.{stage}.deps in dvc.yaml: {', '.join(missing)}"


@pytest.mark.parametrize("stage", STAGES)
def test_no_file_or_folder_is_listed_of_which_a_stage_uses_nothing(stage):
    used = _used(stage)
    hashed = HASHED if stage == "publish" else ()  # read for the manifest, not imported

    idle = [dep for dep in _listed(stage) if dep not in hashed and not _files_in(dep) & used]

    assert idle == [], f"take from stages.{stage}.deps in dvc.yaml: {', '.join(idle)}"


@pytest.mark.parametrize("stage", STAGES)
def test_a_folder_is_listed_only_where_most_of_it_is_used(stage):
    used = _used(stage)
    for dep in _listed(stage):
        code = {file for file in _files_in(dep) if not file.endswith("__init__.py")}
        few = 2 * len(code & used) < len(code) and not (stage == "publish" and dep in HASHED)
        names = sorted(code & used)
        assert not few, f"instead of {dep} in stages.{stage}.deps of dvc.yaml list: {names}"


def test_every_file_beside_the_code_is_read_by_a_named_module():
    read = {file for path in READ_BY for file in _files_in(path)}

    unread = sorted(_data_files() - read)

    assert unread == [], f"say in READ_BY of tests/test_dvc.py which module reads: {unread}"
    assert all((ROOT / reader).is_file() for reader in READ_BY.values())


@pytest.mark.parametrize("stage", STAGES)
def test_no_value_that_a_person_writes_reaches_a_shell(stage):
    command = _map()["stages"][stage]["cmd"]

    written = re.findall(r"\$\{(?!data\.)[^}]*\}", command)

    assert written == [], "read it from the section of params.yaml that the stage receives"


def _reran_by(file: str) -> set[str]:
    return {stage for stage in STAGES if any(file in _files_in(dep) for dep in _listed(stage))}


def test_an_edit_of_the_page_runs_nothing_again_but_what_writes_pages():
    for page in sorted(_files_in("worklists/publishing/templates")):
        assert _reran_by(page) <= {"publish", "report"}


def test_an_edit_of_what_a_scale_or_a_source_is_runs_again_whatever_reads_it():
    for file in ("contracts/levels.py", "contracts/source.py"):
        assert _reran_by(file) == set(STAGES) - {"demo", "monitor"}


def _main_of(stage: str):
    return importlib.import_module(f"pipelines.{stage}").main


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_depends_on_the_sections_of_parameters_that_it_receives(stage):
    listed = _map()["stages"][stage]
    whole_file = "params.yaml" in listed["deps"]
    received = set(section_names(_main_of(stage)))

    used = set() if whole_file else received

    named = [name for name in listed.get("params", []) if isinstance(name, str)]

    assert {name.split(".")[0] for name in named} == used, (
        f"stages.{stage}.params in dvc.yaml is to be: {sorted(used)}"
    )
