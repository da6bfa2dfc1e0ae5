"""`make daily`: lists of people just released; params.yaml keeps the settings of the week."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contracts.errors import InputError
from pipelines.run import INTERRUPTED, STOPPED, reproduce
from pipelines.running.outputs import whole
from pipelines.running.params.file import PARAMS_FILE, read_parameters
from pipelines.running.repair_outputs import run_whole

CADENCE = "daily_early_licence"
CASES = 5


def main() -> None:
    """Make the day's lists of people released in the last 28 days, and publish them."""
    parser = argparse.ArgumentParser(prog="make daily", description=main.__doc__)
    parser.add_argument("--cases-per-list", type=int, default=CASES, help=f"{CASES} by default")
    cases = parser.parse_args().cases_per_list
    try:
        with changed_for_now(PARAMS_FILE, {"cadence": CADENCE, "cases_per_list": cases}):
            code = run_whole(reproduce)
    except InputError as refusal:
        print(refusal, file=sys.stderr)
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        print(f"\n{STOPPED}", file=sys.stderr)
        raise SystemExit(INTERRUPTED) from None
    raise SystemExit(2 if code else 0)


@contextmanager
def changed_for_now(path: Path, rank: dict[str, str | int]) -> Iterator[None]:
    """Section ``rank`` of params.yaml with other values inside the block, as it was after it.

    Raises
    ------
    InputError
        If the file does not fit its ranges, before the change or with it.
    """
    from ruamel.yaml import YAML

    read_parameters(path)
    before = path.read_bytes()
    yaml = YAML()
    content = yaml.load(before.decode("utf-8"))
    content["rank"].update(rank)
    try:
        with whole(path, private=False) as unfinished:
            yaml.dump(content, unfinished)
        read_parameters(path)
        yield
    finally:
        with whole(path, private=False) as unfinished:
            unfinished.write_bytes(before)


if __name__ == "__main__":
    main()
