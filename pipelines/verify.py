"""`python -m pipelines.verify FOLDER` says whether lists or a model are as they were signed."""

import argparse
import re
import sys
from pathlib import Path

from contracts.errors import InputError
from contracts.files.signature import Verdict, check, public_key

WHERE = "python -m pipelines.verify"
SHOWN = 10
SAYS = {
    "whole": "every file is as it was signed",
    "changed": "files differ from what was signed; do not use it, ask for it again",
    "forged": "nobody with the key signed this; do not use it, and tell the security team",
    "unsigned": "nothing says who made it",
    "signed with another key": "made under another key, or forged; ask whoever made it for their "
    "public key (data/keys.yaml or dvc.lock there) and name it with --public-key",
}


def main() -> None:
    """Say whether a folder is whole, changed or forged; exit code 0 for a whole one, else 2."""
    parser = argparse.ArgumentParser(prog=WHERE, description=main.__doc__)
    parser.add_argument("folder", type=Path, help="as it was published, delivered or trained")
    parser.add_argument("--public-key", help="64 hexadecimal digits; by default of the key here")
    options = parser.parse_args()
    try:
        verdict = verify(options.folder, options.public_key)
    except InputError as refusal:
        print(refusal, file=sys.stderr)
        raise SystemExit(2) from None
    print(in_words(options.folder, verdict), file=sys.stderr if verdict.faults else sys.stdout)
    raise SystemExit(2 if verdict.word != "whole" else 0)


def verify(folder: Path, trusted: str | None) -> Verdict:
    """The verdict on ``folder`` by the public key ``trusted``, or by the key here.

    Raises
    ------
    InputError
        If there is no such folder, or the key is none.
    """
    if not folder.is_dir():
        raise InputError(WHERE, [f"there is no folder {folder}"], "name a folder")
    if trusted is not None and not re.fullmatch("[0-9a-f]{64}", trusted):
        fault = "--public-key is not 64 hexadecimal digits in small letters"
        raise InputError(WHERE, [fault], "take it from data/keys.yaml of whoever made the folder")
    return check(folder, trusted or public_key())


def in_words(folder: Path, verdict: Verdict) -> str:
    """The verdict as lines, the first faults among them."""
    lines = [f"{folder}: {verdict.word}: {SAYS[verdict.word]}"]
    lines += [f"  - {fault}" for fault in verdict.faults[:SHOWN]]
    left = len(verdict.faults) - SHOWN
    return "\n".join([*lines, *([f"  - and {left:,} more"] if left > 0 else [])])


if __name__ == "__main__":
    main()
