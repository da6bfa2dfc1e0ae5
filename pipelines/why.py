"""`python -m pipelines.why CASE`: why a case is, or is not, on its team's lists."""

import argparse
import sys
from pathlib import Path

from contracts.errors import InputError
from worklists.delivery.identities import pseudonym_of
from worklists.ranking.why import explain, read_rank_outputs


def main() -> None:
    """Print why one assessment is or is not listed; exit code 2 where it is not on record."""
    options = _parser().parse_args()
    name = options.case
    try:
        if options.identities:
            name = pseudonym_of(name, options.identities)
        print("\n".join(explain(name, read_rank_outputs(options.worklist, options.urgent))))
    except InputError as refusal:
        print(refusal, file=sys.stderr)
        raise SystemExit(2) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pipelines.why", description=__doc__)
    parser.add_argument(
        "case", help="assessment id, case reference, or with --identities the local reference"
    )
    parser.add_argument("--worklist", type=Path, default=Path("data/07_worklist"))
    parser.add_argument("--urgent", type=Path, default=Path("data/07_urgent"))
    parser.add_argument(
        "--identities", type=Path, help="the map that lists were delivered with, to look up in"
    )
    return parser


if __name__ == "__main__":
    main()
