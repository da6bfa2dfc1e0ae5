"""Two runs side by side: data, parameters, figures with paired intervals, gate and lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.evaluation.runs.record import RunRecord

COUNTS = ("assessments", "audited", "prompted", "at_random", "learned_from", "too_low")
SHOWN = (
    "average_precision",
    "roc_auc",
    "brier",
    "precision_at_capacity",
    "recall_at_capacity",
    "precision_at_capacity_corrected",
)
ELSEWHERE = "another source: figures and lists are not compared"


@dataclass(frozen=True)
class Block:
    """One part of the comparison: a title and rows of `what, before, now, change`."""

    title: str
    rows: tuple[tuple[str, str, str, str], ...]


def changes(
    before: RunRecord, now: RunRecord, paired: Mapping[str, Mapping[str, str]]
) -> list[Block]:
    """Every part of the comparison.

    Parameters
    ----------
    before, now : RunRecord
        The committed run and this one.
    paired : mapping
        Per target and metric the paired difference in words, where it could be made.
    """
    parts = [Block("data", data(before, now)), Block("parameters", params(before, now))]
    if before.source.name != now.source.name:
        return [*parts, Block("figures and lists", ((ELSEWHERE, "", "", ""),))]
    parts += [
        Block(f"{target}: {before.metrics['chosen']} before, {now.metrics['chosen']} now", rows)
        for target in now.metrics
        if (rows := metrics(before, now, target, paired.get(target, {})))
    ]
    return [*parts, Block("gate", gate(before, now)), Block("lists", lists(before, now))]


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
    before: RunRecord, now: RunRecord, target: str, paired: Mapping[str, str]
) -> tuple[tuple[str, str, str, str], ...]:
    """The chosen candidates' figures on one target; nothing where a run has none."""
    then, here = (_chosen(run, target) for run in (before, now))
    return tuple(
        (name.replace("_", " "), _figure(then.get(name)), _figure(here[name]), paired.get(name, ""))
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
        ("lists by", str(before.gate["used"]), str(now.gate["used"]), ""),
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


def as_text(blocks: Sequence[Block]) -> str:
    """One table, aligned; sentences stand on a line of their own.

    Examples
    --------
    >>> print(as_text([Block("gate", (("verdict", "passed", "not passed", "changed"),))]))
                 before     now         change
    gate
      verdict    passed     not passed  changed
    """
    rows = [row for block in blocks for row in block.rows if any(row[1:])]
    widths = [max([len(row[i]) for row in rows] + [9]) for i in range(4)]
    lines = [_line(("", "before", "now", "change"), widths)]
    for block in blocks:
        lines.append(block.title)
        lines += [_line(row, widths) if any(row[1:]) else f"  {row[0]}" for row in block.rows]
    return "\n".join(lines)


def _line(row: tuple[str, str, str, str], widths: Sequence[int]) -> str:
    cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
    return ("  " + "  ".join(cells)).rstrip()
