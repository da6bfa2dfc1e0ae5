"""`make promote RUN=...`: a person puts a run's model into service, or the one before it back."""

import argparse
import sys
from pathlib import Path

from contracts.errors import InputError
from contracts.source import Source
from pipelines.running.params.champion import FILE, write_champion
from pipelines.running.params.file import read_parameters
from pipelines.running.registry import promote, recipe_in_service

AFTERWARDS = "Where it names another candidate than before, the next make run asks the gate anew"


def main() -> None:
    """Move the alias `champion`; exit code 2 where the run may not be promoted."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.promote", description=__doc__)
    parser.add_argument("run", help="a run's id or its beginning, a git revision, or 'previous'")
    parser.add_argument("--checked", type=Path, default=Path("data/02_checked"))
    options = parser.parse_args()
    try:
        if not options.run:
            fault = "no run is named"
            raise InputError("make promote", [fault], "make promote RUN=HEAD, or RUN=previous")
        source = Source.load(options.checked / "source.json")
        model = model_name(read_parameters().register.model_name, source)
        print(promote(model, options.run))
        write_champion(source.name, recipe_in_service(model))
        print(f"{FILE}: says what made it; commit the file. {AFTERWARDS}")
    except InputError as refusal:
        print(refusal, file=sys.stderr)
        raise SystemExit(2) from None


def model_name(prefix: str, source: Source) -> str:
    """The registered name: the source's is added, so that sources never share a champion."""
    return f"{prefix}-{source.name}"


if __name__ == "__main__":
    main()
