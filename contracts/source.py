"""The source of a run, resolved: what its profile declared and what its records hold."""

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from contracts.errors import InputError
from contracts.levels import Scale

if TYPE_CHECKING:  # a stage that only reads source.json needs neither
    from contracts.findings import Finding
    from contracts.table import RawTable

Kind = Literal["number", "category", "boolean"]
Label = Literal["audit", "outcome"]


@dataclass(frozen=True)
class ExtraFeature:
    """One feature that a source brings itself, beside those computed from the case record.

    ``sentence`` is what a reason says, ``sentence_absent`` what it says of a no; ``{value}`` in it
    stands for the value. ``direction`` is the expected effect on the chance of under-rating: 1
    raises it, -1 lowers it, 0 unknown. Load and staffing are never ``shown_as_reason``.
    ``low`` and ``high`` bound a number, ``values`` is the closed list of a category (empty:
    not closed).
    """

    name: str
    type: Kind
    meaning: str
    unit: str = ""
    missing_means: str = "not recorded"
    direction: int = 0
    sentence: str = ""
    sentence_absent: str = ""
    shown_as_reason: bool = True
    low: float | None = None
    high: float | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """Everything a later stage may know of the source; written to ``source.json`` by ``check``.

    Parameters
    ----------
    scale : Scale
        Levels from the least to the most severe; ``titles`` says how people read them.
    label : "audit" or "outcome"
        What the second opinion is. An outcome source's ``audits`` hold ``outcome`` (true or
        false) in place of ``audited_rosh``.
    under_from : str or None
        Outcome only: a rating below this level counts as too low where the outcome happened.
    label_lag_days : int
        Days from an assessment to the day its label is known, where the records do not say.
    earliest_day : date or None
        Assessments and audits of an earlier day are set aside; None where the source has no limit.
    observed_until : date or None
        Outcome only: the last day on which an outcome would have been recorded.
    has_dates, has_people, has_units : bool
        Whether the records say so themselves; where not, ids and the unit ``all`` are made up.
    notes : tuple of str
        Sentences that every output must carry.
    marking : str
        The security marking of its records, at the top of every page and sheet; empty for none.

    Examples
    --------
    >>> source = Source(name="toy", title="A toy", about="", scale=Scale(("low", "high"), "high"))
    >>> Source.of(source.content()) == source
    True
    """

    name: str
    title: str
    about: str
    scale: Scale
    titles: Mapping[str, str] = field(default_factory=dict)
    label: Label = "audit"
    under_from: str | None = None
    label_lag_days: int = 0
    observed_until: dt.date | None = None
    earliest_day: dt.date | None = None
    has_dates: bool = True
    has_people: bool = True
    has_units: bool = True
    fully_audited: bool = False
    extra: tuple[ExtraFeature, ...] = ()
    run_date: dt.date | None = None
    notes: tuple[str, ...] = ()
    marking: str = ""
    tables: tuple[str, ...] = ()

    def title_of(self, level: str) -> str:
        """How people read a level."""
        return self.titles.get(level, level.replace("_", " "))

    @property
    def raisable(self) -> tuple[str, ...]:
        """The levels that a second opinion can find too low: not the highest.

        Of an outcome source those below ``under_from``: an outcome says nothing of the others.

        Examples
        --------
        >>> scale = Scale(("low", "medium", "high"), "high")
        >>> Source(name="toy", title="A toy", about="", scale=scale).raisable
        ('low', 'medium')
        """
        ceiling = self.under_from or self.scale.levels[-1]
        return self.scale.levels[: self.scale.levels.index(ceiling)]

    def content(self) -> dict[str, Any]:
        """The source as plain JSON values: the content of ``source.json``."""
        plain = dataclasses.asdict(self)
        plain["scale"]["titles"] = {level: self.title_of(level) for level in self.scale.levels}
        del plain["titles"]
        for day in ("observed_until", "earliest_day", "run_date"):
            plain[day] = plain[day].isoformat() if plain[day] else None
        settled: dict[str, Any] = json.loads(json.dumps(plain))
        return settled

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Source":
        """The source that ``content`` describes."""
        fields = dict(content)
        scale = fields.pop("scale")
        levels = Scale(tuple(scale["levels"]), high_from=scale["high_from"])
        titles = {k: v for k, v in scale["titles"].items() if v != k.replace("_", " ")}
        for day in ("observed_until", "earliest_day", "run_date"):
            fields[day] = dt.date.fromisoformat(fields[day]) if fields[day] else None
        fields["extra"] = tuple(
            ExtraFeature(**extra | {"values": tuple(extra["values"])}) for extra in fields["extra"]
        )
        for name in ("notes", "tables"):
            fields[name] = tuple(fields[name])
        return cls(scale=levels, titles=titles, **fields)

    @classmethod
    def load(cls, path: Path) -> "Source":
        """The source written at ``path`` by the check stage.

        Raises
        ------
        InputError
            If there is no such file, or a stage of another version wrote it.
        """
        try:
            return cls.of(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as fault:
            message = f"not a source of this version ({type(fault).__name__})"
            raise InputError(str(path), [message], "run the check stage again") from None


@dataclass(frozen=True)
class RawSource:
    """What reading a source yields: raw tables by name (``extra`` among them), and findings.

    ``source`` lacks what only checked records show: ``run_date``, ``fully_audited`` and
    ``tables`` are for the check stage to fill in.
    """

    tables: dict[str, "RawTable"]
    source: Source
    findings: tuple["Finding", ...]
