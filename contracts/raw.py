"""What reading a source yields."""

from dataclasses import dataclass

from contracts.findings import Finding
from contracts.source import Source
from contracts.table import RawTable


@dataclass(frozen=True)
class RawSource:
    """Raw tables by name (``extra`` among them), the source, and what reading them showed.

    ``source`` lacks what only checked records show: ``run_date``, ``fully_audited`` and
    ``tables`` are for the check stage to fill in.
    """

    tables: dict[str, RawTable]
    source: Source
    findings: tuple[Finding, ...]
