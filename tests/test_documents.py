"""Pages say what is there: their commands, files and links exist, and their words are chosen."""

import ast
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORDING = "docs/wording.md"
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [*ROOT.glob("*.md"), *ROOT.glob("data/*.md"), *ROOT.glob("docs/**/*.md")]
)
TEMPLATES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [*ROOT.glob("worklists/publishing/templates/*.html"), *ROOT.glob("contracts/*.j2")]
)
ENTRANCES = ("README.md", *(page for page in PAGES if page.startswith("docs/guide-")))
CODE_FOLDERS = (
    "contracts",
    "features",
    "models",
    "worklists",
    "reports",
    "pipelines",
    "tests",
    "benchmarks",
)
SHELL = ("sh", "console", "bash", "")
OFFICIAL = (
    r"Offender Assessment System|Offender Management|OFFENDER\w*|offender id"  # nDelius's own
)
MACHINE = re.compile(r"(?<![\w.])/(?:work|home|root|tmp|Users)/|\b[A-Z]:\\")
REGISTRIES = re.compile(
    r"pypi\.org|pythonhosted|npmjs\.(?:org|com)|anaconda\.org|conda-forge\.org|proxy\.golang"
    r"|artifactory|jfrog|nexus\.",
    re.IGNORECASE,
)


def _text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Language and content of every fenced block."""
    for found in re.finditer(r"^```(\w*)[^\n]*\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        yield found[1], found[2]


def _code(page: str) -> list[str]:
    """Every inline piece of code and every line typed into a shell, comments cut off."""
    text = _text(page)
    lines = []
    for language, block in _blocks(text):
        typed = [line for line in block.split("\n") if language != "console" or line[:2] == "$ "]
        lines += typed if language in SHELL else []
    prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    lines += re.findall(r"^ {4}(\S.*)$", prose, re.MULTILINE)
    lines += re.findall(r"`([^`\n]+)`", prose)
    return [re.sub(r"\s+#.*$", "", line).strip().removeprefix("$ ") for line in lines]


def _commands(program: str) -> list[tuple[str, str]]:
    """Page and command line, of every command of ``program`` in every page."""
    found = []
    for page in PAGES:
        for line in _code(page):
            parts = [part.strip() for part in re.split(r"&&|;|\|", line)]
            found += [(page, part) for part in parts if part.split(" ")[0] == program]
    return found


@cache
def _map() -> dict:
    return yaml.safe_load(_text("dvc.yaml"))


@cache
def _params() -> dict:
    return yaml.safe_load(_text("params.yaml"))


def test_every_make_target_in_a_page_is_one():
    makefile = _text("Makefile")
    known = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    variables = set(re.findall(r"\b([A-Z_]+) \?=", makefile)) | {"PYTHON"}

    for page, command in _commands("make"):
        words = shlex.split(command)[1:]
        targets = [word for word in words if "=" not in word]
        assert set(targets) <= known, f"{page}: {command}"
        assert {word.split("=")[0] for word in words if "=" in word} <= variables, (
            f"{page}: {command}"
        )


def _options(module: Path) -> set[str]:
    """Options that a program understands: keywords of its ``main``, and those it adds itself."""
    added = set(re.findall(r"""add_argument\(\s*["'](--[\w-]+)""", module.read_text("utf-8")))
    return added | _keywords(module) | {"--help"}


def _keywords(module: Path) -> set[str]:
    """Options that the runner makes of the keywords of a stage's ``main``."""
    tree = ast.parse(module.read_text("utf-8"))
    mains = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "main"]
    names = {
        argument.arg
        for main in mains
        for argument in main.args.kwonlyargs
        if ast.unparse(argument.annotation).startswith("Path")
    }
    return {f"--{name.replace('_', '-')}" for name in names}


def test_every_program_in_a_page_exists_and_knows_its_options():
    for page, command in _commands("python"):
        words = shlex.split(command)
        if words[1] != "-m" or words[2].split(".")[0] not in CODE_FOLDERS:
            continue
        module = ROOT / f"{words[2].replace('.', '/')}.py"
        if not module.is_file():
            module = module.with_suffix("") / "__main__.py"
        assert module.is_file(), f"{page}: {command}"
        options = {word.split("=")[0] for word in words[3:] if word.startswith("--")}
        assert options <= _options(module), f"{page}: {command}"


