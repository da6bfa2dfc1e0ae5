"""A made-up pool of cases that may be listed, and the lists that are cut from it."""

import hypothesis.strategies as st
import pandas as pd

from worklists.ranking.list_rules import ListRules
from worklists.ranking.selection import in_order, select

RULES = ListRules(
    cases_per_list=4,
    total_cases=None,
    minimum_per_list=0,
    random_share=0.25,
    early_licence_first=False,
    cadence="weekly",
    carry_over_weeks=4,
    new_share=0.5,
    tie_key="key",
    seed=1,
)


def make_pool(count, *, priority=None, team=None, levels=None, early=(), carried=()):
    """Cases of one team (or of those named), the first to be read on top."""
    ids = pd.Series([f"A{i:04d}" for i in range(count)], dtype=str)
    return pd.DataFrame(
        {
            "assessment_id": ids,
            "person_id": ids,
            "unit_id": team or ["N01"] * count,
            "priority": priority or [1.0 - i / 1000 for i in range(count)],
            "assigned": levels or ["medium"] * count,
            "early_licence": ids.isin(early),
            "first_listed_on": pd.to_datetime(ids.map(dict(carried))),
            "previous_position": ids.map({one: n for n, one in enumerate(dict(carried))}),
            "first_selected_by": ids.map(lambda one: "model" if one in dict(carried) else None),
        }
    )


def make_list(table, places, rules=RULES, made_on="2026-11-16"):
    """The list of every team, each with as many places."""
    places = pd.Series(dict.fromkeys(table["unit_id"].unique(), places))
    return select(in_order(table, rules), places=places, rules=rules, made_on=made_on)


def ids_by(means, listed):
    """Assessments that were listed by these means."""
    return set(listed.loc[listed["selected_by"] == means, "assessment_id"])


@st.composite
def pools(draw):
    """Pools of two teams, with ties and cases carried over."""
    count = draw(st.integers(1, 40))
    priority = draw(st.lists(st.sampled_from([0.1, 0.2, 0.3]), min_size=count, max_size=count))
    team = draw(st.lists(st.sampled_from(["N01", "N02"]), min_size=count, max_size=count))
    held = draw(st.sets(st.integers(0, count - 1), max_size=5))
    carried = {f"A{i:04d}": "2026-11-09" for i in held}
    kinds = st.sampled_from(["low", "medium", "high"])
    levels = draw(st.lists(kinds, min_size=count, max_size=count))
    return make_pool(count, priority=priority, team=team, levels=levels, carried=carried)
