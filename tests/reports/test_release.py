"""A pack that breaks a rule of disclosure control is refused: attacked with one edition and two."""

from dataclasses import replace

import pandas as pd
import pytest

from contracts.disclosure.edition import DisclosureControl
from contracts.errors import InputError
from reports.page import ReportPage, Section
from reports.published import edition_of, parts_table, shares_table
from reports.release import refuse_unsafe
from tests.made_up_disclosure import CONTROL, RULES
from worklists.publishing.figure_table import FigureTable

WORDS = ("audits", "raised")


def _table(*pairs, control=CONTROL):
    counts = pd.DataFrame(pairs, columns=["found", "of"])
    counts.insert(0, "year", range(2024, 2024 + len(counts)))
    return shares_table("raised_year", "Raised, by year", counts, control, WORDS)


def _parts(found, of=60, control=CONTROL):
    counts = pd.DataFrame({"year": 2025, "region": [f"R{k}" for k in range(len(found))]})
    counts = counts.assign(found=found, of=of)
    return parts_table("raised_region", "Raised, by region", counts, control, WORDS)


def test_a_pack_under_control_is_released():
    refuse_unsafe([], [_table((3, 60), (40, 90)), _parts([3, 20, 30])], CONTROL)


def test_a_table_that_shows_a_withheld_count_is_refused():
    table = _table((3, 60), (40, 90))
    shown = table.counts["raised_year"].copy()
    shown.loc["2024", "rest"] = 60
    shown.loc["2024", "Total"] = 60
    broken = replace(table, counts={"raised_year": shown.fillna({"found": 3})})

    with pytest.raises(InputError, match="raised_year: 1 count is small or not rounded"):
        refuse_unsafe([], [broken], CONTROL)


def test_an_exact_count_in_a_table_of_any_page_is_refused():
    table = FigureTable("Records", ("What", "How many"), (("2024", "281"), ("2025", "1,280")))
    page = ReportPage("model-card", "Card", "Lead.", [Section("Part", (), (table,))])

    with pytest.raises(InputError, match="model-card, Records: small or not rounded: 1"):
        refuse_unsafe([page], [], CONTROL)


def test_two_editions_cannot_be_subtracted():
    first = _table((3, 10), (40, 90))
    both = DisclosureControl(RULES, edition_of([first]))
    careless, careful = _table((3, 10), (44, 95)), _table((3, 10), (44, 95), control=both)

    refuse_unsafe([], [careful], both)
    assert careful.counts["raised_year"].loc["2024"].isna().sum() >= 2
    assert careless.rows["of"].tolist() == careful.rows["of"].tolist()


def test_what_a_new_edition_would_give_away_is_withheld_in_it_and_refused_without():
    shown = pd.DataFrame(
        {"found": [pd.NA], "rest": [pd.NA], "Total": [10]}, ["2024"], dtype="Int64"
    )
    both = DisclosureControl(RULES, {"raised_year": shown})

    with pytest.raises(InputError, match="worked out beside the edition before"):
        refuse_unsafe([], [_table((0, 10))], both)
    refuse_unsafe([], [_table((0, 10), control=both)], both)


def test_counts_of_another_model_are_not_subtracted():
    shown = pd.DataFrame(
        {"found": [pd.NA], "rest": [pd.NA], "Total": [10]}, ["2024"], dtype="Int64"
    )
    both = DisclosureControl(RULES, {"raised_year": shown})

    refuse_unsafe([], [replace(_table((0, 10)), grows=False)], both)
    assert edition_of([replace(_table((0, 10)), grows=False)]) == {}


def test_no_part_is_shown_in_one_table_that_another_withholds():
    table = _parts([57, 30, 20, 3])

    hidden = set(table.rows.loc[table.rows["found"].isna(), "region"])
    together = table.counts["raised_region together"].loc["2025"]
    assert {"R0", "R3"} <= hidden
    assert set(together.index[together.isna()]) >= hidden
