"""Bytes that are lost, turned or put in: what disks, transfers and editors do to any file."""

import random
from collections.abc import Callable

Damage = Callable[[bytes, random.Random], bytes]
STRANGE = (b'"', b",", b"\n", b"\r", b"\x00", b"\xff", b'""', b'"\n', b";", b"\t", b"\xef\xbb\xbf")


def _flipped(content: bytes, rng: random.Random) -> bytes:
    changed = bytearray(content)
    for place in rng.sample(range(len(changed)), min(3, len(changed))):
        changed[place] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _inserted(content: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(content))
    return content[:place] + rng.choice(STRANGE) + content[place:]


def _hole(content: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(content))
    return content[:place] + content[place + rng.choice((1, 2, 50)) :]


def _zeros(content: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(content))
    return content[:place] + bytes(64) + content[place + 64 :]


BYTES: dict[str, Damage] = {
    "cut short": lambda content, rng: content[: rng.randrange(len(content))],
    "bits flipped": _flipped,
    "bytes put in": _inserted,
    "bytes lost": _hole,
    "zeros": _zeros,
    "twice": lambda content, rng: content + content,  # noqa: ARG005
    "empty": lambda content, rng: b"",  # noqa: ARG005
}
