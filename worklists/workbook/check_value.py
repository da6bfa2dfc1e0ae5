"""Values that show whether a row or a list came back as it was sent.

They are HMAC-SHA256: nobody without the key can make one. Without a key, which has to be asked for
by an empty ``COUNTERSIGN_LIST_KEY``, they are plain SHA-256 and show accidents only.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence


def check_value(parts: Sequence[str], *, key: bytes | None) -> str:
    """64 hexadecimal digits that change when any part, or the order of parts, changes.

    Examples
    --------
    >>> check_value(["a", "bc"], key=None) == check_value(["ab", "c"], key=None)
    False
    >>> check_value(["a"], key=None) == check_value(["a"], key=b"secret")
    False
    """
    message = json.dumps(list(parts), ensure_ascii=True).encode()
    if key is None:
        return hashlib.sha256(message).hexdigest()
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def row_key(list_id: str, case_reference: str) -> str:
    """The name of a row that survives sorting and deletion, made from its case's pseudonym.

    Examples
    --------
    >>> row_key("2026-W47-leeds", "C-1")
    'ce2db51958edf97c'
    """
    return check_value(["row", list_id, case_reference], key=None)[:16]
