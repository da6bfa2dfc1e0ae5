"""`make daily`: lists of people just released; params.yaml keeps the settings of the week."""

import argparse
import sys

from contracts.errors import InputError
from pipelines.run import (
    INTERRUPTED,
    NOT_FINISHED,
    NOT_TRACKED,
    STOPPED,
    lists_are_made,
    reproduce,
)
from pipelines.running.exclusive import only_run
from pipelines.running.params.for_now import changed_for_now, restore_parameters
from pipelines.running.repair_outputs import run_whole

CADENCE = "daily_early_licence"
CASES = 5


def main() -> None:
    """Make the day's lists of people released in the last 28 days, and publish them."""
    parser = argparse.ArgumentParser(prog="make daily", description=main.__doc__)
    parser.add_argument("--cases-per-list", type=int, default=CASES, help=f"{CASES} by default")
    cases = parser.parse_args().cases_per_list
    try:
        with only_run():
            restore_parameters()
            with changed_for_now({"cadence": CADENCE, "cases_per_list": cases}):
                code = run_whole(reproduce)
    except InputError as refusal:
        print(refusal, file=sys.stderr)
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        print(f"\n{STOPPED}", file=sys.stderr)
        raise SystemExit(INTERRUPTED) from None
    whole = not code or lists_are_made()
    if code:
        print(NOT_TRACKED if whole else NOT_FINISHED, file=sys.stderr)
    raise SystemExit(0 if whole else 2)


if __name__ == "__main__":
    main()
