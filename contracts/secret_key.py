"""The secret of an installation: it breaks ties, draws at random, names cases, and signs.

It comes from the environment, or from a file in the user's configuration folder that is made once
and that nobody else may read. So the folders of one person's checkouts have one key, and no
checkout, cache or archive of one holds it. What a run records is a fingerprint.
"""

import hashlib
import os
import secrets
import stat
import tempfile
from pathlib import Path

from contracts.errors import InputError

KEY_VARIABLE = "COUNTERSIGN_KEY"
# in place of what the installation's key gives
REFERENCE_VARIABLE, LIST_VARIABLE = "COUNTERSIGN_REFERENCE_KEY", "COUNTERSIGN_LIST_KEY"
LEAST = 16  # characters: a shorter one can be found by trying
OTHERS = stat.S_IRWXG | stat.S_IRWXO
LONG = f"set {KEY_VARIABLE} to at least {LEAST} random characters"


def key_file() -> Path:
    """Where the key lies unless the environment has it."""
    configuration = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(configuration) / "countersign" / "key"


def derived_key(purpose: str) -> bytes:
    """The 32 bytes that the secret gives for one purpose; no other purpose follows from them.

    Raises
    ------
    InputError
        If the key is too short, others may read its file, or none can be made.

    Examples
    --------
    >>> derived_key("signatures") == derived_key("signatures")
    True
    >>> derived_key("signatures") == derived_key("references")
    False
    """
    return hashlib.blake2b(purpose.encode(), key=_secret(), digest_size=32).digest()


def reference_key() -> str:
    """The secret behind case references, ties and draws: never one that is public."""
    return os.environ.get(REFERENCE_VARIABLE) or derived_key("references").hex()


def list_key() -> bytes | None:
    """The secret of the check values in workbooks.

    None where its variable is set to nothing, for lists that were sent without a key.
    """
    key = os.environ.get(LIST_VARIABLE)
    return derived_key("workbooks") if key is None else key.encode() or None


def fingerprint(key: bytes) -> str:
    """Eight characters that tell one key from another without giving it away."""
    secret = hashlib.blake2b(key).digest()  # a key of any length
    return hashlib.blake2b(b"fingerprint", key=secret, digest_size=4).hexdigest()


def make_key_file() -> bool:
    """Make the key file if the environment names no key and there is none; whether it was made.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    path = key_file()
    if os.environ.get(KEY_VARIABLE) or path.exists():
        return False
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as unfinished:
            unfinished.write(secrets.token_urlsafe(32) + "\n")
            unfinished.flush()
            os.link(unfinished.name, path)  # fails where another process was first
    except FileExistsError:
        return False
    except OSError as fault:
        message = f"no key can be kept there ({type(fault).__name__})"
        raise InputError(str(path), [message], LONG) from None
    return True


def _secret() -> bytes:
    """The secret itself, as 64 bytes."""
    text = os.environ.get(KEY_VARIABLE) or _from_file()
    if len(text) < LEAST:
        where = KEY_VARIABLE if os.environ.get(KEY_VARIABLE) else str(key_file())
        raise InputError(where, [f"a key of {len(text)} characters"], LONG)
    return hashlib.blake2b(text.encode()).digest()


def _from_file() -> str:
    make_key_file()
    path = key_file()
    try:
        if path.stat().st_mode & OTHERS:
            fault = "others than its owner may read the key"
            raise InputError(str(path), [fault], f"chmod 600 {path}")
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as fault:
        message = f"the key is not readable ({type(fault).__name__})"
        raise InputError(str(path), [message], LONG) from None
