"""One feature of one case as one sentence with its source and date."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from contracts.wording import date_in_words, sentence_case

SOURCES = {
    "assessments": "assessment",
    "contacts": "contact log",
    "enquiries": "enquiries",
    "offences": "convictions",
    "registrations": "registers",
}
OTHER_SOURCE = "record"
UNITS = ("days", "weeks", "years", "minutes", "times")
GAPS = "evidence_gaps"  # the theme of checks that were needed and not made, or not answered
OF_THE_SOURCE = re.compile(r"^no table of \w+(, or |$)|, or no table of \w+")
LONGEST_VALUE = 40  # characters of a category shown


@dataclass(frozen=True)
class CaseFeature:
    """One feature of one case.

    Parameters
    ----------
    entry : mapping
        The feature's entry in ``catalogue.json``.
    contribution : float
        What it adds to the margin of under-rating; above 0 it speaks for a second look.
    value : float, str or None
        None where the record is blank.
    dated : Timestamp or None
        When its evidence is from.
    signed : Timestamp or None
        When the assessment was signed.
    middle : float or None
        The median of all assessments' values, where its sentence names that.
    ended : Timestamp or None
        The day of the list, where the record has moved on and the sentence holds no longer.
    """

    entry: Mapping[str, Any]
    contribution: float
    value: float | str | None
    dated: pd.Timestamp | None
    signed: pd.Timestamp | None
    middle: float | None = None
    ended: pd.Timestamp | None = None

    @property
    def may_lapse(self) -> bool:
        """Whether it tells of checks not made or not answered, which may be so no longer."""
        return bool(self.entry["theme"] == GAPS)

    @property
    def is_gap(self) -> bool:
        """Whether it tells of one check that was needed and not made, or not answered."""
        return self.may_lapse and self.entry["type"] == "yes_no"

    @property
    def speaks(self) -> bool:
        """Whether ``sentence`` holds, rather than ``sentence_absent``.

        Of a source's own number that declares a direction, where it lies beyond the middle of all.
        """
        if isinstance(self.value, str):
            return True
        if self.from_profile and self.middle is not None:
            return self._beyond_middle() > 0
        return self.value is not None and self.value >= self.entry["speaks_from"]

    @property
    def from_profile(self) -> bool:
        """Whether it is a column that the source's profile declares."""
        return is_from_profile(self.entry)

    @property
    def subject(self) -> str:
        """What shares one sentence with it: its theme, or it alone if the source declares it."""
        return str(self.entry["name"] if self.from_profile else self.entry["theme"])

    @property
    def may_be_shown(self) -> bool:
        """Whether a reader may see it as a reason: never staff, load or context of the unit."""
        return bool(self.entry["shown_as_reason"]) and self.value is not None

    @property
    def is_neutral(self) -> bool:
        """Whether it says the same whatever the value."""
        return bool(self.entry["sentence"] == self.entry["sentence_absent"])

    def supports(self, raised: bool) -> bool:
        """Whether its sentence reads as speaking for (or against) a higher level.

        A feature that declares no direction goes by its contribution alone. Where a sentence
        names the middle of all assessments, the value must be seen to lie on its own side of it.
        """
        if (self.contribution > 0) != raised or self.contribution == 0:
            return False
        direction = self.entry["direction"]
        if self.middle is not None and isinstance(self.value, float) and direction:
            return self._beyond_middle() > 0 if raised else self._beyond_middle() < 0
        return direction == 0 or self.is_neutral or (direction > 0) == (self.speaks == raised)

    def _beyond_middle(self) -> float:
        """How far the value lies from the middle in the declared direction.

        Where the sentence names the middle, of both as a reader sees them.
        """
        if not isinstance(self.value, float) or self.middle is None:
            return 0.0
        value, middle = self.value, self.middle
        if not self.from_profile and _value(value) == _value(middle):
            return 0.0
        beyond = value - middle if self.from_profile else round(value) - round(middle)
        return float(beyond * self.entry["direction"])

    def sentence(self) -> str:
        """The sentence, with where it is from and when.

        Examples
        --------
        >>> entry = {"sentence": "{value} needs are linked to harm.", "sentence_absent": ""}
        >>> entry |= {"speaks_from": 1, "sources": ["assessments.needs_linked_to_harm"]}
        >>> CaseFeature(entry, 0.4, 3.0, None, pd.Timestamp("2026-03-03")).sentence()
        '3 needs are linked to harm (assessment, 3 March 2026).'
        """
        text = str(self.entry["sentence"] if self.speaks else self.entry["sentence_absent"])
        filled = _counted(text, _value(self.value)).replace("{date}", date_in_words(self.dated))
        filled = filled.replace("{middle}", _value(self.middle))
        source = _source(self.entry["sources"])
        when = self._when(dated_already="{date}" in text)
        since = f"; no longer so on {date_in_words(self.ended)}" if self.ended is not None else ""
        return f"{filled.rstrip('. ')} ({source}{when}{since})."

    def _when(self, *, dated_already: bool) -> str:
        if dated_already and not self.may_lapse:
            return ""
        if self.dated is not None and not self.may_lapse:
            return f", {date_in_words(self.dated)}"
        if self.signed is None:
            return ""
        of_assessment = _source(self.entry["sources"]) == SOURCES["assessments"]
        return f", {'' if of_assessment else 'as of '}{date_in_words(self.signed)}"


def is_from_profile(entry: Mapping[str, Any]) -> bool:
    """Whether a feature is a column that the source's profile declares."""
    return any(str(column).startswith("extra.") for column in entry["sources"])


def blank_sentence(entry: Mapping[str, Any], signed: pd.Timestamp | None = None) -> str:
    """What a blank of this feature means, as a sentence, with the day as of which it is blank.

    A source's own column says only how a blank comes about; what is blank goes before it. That a
    source lacks a whole table is no matter of the case: where a blank means nothing else, the
    sentence is empty.

    Examples
    --------
    >>> entry = {"sources": ["extra.hr"], "missing_means": "not measured", "look_at": "heart rate"}
    >>> blank_sentence(entry)
    'Heart rate: not measured.'
    >>> blank_sentence(entry, pd.Timestamp("2026-03-03"))
    'Heart rate: not measured (as of 3 March 2026).'
    """
    means = OF_THE_SOURCE.sub("", str(entry["missing_means"]).rstrip(". "))
    when = "" if signed is None else f" (as of {date_in_words(signed)})"
    if not means:
        return ""
    return sentence_case(
        f"{entry['look_at']}: {means}{when}" if is_from_profile(entry) else f"{means}{when}"
    )


def _value(value: float | str | None) -> str:
    """A number without decimals; a category shortened."""
    if isinstance(value, str):
        return value[:LONGEST_VALUE].replace("_", " ")
    if value is None:
        return "not on record"
    return "less than 1" if 0 < value < 1 else f"{round(value):,}"


def _counted(text: str, value: str) -> str:
    """The text with its value; one day is not '1 days'."""
    for many in UNITS if value == "1" else ():
        text = text.replace(f"{{value}} {many}", f"1 {many[:-1]}")
    return text.replace("{value}", value)


def _source(columns: list[str]) -> str:
    """The table that the feature reads beside the assessment, or the assessment."""
    tables = [column.split(".")[0] for column in columns]
    beside = [table for table in tables if table != "assessments"]
    return SOURCES.get((beside or tables or [""])[0], OTHER_SOURCE)
