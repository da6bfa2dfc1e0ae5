"""Which keys a run uses, by fingerprint: a stage that a key decides runs again under another."""

from pathlib import Path

import yaml

from contracts.files.signature import public_key
from contracts.secret_key import (
    fingerprint,
    key_file,
    list_key,
    make_key_file,
    reference_key,
)
from pipelines.running.lock import LOCK, recorded_params
from pipelines.running.outputs import whole

KEYS = Path("data/keys.yaml")
MADE = (
    "A key was made in {}: it names cases, breaks ties and signs. Keep a copy of it; whoever is to "
    "get the same lists needs the same key (docs/reproduce-a-run.md)."
)
DIFFER = (
    "The run in dvc.lock was made with other keys ({}). Ties, draws, case references and "
    "signatures come out otherwise here, and the stages that use them run again. For the same "
    "bytes set COUNTERSIGN_KEY to the key of whoever made that run (docs/reproduce-a-run.md)."
)


def fingerprints() -> dict[str, str]:
    """Of each key in use, what tells it from another; of signatures the public key."""
    lists = list_key()
    return {
        "references": fingerprint(reference_key().encode()),
        "signatures": public_key(),
        "workbooks": "none" if lists is None else fingerprint(lists),
    }


def settle_keys(lock: Path = LOCK, path: Path = KEYS) -> None:
    """Write the fingerprints where stages depend on them; print a new key's place, and a change.

    Raises
    ------
    InputError
        If there is no usable key.
    """
    if make_key_file():
        print(MADE.format(key_file()))
    now = fingerprints()
    before = recorded_params(KEYS, lock)
    others = sorted(name for name, value in before.items() if now.get(name) != value)
    if others:
        print(DIFFER.format(", ".join(others)))
    text = yaml.safe_dump(now)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        with whole(path) as unfinished:
            unfinished.write_text(text, encoding="utf-8")
