"""Two runs side by side: data, parameters, figures with paired intervals, gate and lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.evaluation.estimation.estimate import Figure
from models.evaluation.runs.paired import (
    PairedFigure,
    PairedFigures,
    chosen_candidate,
    listing_candidate,
)
from models.evaluation.runs.record import SHOWN, RunRecord

COUNTS = ("assessments", "audited", "prompted", "at_random", "learned_from", "too_low")
ELSEWHERE = "another source: figures and lists are not compared"


@dataclass(frozen=True)
class Block:
    """One part of the comparison: a title and rows of `what, before, now, change`."""

    title: str
    rows: tuple[tuple[str, str, str, str], ...]


def changes(
    before: RunRecord, now: RunRecord, chosen: PairedFigures, listing: PairedFigures
) -> list[Block]:
    """Every part of the comparison.

    Parameters
    ----------
    before, now : RunRecord
        The committed run and this one.
    chosen, listing : mapping
        Per target and metric the figures of the chosen candidates, and of what makes the lists,
        on the cases that both runs predicted; empty where they could not be paired.
    """
    parts = [Block("data", data(before, now)), Block("parameters", params(before, now))]
    if before.source.name != now.source.name:
        return [*parts, Block("figures and lists", ((ELSEWHERE, "", "", ""),))]
    names = f"{chosen_candidate(before)} before, {chosen_candidate(now)} now"
    targets = sorted((name for name in now.metrics if name != "chosen"), key=_under_first)
    for target in targets:
        parts += _blocks(f"{target}: {names}", chosen.get(target, {}))
    makers = f"{listing_candidate(before)} before, {listing_candidate(now)} now"
    if makers != names:
        parts += _blocks(f"what makes the lists: {makers}", listing.get("under", {}))
    for target in targets:
        if rows := metrics(before, now, target):
            parts.append(Block(f"{target}: {names}; each on all its own cases, not paired", rows))
    return [*parts, Block("gate", gate(before, now)), Block("lists", lists(before, now))]


def _under_first(target: str) -> tuple[bool, bool, str]:
    return target != "under", target == "over", target


def _blocks(title: str, figures: Mapping[str, PairedFigure]) -> list[Block]:
    if not figures:
        return []
    audits = next(iter(figures.values())).difference.n
    rows = tuple(
        (name.replace("_", " "), _value(one.before), _value(one.now), _difference(one.difference))
        for name, one in figures.items()
    )
    return [Block(f"{title}; on the {audits} audited cases that both predicted", rows)]


def _value(figure: Figure) -> str:
    if figure.value is None:
        return str(figure.reason)
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"


def _difference(figure: Figure) -> str:
    if figure.value is None:
        return str(figure.reason)
    return f"{figure.value:+.3f} [{figure.low:+.3f}, {figure.high:+.3f}]"


def data(before: RunRecord, now: RunRecord) -> tuple[tuple[str, str, str, str], ...]:
    """Rows, audits and the share of audits that found the rating too low."""
    then, here = (run.training.get("counts", {}) for run in (before, now))
    rows = [("source", before.source.name, now.source.name, "")]
    rows += [
        (
            name.replace("_", " "),
            f"{then[name]:,}",
            f"{here[name]:,}",
            f"{here[name] - then[name]:+,}",
        )
        for name in COUNTS
        if name in then and name in here
    ]
    return (*rows, ("share too low", _share(then), _share(here), ""))


def _share(counts: Mapping[str, Any]) -> str:
    learned = counts.get("learned_from", 0)
    return f"{counts['too_low'] / learned:.1%}" if learned else "no audits"


def params(before: RunRecord, now: RunRecord) -> tuple[tuple[str, str, str, str], ...]:
    """Parameters that differ."""
    names = [*now.params, *(name for name in before.params if name not in now.params)]
    changed = [
        (name, str(before.params.get(name, "-")), str(now.params.get(name, "-")), "changed")
        for name in names
        if before.params.get(name, "-") != now.params.get(name, "-")
    ]
    return tuple(changed) or (("all", "", "", "unchanged"),)


def metrics(
    before: RunRecord, now: RunRecord, target: str
) -> tuple[tuple[str, str, str, str], ...]:
    """The chosen candidates' figures on one target; nothing where a run has none."""
    then, here = (_chosen(run, target) for run in (before, now))
    return tuple(
        (name.replace("_", " "), _figure(then.get(name)), _figure(here[name]), "")
        for name in SHOWN
        if name in here
    )


def _chosen(run: RunRecord, target: str) -> Mapping[str, Any]:
    of_target = run.metrics.get(target, {})
    figures: Mapping[str, Any] = (
        of_target.get(run.metrics["chosen"], {}) if isinstance(of_target, Mapping) else {}
    )
    return figures


def _figure(figure: Mapping[str, Any] | None) -> str:
    if figure is None:
        return "-"
    if figure["value"] is None:
        return str(figure.get("reason", "-"))
    return f"{figure['value']:.3f} [{figure['low']:.3f}, {figure['high']:.3f}]"


def gate(before: RunRecord, now: RunRecord) -> tuple[tuple[str, str, str, str], ...]:
    """Both verdicts; this run's sentence below them."""
    verdicts = ["passed" if run.gate["passed"] else "not passed" for run in (before, now)]
    return (
        ("verdict", verdicts[0], verdicts[1], "" if verdicts[0] == verdicts[1] else "changed"),
        ("what makes the lists", listing_candidate(before), listing_candidate(now), ""),
        (str(now.gate["sentence"]), "", "", ""),
    )


def lists(before: RunRecord, now: RunRecord) -> tuple[tuple[str, str, str, str], ...]:
    """Per team: cases listed before and now, and how many entered, left and stayed."""
    if before.worklist is None or now.worklist is None:
        return (("the committed run's lists are not in the cache", "", "", ""),)
    teams = sorted({*before.worklist["unit_id"], *now.worklist["unit_id"]})
    rows = [_list(str(team), *_listed(before, now, [team])) for team in teams]
    whole = _list("all teams", *_listed(before, now, teams))
    return (*rows, whole) if len(teams) > 1 else (whole,)


def _listed(before: RunRecord, now: RunRecord, teams: Sequence[str]) -> tuple[set[str], set[str]]:
    then, here = (
        set(run.worklist.loc[run.worklist["unit_id"].isin(teams), "assessment_id"])
        for run in (before, now)
        if run.worklist is not None
    )
    return then, here


def _list(team: str, then: set[str], here: set[str]) -> tuple[str, str, str, str]:
    entered, left, stayed = len(here - then), len(then - here), len(then & here)
    return (
        team,
        str(len(then)),
        str(len(here)),
        f"{entered} entered, {left} left, {stayed} stayed",
    )
