"""The model on disk: scikit-learn parts in a skops file, the same bytes for the same model.

skops names the members of its archive after memory addresses and stamps them with the time. Here
addresses are renumbered in order of appearance and times are fixed, so that two runs agree.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contracts.errors import InputError
from models.training.saved_types import TRUSTED

LONG_AGO = (1980, 1, 1, 0, 0, 0)


def dump(parts: dict[str, Any], path: Path) -> None:
    """Write plain containers of scikit-learn parts and arrays."""
    import skops.io

    written = io.BytesIO(skops.io.dumps(parts))
    with zipfile.ZipFile(written) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    schema = json.loads(members.pop("schema.json"))
    numbers: dict[int, int] = {}
    for node in _nodes(schema):
        node["__id__"] = numbers.setdefault(node["__id__"], len(numbers))
    files: dict[str, str] = {}
    for node in _nodes(schema):
        if "file" in node:
            old = node["file"]
            node["file"] = files.setdefault(old, f"{len(files):06d}{Path(old).suffix}")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for old, new in files.items():
            archive.writestr(zipfile.ZipInfo(new, LONG_AGO), members[old], zipfile.ZIP_DEFLATED)
        text = json.dumps(schema, sort_keys=True)
        archive.writestr(zipfile.ZipInfo("schema.json", LONG_AGO), text, zipfile.ZIP_DEFLATED)


def load(path: Path) -> dict[str, Any]:
    """Read what ``dump`` wrote; a file that holds anything else is refused, not opened.

    Raises
    ------
    InputError
        If the file holds types that a model of this project never has.
    """
    import skops.io

    foreign = sorted(set(skops.io.get_untrusted_types(file=path)) - set(TRUSTED))
    if foreign:
        faults = [f"holds {name}, which no model of this project does" for name in foreign]
        raise InputError(path.name, faults, "train again with `make run`; do not open this file")
    parts: dict[str, Any] = skops.io.load(path, trusted=TRUSTED)
    return parts


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every node of a skops schema, in the order of the text."""
    if isinstance(node, dict):
        if "__id__" in node:
            yield node
        for key in sorted(node):
            yield from _nodes(node[key])
    elif isinstance(node, list):
        for child in node:
            yield from _nodes(child)
