"""One page for the head of service: what is listed, and what teams decided. Nobody is ranked."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from contracts.disclosure.counts import as_shown
from contracts.disclosure.rules import DisclosureRules
from contracts.disclosure.table import TOTAL, protect
from models.evaluation.metrics.funnel import published
from models.evaluation.plots.plots import BLUE, GREY, picture
from worklists.case_list import PublishedList
from worklists.publishing.environment import environment
from worklists.publishing.figure_table import FigureTable, Picture, data_address

COUNTS = ("decided", "raised", "waiting", "urgent_answered")
COLUMNS = ("Team", "Listed now", "Urgent now", "Decided", "Raised", "Waiting", "Urgent answered")


def summary_page(
    lists: Sequence[PublishedList], performance: Mapping[str, Any], rules: DisclosureRules
) -> str:
    """The page as a whole HTML document.

    Parameters
    ----------
    lists : sequence of PublishedList
        Lists of this run, urgent ones among them.
    performance : mapping
        ``performance.json``: ``teams`` holds what each team decided so far.
    rules : DisclosureRules
        Which counts are withheld.
    """
    templates = environment()
    teams = performance["teams"]
    counts = _protected(_by_team(lists, teams), rules)
    return templates.get_template("summary.html").render(
        policy=f"{templates.globals['policy']}; img-src data:",
        source_title=lists[0].source_title if lists else "",
        marking=lists[0].marking if lists else "",
        facts=[(name, as_shown(counts.loc[TOTAL, name])) for name in COLUMNS[1:]],
        sentence=performance["sentence"],
        picture=_funnel(teams, counts, rules),
        table=_table(counts),
        withheld=rules.in_words(),
    )


def _by_team(lists: Sequence[PublishedList], teams: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    answers = {str(one["unit_id"]): one for one in teams}
    units = sorted({one.unit_id for one in lists} | answers.keys())
    rows = []
    for unit in units:
        listed, urgent = (_listed(lists, unit, urgent=kind) for kind in (False, True))
        rows.append([listed, urgent, *(answers.get(unit, {}).get(name, 0) for name in COUNTS)])
    return pd.DataFrame(rows, index=units, columns=list(COLUMNS[1:]), dtype="int64")


def _protected(counts: pd.DataFrame, rules: DisclosureRules) -> pd.DataFrame:
    """Each column by itself with its total: columns overlap and do not add up."""
    columns = [protect(counts[[name]].T, rules, column_totals=False).T for name in counts]
    return pd.concat(columns, axis=1)


def _table(counts: pd.DataFrame) -> FigureTable:
    rows = tuple(
        (str(unit), *(as_shown(count) for count in row))
        for unit, *row in counts.drop(index=TOTAL).itertuples()
    )
    return FigureTable("Teams in order of name", COLUMNS, rows)


def _listed(lists: Sequence[PublishedList], unit: str, *, urgent: bool) -> int:
    return sum(len(one.cases) for one in lists if one.unit_id == unit and one.urgent is urgent)


def _funnel(
    teams: Sequence[Mapping[str, Any]], counts: pd.DataFrame, rules: DisclosureRules
) -> Picture:
    shown = set(counts.dropna(subset=["Decided", "Raised"]).index)  # a point can be measured
    rows = [one for one in teams if str(one["unit_id"]) in shown]
    decided = pd.DataFrame(rows, columns=["unit_id", "decided", "raised", "beyond"])
    shares = published(decided.rename(columns={"decided": "audited"}), rules)
    compared = shares.rename(columns={"audited": "decided"}).dropna(subset=["rate"])
    headline = _headline(compared)
    source = _drawn(compared, headline) if len(compared) > 1 else ""
    return Picture(
        "Teams side by side",
        headline,
        "Share of decided cases that were raised. Small teams vary more by chance: a team between "
        "the lines is no different from the others, and one outside them is a reason to ask why.",
        source,
        FigureTable("", (), ()),
    )


def _drawn(compared: pd.DataFrame, headline: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "funnel.svg"
        _draw(compared, path, headline)
        return data_address(path.read_bytes())


def _headline(compared: pd.DataFrame) -> str:
    if len(compared) < 2:
        return "Too few answers to compare teams"
    beyond = int(compared["beyond"].sum())
    verb = "differs" if beyond == 1 else "differ"
    return f"{beyond or 'None'} of {len(compared)} teams {verb} by more than chance"


def _draw(compared: pd.DataFrame, path: Path, headline: str) -> None:
    subtitle = "Share of decided cases that were raised; lines: 99.8% limits of chance"
    with picture(path, headline, subtitle) as axes:
        shown = compared.sort_values(["decided", "unit_id"])
        for limit in ("low998", "high998"):
            axes.plot(shown["decided"], shown[limit], color=GREY)
        axes.scatter(shown["decided"], shown["rate"], color=BLUE, s=24, zorder=3)
        for one in shown[shown["beyond"]].to_dict("records"):
            axes.annotate(f" {one['unit_id']}", (one["decided"], one["rate"]), va="center")
        axes.set(xlabel="Cases decided", ylabel="", ylim=(0, None))