def test_every_dvc_command_in_a_page_is_understood_by_dvc():
    parser = pytest.importorskip("dvc.cli.parser").get_main_parser()

    for page, command in _commands("dvc"):
        words = shlex.split(command)[1:]
        if len(words) < 2 and words not in (["status"], ["repro"], ["dag"], ["checkout"]):
            continue  # a group of commands, named in passing
        try:
            parser.parse_args(words)
        except Exception as fault:  # noqa: BLE001 - dvc raises its own
            pytest.fail(f"{page}: {command}: {fault}")


def test_every_parameter_that_a_page_sets_exists():
    for page in PAGES:
        for name in re.findall(r"-S ([\w.]+)=", _text(page)):
            section, *rest = name.split(".")
            assert section in _params(), f"{page}: -S {name}"
            assert rest[0] in _params()[section], f"{page}: -S {name}"


def test_every_file_of_code_that_a_page_names_exists():
    named = re.compile(rf"(?:{'|'.join(CODE_FOLDERS)}|docs)/[\w./*<>-]+")
    for page in PAGES:
        for code in _code(page):
            for path in re.findall(named, code) if named.match(code) else []:
                pattern = re.sub(r"<\w+>", "*", path)
                assert any(ROOT.glob(pattern.rstrip("/."))), f"{page}: {path}"


def test_every_folder_of_data_that_a_page_names_is_written_by_a_stage():
    written = {Path(path).parts[1] for path in _map()["vars"][0]["data"].values()}

    for page in PAGES:
        for folder in re.findall(r"\bdata/(\d\d_\w+)", _text(page)):
            assert folder in written or (ROOT / "data" / folder).is_dir(), f"{page}: data/{folder}"


def test_the_picture_of_the_stages_shows_every_stage():
    [picture] = [block for language, block in _blocks(_text("README.md")) if language == "mermaid"]

    shown = set(re.findall(r"\b[a-z]+\b", re.sub(r'"[^"]*"', "", picture)))

    assert set(_map()["stages"]) <= shown


def _links(page: str) -> list[tuple[str, str]]:
    """File and heading of every link inside the repository."""
    targets = re.findall(r"\]\(([^)\s]+)\)", _text(page))
    return [
        (target.partition("#")[0], target.partition("#")[2])
        for target in targets
        if not re.match(r"[a-z]+:", target)
    ]


def _headings(page: Path) -> set[str]:
    lines = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    kept = [re.sub(r"[^\w\- ]", "", line.lower()) for line in lines]
    return {line.strip().replace(" ", "-") for line in kept}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    for file, heading in _links(page):
        target = (ROOT / page).parent / file if file else ROOT / page
        assert target.exists(), f"{page}: {file}"
        assert not heading or heading in _headings(target), f"{page}: {file}#{heading}"


def test_every_page_is_reached_from_the_readme_or_a_guide():
    reached, waiting = set(), list(ENTRANCES)
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        targets = [((ROOT / page).parent / file).resolve() for file, _ in _links(page) if file]
        found = [path for path in targets if path.suffix == ".md" and path.is_relative_to(ROOT)]
        waiting += [path.relative_to(ROOT).as_posix() for path in found]

    assert set(PAGES) - reached == set()


def _unwanted() -> list[str]:
    """The first column of the table in the page on wording."""
    section = _text(WORDING).partition("## Words")[2].partition("\n## ")[0]
    return [
        word.strip()
        for cell in re.findall(r"^\| ([^|]+) \|", section, re.MULTILINE)[1:]
        for word in cell.split(",")
    ]


@pytest.mark.parametrize("page", [*(page for page in PAGES if page != WORDING), *TEMPLATES])
def test_pages_keep_to_the_agreed_words(page):
    text = re.sub(OFFICIAL, "", _text(page))

    found = [w for w in _unwanted() if re.search(rf"\b{re.escape(w)}\b", text, re.IGNORECASE)]

    assert found == []


@pytest.mark.parametrize("page", [*PAGES, "Makefile", "pyproject.toml", "dvc.yaml", "params.yaml"])
def test_no_path_of_a_machine_and_no_package_registry_is_named(page):
    text = _text(page)

    assert MACHINE.findall(text) == []
    assert REGISTRIES.findall(text) == []


def test_locks_name_no_address():
    for lock in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in _text(lock)
        assert "--hash=sha256:" in _text(lock)
