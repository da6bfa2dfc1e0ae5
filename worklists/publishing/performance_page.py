"""The page that says how well lists work: pictures with their figures, and what teams found.

For managers of several teams. Every headline is computed from the table beneath its picture; no
team is ranked, and only teams beyond the limits of chance are named in the picture.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from contracts.disclosure.counts import as_shown, rounded_in
from contracts.disclosure.rules import DisclosureRules
from contracts.source import Source
from models.evaluation.metrics import calibration, funnel
from models.evaluation.plots.learning_curve import learning_headline
from models.evaluation.plots.plots import (
    calibration_headline,
    finds_headline,
    readable,
    units_headline,
)
from worklists.plain_text import plain_text
from worklists.publishing.environment import environment
from worklists.publishing.figure_table import (
    NOT_ENOUGH,
    FigureTable,
    Picture,
    data_address,
    share_in_words,
)
from worklists.publishing.performance_reader import Evaluated
from worklists.publishing.teams_findings import agreement, yields

BESIDES = ("by_priority", "stated_prior")  # sentences of gate.json beneath the verdict


def how_well_page(evaluated: Evaluated, source: Source, rules: DisclosureRules) -> str:
    """How well the lists work, as a whole HTML document with its pictures inside."""
    templates = environment()
    evaluated = for_readers(evaluated, rules)
    gate, performance = evaluated.gate, evaluated.performance
    return templates.get_template("how_well.html").render(
        policy=f"{templates.globals['policy']}; img-src data:",
        source_title=plain_text(source.title),
        marking=plain_text(source.marking),
        gate=plain_text(rounded_in(gate["sentence"], rules)),
        besides=[plain_text(rounded_in(gate[name]["sentence"], rules)) for name in BESIDES],
        notes=list(dict.fromkeys(plain_text(note) for note in source.notes)),
        yield_sentence=performance["sentence"],
        yields=yields(performance, rules),
        agreement=agreement(performance, rules),
        pictures=pictures(evaluated),
    )


def for_readers(evaluated: Evaluated, rules: DisclosureRules) -> Evaluated:
    """The same with the counts of groups and teams rounded or withheld, as in their pictures."""
    return replace(
        evaluated,
        bins=calibration.published(evaluated.bins, rules),
        units=funnel.published(evaluated.units, rules),
    )


def pictures(evaluated: Evaluated) -> list[Picture]:
    """Finds, calibration, what audits bring and teams, in the order of the page."""
    drawn = evaluated.pictures
    return [
        _finds_picture(evaluated),
        Picture(
            "Whether the chances hold",
            calibration_headline(evaluated.bins),
            "Audits in groups by the chance that the model had given: the mean chance of each "
            "group should lie in the range of what its audits found.",
            data_address(drawn["bins"]),
            _bins(evaluated.bins),
        ),
        Picture(
            "What audits bring",
            learning_headline(evaluated.learning_curve),
            "Ratings too low expected to be found per 100 cases listed, learned from ever more "
            "audits and, on the same cases, without any.",
            data_address(drawn["learning_curve"]),
            _learning(evaluated.learning_curve),
        ),
        _teams_picture(evaluated),
    ]


def _finds_picture(evaluated: Evaluated) -> Picture:
    order, finds = made_by(evaluated), evaluated.finds
    return Picture(
        "What checking cases in list order finds",
        finds_headline(finds[finds["candidate"] == order], evaluated.capacity),
        f"The list order is that of {_maker(order, evaluated)}. Ratings too low expected to "
        "be found per 1,000 cases, as more of them are checked.",
        data_address(evaluated.pictures["finds"]),
        _finds(finds),
    )


def _teams_picture(evaluated: Evaluated) -> Picture:
    return Picture(
        "Teams side by side",
        units_headline(evaluated.units),
        "Share of audits that raised the rating. Small teams vary more by chance: a team "
        "between the lines is no different from the others. Teams are in order of name.",
        data_address(evaluated.pictures["units"]),
        _units(evaluated.units),
    )


def made_by(evaluated: Evaluated) -> str:
    """The candidate or baseline whose order the lists have; after a stop, the best baseline."""
    gate = evaluated.gate
    if gate["used"] != "model":
        return str(gate["used"])
    if not evaluated.performance["stop"]:
        return str(gate["chosen"])
    others = [name for name in evaluated.finds["candidate"] if name != gate["chosen"]]
    return str(others[0]) if others else "fallback"


def _maker(order: str, evaluated: Evaluated) -> str:
    name = readable(order)
    return f"the model ({name})" if order == evaluated.gate["chosen"] else f"a rule ({name})"


def _finds(table: pd.DataFrame) -> FigureTable:
    names = list(table["candidate"].unique())
    held = {(row["checked"], row["candidate"]): row for row in table.to_dict("records")}
    rows = [
        (
            f"{checked:g}",
            *(_range(held[(checked, name)], ("finds", "low", "high")) for name in names),
            f"{rows['random'].iloc[0]:.0f}",
        )
        for checked, rows in table.groupby("checked", sort=True)
    ]
    columns = ("Checked", *(f"Found: {readable(str(name))} (95 % range)" for name in names))
    return FigureTable("Per 1,000 cases", (*columns, "Found at random"), tuple(rows))


def _bins(table: pd.DataFrame) -> FigureTable:
    rows = [
        (
            f"{100 * one['low']:.0f} to {100 * one['high']:.0f} %",
            f"{100 * one['mean_chance']:.0f} %",
            as_shown(one["audited"]),
            as_shown(one["raised"]),
            share_in_words(one["rate"], one["low95"], one["high95"]),
        )
        for one in table.to_dict("records")
    ]
    columns = ("Chance given", "Mean chance", "Audits", "Raised", "Share raised (95 % range)")
    return FigureTable("Audits by the chance given", columns, tuple(rows))


def _learning(table: pd.DataFrame) -> FigureTable:
    rows = [
        (
            f"{one['audits']:,}",
            f"{one['cases']:,}",
            *(_in_100(one, name) for name in ("finds", "without_audits", "gain")),
        )
        for one in table.to_dict("records")
    ]
    found = [f"{name} (95 % range)" for name in ("Found", "Without audits", "Gain")]
    return FigureTable("Per 100 cases listed", ("Audits", "Cases", *found), tuple(rows))


def _in_100(one: Mapping[Any, Any], name: str) -> str:
    parts = (name, f"{name}_low", f"{name}_high")
    return _range({part: 100 * one[part] for part in parts}, parts)


def _units(table: pd.DataFrame) -> FigureTable:
    rows = [_unit(one) for one in table.sort_values("unit_id").to_dict("records")]
    columns = ("Team", "Audits", "Share raised", "Limits of chance (99.8 %)")
    return FigureTable("Teams in order of name", columns, tuple(rows))


def _unit(one: Mapping[Any, Any]) -> tuple[str, ...]:
    if pd.isna(one["rate"]):
        return (str(one["unit_id"]), as_shown(one["audited"]), NOT_ENOUGH, "")
    limits = f"{100 * one['low998']:.0f} to {100 * one['high998']:.0f} %"
    return (str(one["unit_id"]), as_shown(one["audited"]), f"{100 * one['rate']:.0f} %", limits)


def _range(row: Mapping[Any, Any], names: Sequence[str]) -> str:
    if any(pd.isna(row[name]) for name in names):
        return NOT_ENOUGH
    value, low, high = (f"{row[name]:.0f}" for name in names)
    return f"{value} ({low} to {high})"
