"""Runs a stage: paths from the command line, parameters from params.yaml, figures to the screen."""

import argparse
import inspect
import logging
import re
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from contracts.errors import InputError
from pipelines import INTERRUPTED
from pipelines.running.check_inputs import check_inputs, explain
from pipelines.running.exclusive import end_with_parent
from pipelines.running.keys import KEYS, refuse_other_keys, settle_keys
from pipelines.running.outputs import close_places
from pipelines.running.params.file import read_parameters
from pipelines.running.screen.durations import expected, remember

Figures = Mapping[str, int | float | str]


def run(main: Callable[..., Figures]) -> None:
    """Run ``main`` as a program: ``python -m pipelines.<stage> --path-option PATH ...``.

    Every keyword of ``main`` that is a path becomes a required option (optional where it has a
    default). Any other is named as a section of params.yaml and receives it; the whole file is
    checked first, since a fault anywhere would stop a later stage.
    """
    stage = Path(inspect.getfile(main)).stem
    options = vars(_parser(stage, main).parse_args())
    paths = {name: value for name, value in options.items() if value is not None}
    began = time.perf_counter()
    end_with_parent()
    try:
        close_places()
        _show_progress(stage)
        if line := expected(stage):
            print(line, flush=True)
        figures = _run(stage, main, paths)
        close_places()
    except InputError as refusal:
        print(refusal, file=sys.stderr)
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        print(f"{stage}: stopped; earlier outputs are as they were", file=sys.stderr)
        raise SystemExit(INTERRUPTED) from None
    took = time.perf_counter() - began
    remember(stage, took)
    words = [f"{name.replace('_', ' ')} {_short(value)}" for name, value in figures.items()]
    print(f"{stage}: {', '.join(words)} ({took:.1f} s)", flush=True)


def _run(stage: str, main: Callable[..., Figures], paths: Mapping[str, Path]) -> Figures:
    """What ``main`` returns; a traceback only where neither a file nor the disk explains it."""
    sections = _sections(main)
    outputs = outputs_of(stage)
    inputs = {name: path for name, path in paths.items() if name not in (outputs or ())}
    if outputs is not None:
        check_inputs(stage, inputs)
        if not KEYS.exists():
            settle_keys()
        refuse_other_keys(stage)
    try:
        return main(**paths, **sections)
    except InputError:
        raise
    except Exception as fault:
        explained = explain(stage, fault, inputs, vouched=outputs is not None)
        if explained is not None:
            raise explained from None
        raise


def outputs_of(name: str, stages: Path = Path("dvc.yaml")) -> set[str] | None:
    """Options of a stage that name what it writes; None for a command that is no stage."""
    content = yaml.safe_load(stages.read_text(encoding="utf-8")) if stages.is_file() else {}
    stage = content.get("stages", {}).get(name)
    if stage is None:
        return None
    written = [*stage["outs"], *(path for metric in stage.get("metrics", []) for path in metric)]
    options = re.findall(r"--([\w-]+) (\S+)", stage["cmd"])
    return {option.replace("-", "_") for option, path in options if path in written}


def section_names(main: Callable[..., Figures]) -> list[str]:
    """The sections of params.yaml that a stage receives."""
    keywords = inspect.signature(main).parameters.values()
    return [one.name for one in keywords if not _is_path(one)]


def _sections(main: Callable[..., Figures]) -> dict[str, Any]:
    names = section_names(main)
    if not names:
        return {}
    parameters = read_parameters()
    return {name: getattr(parameters, name) for name in names}


def _is_path(keyword: inspect.Parameter) -> bool:
    return keyword.annotation is Path or keyword.annotation == Path | None


def _show_progress(stage: str) -> None:
    """Pass on what our own packages report while they work; other libraries stay quiet."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter(f"  {stage}: %(message)s"))
    for package in ("contracts", "features", "models", "worklists"):
        logger = logging.getLogger(package)
        logger.setLevel(logging.INFO)
        logger.handlers = [handler]


def _parser(stage: str, main: Callable[..., Figures]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"python -m pipelines.{stage}", description=inspect.getdoc(main), allow_abbrev=False
    )
    for name, keyword in inspect.signature(main).parameters.items():
        if _is_path(keyword):
            required = keyword.default is inspect.Parameter.empty
            parser.add_argument(f"--{name.replace('_', '-')}", type=Path, required=required)
    return parser


def _short(value: int | float | str) -> str:
    if isinstance(value, float):
        return f"{value:,.4g}"
    return value if isinstance(value, str) else f"{value:,}"
