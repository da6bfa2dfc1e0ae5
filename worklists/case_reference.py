"""Keyed hashes: how ties are broken, random cases drawn and case references made.

A keyed hash gives the same answer on every machine and in whatever order rows come. Which key
was used is recorded by its id, never by the key itself.
"""

import hashlib

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from contracts.errors import InputError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U to misread


def keyed_numbers(ids: "pd.Series[str]", key: str, purpose: str) -> "NDArray[np.float64]":
    """One number from 0 to 1 for each id: fixed by key and purpose, and in no order of its own.

    Examples
    --------
    >>> first = keyed_numbers(pd.Series(["A1", "A2"]), "key", "tie")
    >>> turned = keyed_numbers(pd.Series(["A2", "A1"]), "key", "tie")
    >>> bool((first == turned[::-1]).all())
    True
    """
    digests = (_digest(text, key, purpose) for text in ids)
    numbers = [int.from_bytes(digest[:6], "big") / 2**48 for digest in digests]
    return np.array(numbers, dtype=np.float64)


def key_id(key: str) -> str:
    """Eight characters that tell one key from another without giving it away.

    Examples
    --------
    >>> key_id("one") == key_id("two")
    False
    """
    return _digest("", key, "key id").hex()[:8]


def case_references(ids: "pd.Series[str]", key: str) -> "pd.Series[str]":
    """The pseudonym that stands for each assessment on everything a team receives.

    The same assessment and key give the same reference on every list, so that decisions can
    find their way back. Without the key a reference cannot be turned back; whoever has the key
    and the assessment ids can make the table, so the key is kept as the ids are.

    Raises
    ------
    InputError
        If two assessments would share a reference (about one chance in 400 for 2.5 million).

    Examples
    --------
    >>> case_references(pd.Series(["A1"]), "demo").to_list()
    ['C-ZR3WP-AC9WT']
    """
    references = pd.Series([_reference(text, key) for text in ids], index=ids.index, dtype=str)
    shared = int(references.duplicated().sum() - ids.duplicated().sum())
    if shared:
        faults = [f"{shared} case reference(s) would stand for two assessments"]
        raise InputError("case references", faults, "change the key and run rank again")
    return references


def _reference(text: str, key: str) -> str:
    number = int.from_bytes(_digest(text, key, "reference"), "big")
    letters = "".join(ALPHABET[(number >> (5 * place)) % 32] for place in range(10))
    return f"C-{letters[:5]}-{letters[5:]}"


def _digest(text: str, key: str, purpose: str) -> bytes:
    secret = hashlib.blake2b(key.encode(), digest_size=32).digest()
    message = f"{purpose}\x1f{text}".encode()
    return hashlib.blake2b(message, key=secret, digest_size=8).digest()
