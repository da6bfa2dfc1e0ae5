"""Which keys a run uses, by fingerprint: a stage that a key decides runs again under another."""

from pathlib import Path

import yaml

from contracts.errors import InputError
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


OTHER = "data/keys.yaml was written under another key ({}) than is set here"
NEXT = "set COUNTERSIGN_KEY as when make run wrote it, or run make run again under this one"


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


def refuse_other_keys(stage: str, stages: Path = Path("dvc.yaml")) -> None:
    """Refuse to run a stage whose output dvc.lock would record under a key that did not make it.

    ``dvc exp run`` starts stages without ``make run``, which is what writes the fingerprints.

    Raises
    ------
    InputError
        If a key the stage depends on has another fingerprint in data/keys.yaml.
    """
    wanted = yaml.safe_load(stages.read_text(encoding="utf-8"))["stages"][stage].get("params", [])
    of_keys = [one[str(KEYS)] for one in wanted if isinstance(one, dict) and str(KEYS) in one]
    written, now = yaml.safe_load(KEYS.read_text(encoding="utf-8")) or {}, fingerprints()
    others = [name for names in of_keys for name in names if written.get(name) != now[name]]
    if others:
        raise InputError(f"stage {stage}", [OTHER.format(", ".join(others))], NEXT)
