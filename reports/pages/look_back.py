"""Cases with a serious further offence: when a list would first have shown them. Counts only."""

from dataclasses import replace

import numpy as np
import pandas as pd

from contracts.disclosure.counts import as_shown
from contracts.disclosure.edition import DisclosureControl
from contracts.disclosure.rules import DisclosureRules
from reports.cases import ReportInputs
from reports.estimation.replay import first_shown
from reports.page import ReportPage, Section
from reports.published import SHARE, SharesTable, shares_table
from worklists.publishing.figure_table import share_in_words

WITHIN = (7, 28, 91)
DRAWS, SEED = 20, 3
MODEL = "The model"
TITLE = "Looking back at serious further offences"
NOTE = (
    "Weekly lists are replayed with predictions that had seen nothing later than the week. A case "
    "counts where a list shows it before its review was opened. Reviews are no random sample, and "
    "a list that shows a case does not say that anything would have been prevented."
)


def shown(inputs: ReportInputs, rules: DisclosureRules, *, capacity: float) -> SharesTable | None:
    """Cases shown within so many days, by the model, the rule list and at random; national."""
    audits = inputs.tables.get("audits", pd.DataFrame())
    if "selection_reason" not in audits or not inputs.source.has_dates:
        return None
    prompted = audits[audits["selection_reason"] == "sfo"].drop_duplicates("assessment_id")
    if prompted.empty:
        return None
    cases = inputs.cases.dropna(subset=["assessment_date"]).reset_index(drop=True)
    opened = cases["assessment_id"].map(
        prompted.set_index("assessment_id")["audit_selected_date"]
        if "audit_selected_date" in prompted
        else prompted.set_index("assessment_id")["audit_completed_date"]
    )
    if not opened.notna().any():
        return None
    until = (opened - cases["assessment_date"]).dt.days.to_numpy(float)
    orders = _orders(cases)
    rows = [
        {"list": name, "within": f"{days} days", "found": found, "of": int(opened.notna().sum())}
        for name, priorities in orders.items()
        for days, found in _found(cases, priorities, until, capacity).items()
    ]
    caption = "Cases with a serious further offence that a weekly list shows before the review"
    counts = pd.DataFrame(rows).astype({"found": "int64", "of": "int64"})
    table = shares_table("look_back", caption, counts, DisclosureControl(rules), ("cases", "shown"))
    return replace(table, grows=False)  # another model shows other cases


def _orders(cases: pd.DataFrame) -> dict[str, list[np.ndarray]]:
    random = np.random.default_rng(SEED)
    by_chance = [random.random(len(cases)) for _ in range(DRAWS)]
    orders = {MODEL: [np.nan_to_num(cases["priority"].to_numpy(float))]}
    if cases["rule_priority"].notna().any():
        orders["A rule list"] = [np.nan_to_num(cases["rule_priority"].to_numpy(float))]
    return orders | {"At random": by_chance}


def _found(
    cases: pd.DataFrame, priorities: list[np.ndarray], until: np.ndarray, capacity: float
) -> dict[int, int]:
    """Cases shown in time within so many days of signing; the mean of several orders."""
    days = [first_shown(cases["assessment_date"], one, capacity=capacity) for one in priorities]
    return {
        within: round(float(np.mean([((one <= within) & (one < until)).sum() for one in days])))
        for within in WITHIN
    }


def page(table: SharesTable | None) -> ReportPage:
    """The counts with what they do not say."""
    if table is None:
        lead = "No case on record has a review of a serious further offence that can be replayed."
        return ReportPage("look-back", TITLE, lead, [])
    section = Section("When a list would first have shown them", (NOTE,), (table.figure_table(),))
    return ReportPage("look-back", TITLE, _lead(table), [section])


def _lead(table: SharesTable) -> str:
    """What each list shows within the longest span."""
    last = table.rows[table.rows["within"] == f"{WITHIN[-1]} days"]
    names = [f"{name[0].lower()}{name[1:]}" for name in last["list"]]
    figures = [share_in_words(*row) for row in last[list(SHARE)].itertuples(index=False)]
    shares = [f"{name} {figure}" for name, figure in zip(names, figures, strict=True)]
    cases = as_shown(last["of"].iloc[0])
    return (
        f"Of {cases} cases with a review, weekly lists would have shown before it was opened: "
        f"{'; '.join(shares)}."
    )
