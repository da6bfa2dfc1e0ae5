"""Writes into params.yaml which records are read; a fault anywhere leaves the file as it was."""

import io
from pathlib import Path
from typing import Any

from contracts.errors import InputError
from pipelines.running.outputs import whole
from pipelines.running.params.file import PARAMS_FILE, parsed

BUILT_IN = Path("contracts/sources")
FOLDERS = {
    "demo": "data/01_raw/demo",
    "compas_violence": "../shared/datasets/compas",
    "ofsted_outcome": "../shared/datasets/ofsted",
}


def choose_source(source: str, folder: str, profile: str) -> None:
    """Write the named source into params.yaml, and print so and how to go back.

    Parameters
    ----------
    source : str
        Name of a built-in profile, or ''.
    folder : str
        Folder of its records, or '' for where they usually lie.
    profile : str
        File of any other profile, or ''.

    Raises
    ------
    InputError
        For a name that is no built-in source, a folder that does not exist, and every fault of
        the profile or of params.yaml.
    """
    if not (source or folder or profile):
        return
    yaml, text = _round_trip(), PARAMS_FILE.read_text(encoding="utf-8")
    parsed(text, where=str(PARAMS_FILE))
    content = yaml.load(text)
    before = dict(content["source"])
    chosen = _resolve(source, folder, profile, before)
    if chosen == before:
        return
    content["source"].update(chosen)
    _check(chosen)
    _replace(yaml, content)
    print(f"params.yaml now names the source {chosen['profile']} in {chosen['path']}.")
    print(f"To go back: make run {_words(before)}  (its results are kept; nothing is recomputed)")


def _check(chosen: dict[str, str]) -> None:
    from contracts.sources.profile.load import load_profile

    load_profile(Path(chosen["profile"]))


def _replace(yaml: Any, content: Any) -> None:
    stream = io.StringIO()
    yaml.dump(content, stream)
    parsed(stream.getvalue(), where=str(PARAMS_FILE))
    with whole(PARAMS_FILE, private=False) as unfinished:
        unfinished.write_text(stream.getvalue(), encoding="utf-8")


def _round_trip() -> Any:
    """YAML whose comments, quotation marks and order stay."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 120
    yaml.representer.add_representer(type(None), _as_null)
    return yaml


def _as_null(representer: Any, _: None) -> Any:
    """Write nothing as `null`, as the file does."""
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


def _resolve(source: str, folder: str, profile: str, before: dict[str, str]) -> dict[str, str]:
    if source and profile:
        raise InputError("make run", ["both SOURCE and PROFILE are named"], "name one of them")
    if source:
        profile = str(BUILT_IN / f"{source}.yaml")
        folder = folder or FOLDERS.get(source, f"../shared/datasets/{source}")
    chosen = {"profile": profile or before["profile"], "path": folder or before["path"]}
    faults = []
    if not Path(chosen["profile"]).is_file():
        names = ", ".join(sorted(path.stem for path in BUILT_IN.glob("*.yaml")))
        faults.append(f"no profile {chosen['profile']}; built-in sources: {names}")
    if not Path(chosen["path"]).is_dir() and chosen["path"] != FOLDERS["demo"]:
        faults.append(f"no folder {chosen['path']}; name the folder that holds the records")
    if faults:
        raise InputError("make run", faults, "make run SOURCE=name SOURCE_DIR=folder")
    return chosen


def _words(source: dict[str, str]) -> str:
    profile = Path(source["profile"])
    built_in = profile.parent == BUILT_IN
    first = f"SOURCE={profile.stem}" if built_in else f"PROFILE={profile}"
    return first if source["path"] == FOLDERS["demo"] else f"{first} SOURCE_DIR={source['path']}"
