"""`python -m pipelines.why ASSESSMENT`: why a case is, or is not, on its team's list."""

import argparse
import sys
from pathlib import Path

from contracts.errors import InputError
from worklists.ranking.why import explain, read_rank_outputs


def main() -> None:
    """Print why one assessment is or is not listed; exit code 2 where it is not on record."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.why", description=__doc__)
    parser.add_argument("assessment", help="assessment id, or the case reference on a list")
    parser.add_argument("--worklist", type=Path, default=Path("data/07_worklist"))
    options = parser.parse_args()
    try:
        print("\n".join(explain(options.assessment, read_rank_outputs(options.worklist))))
    except InputError as refusal:
        print(refusal, file=sys.stderr)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
