"""`make run`: chooses the source, reproduces every stage, and shows the top of one team's list."""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from contracts.errors import InputError

PARAMS = Path("params.yaml")
BUILT_IN = Path("contracts/sources")
FOLDERS = {"demo": "data/01_raw/demo", "compas_violence": "../shared/datasets/compas"}


def main() -> None:
    """Run the pipeline on the chosen source; exit code 2 for a mistake that a person can mend."""
    try:
        options = _parser().parse_args()
        choose_source(options.source, options.folder, options.profile)
        code = _reproduce()
    except InputError as refusal:
        print(refusal, file=sys.stderr)
        raise SystemExit(2) from None
    if code:
        raise SystemExit(2)
    from pipelines.running.ending import show

    show()


def choose_source(source: str, folder: str, profile: str) -> None:
    """Write the named source into params.yaml, and say so and how to go back.

    Raises
    ------
    InputError
        For a name that is no built-in source, or a profile or folder that does not exist.
    """
    from ruamel.yaml import YAML

    if not (source or folder or profile):
        return
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 120
    yaml.representer.add_representer(type(None), _as_null)
    params = yaml.load(PARAMS.read_text(encoding="utf-8"))
    before = dict(params["source"])
    chosen = _resolve(source, folder, profile, before)
    if chosen == before:
        return
    params["source"].update(chosen)
    with PARAMS.open("w", encoding="utf-8") as file:
        yaml.dump(params, file)
    print(f"params.yaml now names the source {chosen['profile']} in {chosen['path']}.")
    print(f"To go back: make run {_words(before)}  (its results are kept; nothing is recomputed)")


def _as_null(representer: Any, _: None) -> Any:
    """Write nothing as `null`, as the file does."""
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


def _resolve(source: str, folder: str, profile: str, before: dict[str, str]) -> dict[str, str]:
    if source and profile:
        raise InputError("make run", ["both SOURCE and PROFILE are given"], "give one of them")
    if source:
        profile = str(BUILT_IN / f"{source}.yaml")
        folder = folder or FOLDERS.get(source, f"../shared/datasets/{source}")
    chosen = {"profile": profile or before["profile"], "path": folder or before["path"]}
    faults = []
    if not Path(chosen["profile"]).is_file():
        known = ", ".join(sorted(path.stem for path in BUILT_IN.glob("*.yaml")))
        faults.append(f"no profile {chosen['profile']}; built-in sources: {known}")
    if not Path(chosen["path"]).is_dir() and chosen["path"] != FOLDERS["demo"]:
        faults.append(f"no folder {chosen['path']}; give the folder that holds the records")
    if faults:
        raise InputError("make run", faults, "make run SOURCE=name SOURCE_DIR=folder")
    return chosen


def _words(source: dict[str, str]) -> str:
    profile = Path(source["profile"])
    named = profile.parent == BUILT_IN
    first = f"SOURCE={profile.stem}" if named else f"PROFILE={profile}"
    return first if source["path"] == FOLDERS["demo"] else f"{first} SOURCE_DIR={source['path']}"


def _reproduce() -> int:
    """Run `dvc repro` with this environment's programs first on the path."""
    here = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{here}{os.pathsep}{os.environ.get('PATH', '')}"}
    if not Path(".git").exists():
        subprocess.run([here / "dvc", "config", "--local", "core.no_scm", "true"], check=True)
    began = time.perf_counter()
    command = [str(here / "dvc"), "repro"]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as running:
        ran = _tell(running)
    took = time.perf_counter() - began
    if running.returncode == 0:
        print(
            f"All stages: {took:.0f} s"
            if ran
            else f"Nothing to do: all is up to date ({took:.1f} s)"
        )
    return running.returncode


def _tell(running: subprocess.Popen[str]) -> bool:
    """Pass on what DVC says as it says it; whether any stage ran."""
    ran = False
    for line in running.stdout or ():
        ran = ran or line.startswith("Running stage")
        print(line, end="", flush=True)
    return ran


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make run", description=main.__doc__)
    for option in ("source", "folder", "profile"):
        parser.add_argument(f"--{option}", default="")
    return parser


if __name__ == "__main__":
    main()
