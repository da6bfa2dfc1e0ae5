"""The measured rows as tables: over families, each family, and each family left out once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.families.rules import RULES

WHAT = (
    "Expected finds in the top 5 % of live cases, as a share of what the exact chances find: any"
    " rating too low / mediums that should be high. benchmarks/families/family.py says what each"
    " family is; chances and truths are in no column that any reader sees. `harm`: finds by"
    " `priority.harm_weights` of params.yaml, in which lists by priority are to beat p_under."
)
CHOICE = (
    "## Rules of choice\n\nOut-of-fold predictions of the candidate that each rule takes, in the"
    " top 5 % of each test window. The last row takes in each family the rule that is best on the"
    " others."
)
FIGURES = ("any", "medium to high")
OTHERS = "the best on the other families"
HARM = "harm"  # finds by the harm that they prevent
PRODUCT = ("the model", "what teams get", "what teams get, by priority")


def page(rows: pd.DataFrame, head: str) -> str:
    """The page of results."""
    choices = rows[rows["reader"].isin(RULES)]
    rows = rows[~rows["reader"].isin(RULES)]
    parts = [
        "# Finds where ratings come about in unlike ways",
        f"{head}. {rows['seed'].nunique()} world(s) of {rows['family'].nunique()} families.",
        WHAT,
        "## Over families: mean / worst",
        markdown(over_families(rows)),
        "## Each family left out: the plain reader that is best on the others, beside the product",
        markdown(left_out(rows)),
        *([CHOICE, markdown(rules_of_choice(choices))] if len(choices) else []),
        "## Chances: mean over the exact one, Brier score above the exact one's own",
        markdown(calibration(rows)),
        *(f"## {family}\n\n{markdown(by_audits(part))}" for family, part in rows.groupby("family")),
    ]
    return "\n\n".join(parts) + "\n"


def by_family(rows: pd.DataFrame) -> pd.DataFrame:
    """Means over worlds: `family`, `audits`, `reader` and the figures."""
    keys = ["family", "audits", "reader"]
    return rows.groupby(keys, sort=False)[[*FIGURES, HARM]].mean().reset_index()


def over_families(rows: pd.DataFrame) -> pd.DataFrame:
    """A row for each reader and number of audits: mean and worst over families."""
    groups = by_family(rows).groupby(["audits", "reader"], sort=False)
    made = pd.DataFrame(
        {
            f"{name}, {how}": groups[name].agg("mean" if how == "mean" else "min")
            for name in (*FIGURES, HARM)
            for how in ("mean", "worst")
        }
    )
    return made.reset_index()


def left_out(rows: pd.DataFrame) -> pd.DataFrame:
    """For each family, the plain reader that did best on all others, and how it does here."""
    table = by_family(rows)
    families = table["family"].unique()
    if len(families) < 2:
        return pd.DataFrame()
    return pd.DataFrame(
        _one_left_out(part, family, audits)
        for audits, part in table.groupby("audits", sort=True)
        for family in families
    )


def _one_left_out(part: pd.DataFrame, family: str, audits: object) -> dict[str, object]:
    here = part[part["family"] == family].set_index("reader")
    plain = part[~part["reader"].isin(PRODUCT) & (part["family"] != family)]
    best = str(plain.groupby("reader")["any"].mean().idxmax())
    return {
        "audits": audits,
        "left out": family,
        "best plain reader on the others": best,
        "its any": here.loc[best, "any"],
        "the model's": here.loc[PRODUCT[0], "any"],
        "teams get": here.loc[PRODUCT[1], "any"],
    }


def rules_of_choice(rows: pd.DataFrame) -> pd.DataFrame:
    """Mean and worst over families of each rule, and of the best rule on the other families."""
    parts = []
    for audits, part in by_family(rows).groupby("audits", sort=True):
        wide = {
            name: part.pivot_table(index="family", columns="reader", values=name)
            for name in FIGURES
        }
        found = wide["any"]
        others = (found.sum() - found) / max(len(found) - 1, 1)
        best = others.idxmax(axis=1).astype(str)
        for name in [*found.columns, OTHERS]:
            taken = best if name == OTHERS else pd.Series(name, index=found.index)
            parts.append({"audits": audits, "rule": name} | _of_taken(wide, taken))
    return pd.DataFrame(parts)


def _of_taken(wide: dict[str, pd.DataFrame], taken: "pd.Series[Any]") -> dict[str, float]:
    made: dict[str, float] = {}
    for name, table in wide.items():
        found = table.to_dict("index")
        values = [float(found[family][rule]) for family, rule in taken.items()]
        made |= {f"{name}, mean": float(np.mean(values)), f"{name}, worst": float(min(values))}
    return made


def calibration(rows: pd.DataFrame) -> pd.DataFrame:
    """Of the model: `mean chance` and `brier` by family and audits."""
    model = rows[(rows["reader"] == PRODUCT[0]) & (rows["audits"] > 0)]
    if not len(model):
        return pd.DataFrame()
    return model.groupby(["audits", "family"])[["mean chance", "brier"]].mean().reset_index()


def by_audits(part: pd.DataFrame) -> pd.DataFrame:
    """One family: a row for each reader, ``any / medium to high`` for each number of audits."""
    shown = by_family(part).assign(both=lambda t: t.apply(_both, axis=1))
    return shown.pivot_table(
        index="reader", columns="audits", values="both", aggfunc="first", sort=False, fill_value=""
    ).reset_index()


def _both(row: pd.Series) -> str:
    return " / ".join(f"{row[name]:.3f}" for name in FIGURES)


def markdown(table: pd.DataFrame) -> str:
    """A Markdown table; figures to three places."""
    shown = table.map(lambda v: f"{v:.3f}" if isinstance(v, float) else str(v))
    lines: Sequence[Sequence[str]] = [
        [str(c) for c in table.columns],
        ["---"] * len(table.columns),
        *shown.to_numpy().tolist(),
    ]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
