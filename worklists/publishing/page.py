"""The page of one team's list and the index of a run: one file each, without outside requests."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from contracts.levels import ROSH
from contracts.wording import date_in_words
from worklists.case_list import STANDING, PublishedList
from worklists.column_kinds import weeks
from worklists.listed_case import RESTRICTED
from worklists.publishing.case_view import case_groups, page_columns, status_filters
from worklists.publishing.environment import counted, environment

NO_REASON = "Nothing on file stands out by itself. Read the whole assessment."
TAG_CLASS = {"restricted": " govuk-tag--orange", "early_licence": " govuk-tag--purple"}


@dataclass(frozen=True)
class ListFiles:
    """Where one list's files are, relative to the index page."""

    page: str
    others: tuple[tuple[str, str], ...]


def team_page(published: PublishedList) -> str:
    """One team's list as a whole HTML document.

    Every fact and sentence of ``published`` is in the text without JavaScript; the script adds
    sorting and filtering. A column that would be empty in every row is left out.
    """
    columns = page_columns(published)
    has_status = columns[-1].title == "Status"
    return (
        environment()
        .get_template("list.html")
        .render(
            published=published,
            marking=published.marking,
            facts=_facts(published),
            columns=columns,
            groups=case_groups(published),
            rank={level.code: rank for rank, level in enumerate(published.levels)},
            ratings=_ratings(published),
            statuses_shown=status_filters(published) if has_status else [],
            level_class=_level_classes(published).__getitem__,
            tag_class=TAG_CLASS,
            age=_age,
            restricted_text=RESTRICTED,
            no_reason=NO_REASON,
        )
    )


def index_page(
    entries: Sequence[tuple[PublishedList, ListFiles]], *, for_managers: bool = False
) -> str:
    """The page that links every team's files of one run, for the person who sends them out.

    Teams with urgent cases come before those without. ``for_managers`` links the summary and the
    page on how well lists work.
    """
    lists = [published for published, _ in entries]
    ranked = [one for one in lists if not one.urgent]
    teams, with_a_list = ({one.unit_id for one in some} for some in (lists, ranked))
    kinds = {True: [], False: []}  # type: dict[bool, list[dict[str, Any]]]
    for published, files in entries:
        kinds[published.urgent].append({"published": published, "files": files})
    return (
        environment()
        .get_template("index.html")
        .render(
            urgent=sorted(kinds[True], key=lambda one: not one["published"].cases),
            entries=kinds[False],
            team=teams.pop() if len(teams) == 1 else "",
            counted_teams=f"{len(with_a_list)} team{'' if len(with_a_list) == 1 else 's'}",
            source_title=lists[0].source_title if lists else "",
            marking=lists[0].marking if lists else "",
            shared_sentences=_on_every_list(ranked),
            standing=STANDING,
            promised=sum(len(one.follow_ups) for one in lists),
            for_managers=for_managers,
        )
    )


def _on_every_list(lists: Sequence[PublishedList]) -> list[str]:
    """What every list says beside the standing sentence, in the first list's order."""
    sentences = [(one.ranked_by, *one.sentences[1:]) for one in lists]
    first = sentences[0] if sentences else ()
    return [text for text in first if all(text in one for one in sentences)]


def _facts(published: PublishedList) -> list[tuple[str, str]]:
    dates = [
        ("List made", published.made_on),
        ("Records up to", published.records_up_to),
        ("Use until", published.expires_on),
    ]
    places = [("PDU", published.pdu), ("Region", published.region)]
    facts = [("On this list", counted(len(published.cases)))]
    if published.withheld_restricted:
        facts.append(("Restricted access", counted(published.withheld_restricted)))
    facts += [(name, date_in_words(day)) for name, day in dates if day]
    facts += [(name, text) for name, text in places if text]
    return [*facts, ("List name", published.list_id)]


def _ratings(published: PublishedList) -> list[dict[str, Any]]:
    present = {case.assigned for case in published.cases}
    options = [
        {"value": str(rank), "text": level.title}
        for rank, level in enumerate(published.levels)
        if level.code in present
    ]
    return [{"value": "", "text": "All ratings"}, *reversed(options)]


def _level_classes(published: PublishedList) -> dict[str, str]:
    """Classes in the colours of the risk widget, for the scale that has them."""
    coloured = tuple(level.code for level in published.levels) == ROSH
    return {level.code: f" level--{level.code}" if coloured else "" for level in published.levels}


def _age(number: int) -> str:
    return f"{weeks(number)} before this list" if number else "in the week of this list"
