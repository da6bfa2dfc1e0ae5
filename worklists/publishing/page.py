"""The page of one team's list and the index of a run: one file each, without outside requests.

The style sheet and the script are the only ones a page may use: their hashes are its content
security policy. Both are files under ``web``; records reach the page only through templates that
escape every value.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader
from markupsafe import Markup

from contracts.source import Source
from contracts.wording import date_in_words
from worklists.case_list import RESTRICTED, STANDING, PublishedCase, PublishedList, plain_text
from worklists.publishing.performance_page import Evaluated, agreement, pictures, yields

NO_REASON = "Nothing on file stands out by itself. Read the whole assessment."
ROSH = ("low", "medium", "high", "very_high")
BESIDES = ("as_listed", "stated_prior")  # sentences of gate.json that stand beneath the verdict
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Files:
    """Where one list's files are, relative to the index page."""

    page: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A column of the table: its title and by what the script sorts it."""

    title: str
    sort: str

    @property
    def name(self) -> str:
        """The name of its class in the style sheet."""
        return re.sub("[^a-z]+", "-", self.title.lower()).strip("-")


def team_page(published: PublishedList) -> str:
    """One team's list as a whole HTML document.

    Every fact and sentence of ``published`` is in the text without JavaScript; the script adds
    sorting and filtering. A column that would be empty in every row is left out.
    """
    shown = _shown(published.cases)
    template = _environment().get_template("list.html")
    return template.render(
        published=published,
        facts=_facts(published),
        shown=shown,
        columns=_columns(shown),
        rank={level.code: rank for rank, level in enumerate(published.levels)},
        ratings=_ratings(published),
        statuses=_statuses(published.cases) if shown["status"] else [],
        level_class=_level_classes(published).__getitem__,
    )


def index_page(
    entries: Sequence[tuple[PublishedList, Files]], *, how_well: str | None = None
) -> str:
    """The page that links every team's files of one run, for the person who sends them out.

    ``how_well`` is the address of the page on how well lists work, where there is one.
    """
    first = entries[0][0] if entries else None
    teams = len({published.unit_id for published, _ in entries})
    return (
        _environment()
        .get_template("index.html")
        .render(
            entries=[{"published": published, "files": files} for published, files in entries],
            counted_teams=f"{teams} team{'' if teams == 1 else 's'}",
            source_title=first.source_title if first else "",
            said=_said_by_all([published for published, _ in entries]),
            standing=STANDING,
            how_well=how_well,
        )
    )


def how_well_page(known: Evaluated, source: Source) -> str:
    """How well the lists work, as a whole HTML document with its pictures inside."""
    environment = _environment()
    policy = f"{environment.globals['policy']}; img-src data:"
    notes = dict.fromkeys(plain_text(note) for note in source.notes)
    return environment.get_template("how_well.html").render(
        policy=policy,
        source_title=plain_text(source.title),
        gate=plain_text(known.gate["sentence"]),
        besides=[
            plain_text(known.gate[name]["sentence"]) for name in ("as_listed", "stated_prior")
        ],
        notes=list(notes),
        yield_sentence=known.performance["sentence"],
        yields=yields(known.performance),
        agreement=agreement(known.performance),
        pictures=pictures(known),
    )


def _said_by_all(lists: Sequence[PublishedList]) -> list[str]:
    """What every list says beside the standing sentence, in the first list's order."""
    said = [(one.ranked_by, *one.sentences[1:]) for one in lists]
    return [text for text in (said[0] if said else ()) if all(text in one for one in said)]


@cache
def _environment() -> Environment:
    style = (_HERE / "web/list.css").read_text(encoding="utf-8").strip()
    script = (_HERE / "web/list.js").read_text(encoding="utf-8").strip()
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(_HERE / "templates"), govuk]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["in_words"] = date_in_words
    # Both come from this repository and hold no value of any record.
    environment.globals.update(style=Markup(style), script=Markup(script))  # noqa: S704
    environment.globals.update(policy=_policy(style, script), restricted_text=RESTRICTED)
    environment.globals.update(no_reason=NO_REASON, counted=_counted, weeks=_weeks, age=_age)
    environment.globals.update(status_words=lambda case: " ".join(_status(case)))
    return environment


def _policy(style: str, script: str) -> str:
    sources = [f"style-src {_hash(style)}", f"script-src {_hash(script)}"]
    return "; ".join(["default-src 'none'", *sources, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _shown(cases: Sequence[PublishedCase]) -> dict[str, bool]:
    return {
        "date": any(case.assessment_date for case in cases),
        "at_risk": any(case.at_risk for case in cases),
        "status": any(_status(case) != ["new"] for case in cases),
    }


def _columns(shown: dict[str, bool]) -> list[Column]:
    columns = [Column("No.", "position"), Column("Case reference", "text")]
    columns.append(Column("Rating", "level"))
    if shown["date"]:
        columns.append(Column("Assessed", "date"))
    if shown["at_risk"]:
        columns.append(Column("Who is at risk", "text"))
    if shown["status"]:
        columns.append(Column("Status", "text"))
    return columns


def _facts(published: PublishedList) -> list[tuple[str, str]]:
    dates = [
        ("List made", published.made_on),
        ("Records up to", published.records_up_to),
        ("Use until", published.expires_on),
    ]
    facts = [("On this list", _counted(len(published.cases)))]
    if published.withheld_restricted:
        facts.append(("Restricted access", _counted(published.withheld_restricted)))
    facts += [(name, date_in_words(day)) for name, day in dates if day]
    return [*facts, ("List name", published.list_id)]


def _ratings(published: PublishedList) -> list[dict[str, Any]]:
    present = {case.assigned for case in published.cases}
    options = [
        {"value": str(rank), "text": level.title}
        for rank, level in enumerate(published.levels)
        if level.code in present
    ]
    return [{"value": "", "text": "All ratings"}, *reversed(options)]


def _statuses(cases: Sequence[PublishedCase]) -> list[dict[str, str]]:
    titles = {
        "new": "New on this list",
        "carried": "Carried over",
        "early": "Early licence",
        "restricted": "Restricted access",
    }
    present = {status for case in cases for status in _status(case)}
    options = [{"value": key, "text": text} for key, text in titles.items() if key in present]
    return [{"value": "", "text": "All"}, *options]


def _status(case: PublishedCase) -> list[str]:
    if case.restricted:
        return ["restricted"]
    early = ["early"] if case.early_licence else []
    return [*early, "carried" if case.carried_weeks else "new"]


def _level_classes(published: PublishedList) -> dict[str, str]:
    known = tuple(level.code for level in published.levels) == ROSH
    return {level.code: f" level--{level.code}" if known else "" for level in published.levels}


def _counted(number: int) -> str:
    return f"{number:,} case{'' if number == 1 else 's'}"


def _weeks(number: int) -> str:
    return f"{number} week{'' if number == 1 else 's'}"


def _age(number: int) -> str:
    return f"{_weeks(number)} before this list" if number else "in the week of this list"
