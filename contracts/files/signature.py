"""Signs a folder, and says whether it is whole, changed or forged.

``signature.json`` lists every file with its SHA-256 under an Ed25519 signature. Signing needs the
secret of the installation; checking needs the public key alone, so that whoever receives a folder
can check it and cannot make one.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from contracts.files.content_hash import file_hash, files_of
from contracts.secret_key import derived_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NAME = "signature.json"
FORM = "countersign/signature/1"
LARGEST = 50 * 2**20  # bytes of a signature file; 100,000 files take about ten
Word = Literal["whole", "changed", "forged", "unsigned", "signed with another key"]


@dataclass(frozen=True)
class Verdict:
    """One word, and a sentence for each file that differs, or for what is at fault."""

    word: Word
    faults: tuple[str, ...] = ()


def public_key() -> str:
    """The public half of this installation's key, as 64 hexadecimal digits."""
    return _private_key().public_key().public_bytes_raw().hex()


def sign(folder: Path) -> None:
    """Write ``signature.json`` over every file below ``folder``, which is finished otherwise.

    The same files and key give the same bytes.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "list.csv").write_text("a")
    >>> sign(folder)
    >>> check(folder, public_key()).word
    'whole'
    >>> _ = (folder / "list.csv").write_text("b")
    >>> check(folder, public_key())
    Verdict(word='changed', faults=('list.csv: changed',))
    """
    (folder / NAME).unlink(missing_ok=True)
    files = _hashes(folder)
    key = _private_key()
    content = {
        "form": FORM,
        "files": files,
        "public_key": key.public_key().public_bytes_raw().hex(),
        "signature": key.sign(_message(files)).hex(),
    }
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    (folder / NAME).write_text(text, encoding="utf-8")


def check(folder: Path, trusted: str) -> Verdict:
    """Whether ``folder`` is as the holder of the key ``trusted``, a public one, signed it."""
    path = folder / NAME
    if not path.is_file():
        return Verdict("unsigned", (f"there is no {NAME}",))
    content = _content(path)
    if content is None:
        return Verdict("forged", (f"{NAME} is not of the form that this project writes",))
    if content["public_key"] != trusted:
        fault = f"signed by {content['public_key'][:16]}…, to be by {trusted[:16]}…"
        return Verdict("signed with another key", (fault,))
    if not _is_signed(content, trusted):
        return Verdict("forged", (f"{NAME} does not bear the signature of its key",))
    faults = tuple(_differences(content["files"], _hashes(folder)))
    return Verdict("changed" if faults else "whole", faults)


def _private_key() -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(derived_key("signatures"))


def _hashes(folder: Path) -> dict[str, str]:
    paths = (path for path in files_of(folder) if path != folder / NAME)
    return {path.relative_to(folder).as_posix(): file_hash(path) for path in paths}


def _message(files: dict[str, str]) -> bytes:
    return json.dumps([FORM, files], sort_keys=True).encode()


def _content(path: Path) -> dict[str, Any] | None:
    """What the file says where it has the right form."""
    try:
        if path.stat().st_size > LARGEST:
            return None
        content = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError, OSError):
        return None
    if not isinstance(content, dict) or content.get("form") != FORM:
        return None
    texts = [content.get("public_key"), content.get("signature")]
    files = content.get("files")
    if not isinstance(files, dict) or not all(
        isinstance(text, str) for text in [*texts, *files.values()]
    ):
        return None
    return content


def _is_signed(content: dict[str, Any], trusted: str) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(trusted))
        key.verify(bytes.fromhex(content["signature"]), _message(content["files"]))
    except (InvalidSignature, ValueError):
        return False
    return True


def _differences(signed: dict[str, str], there: dict[str, str]) -> list[str]:
    both = dict.fromkeys(signed.keys() & there.keys(), "changed")
    words = both | dict.fromkeys(signed.keys() - there.keys(), "missing")
    words |= dict.fromkeys(there.keys() - signed.keys(), "added")
    return [
        f"{name}: {words[name]}" for name in sorted(words) if signed.get(name) != there.get(name)
    ]
