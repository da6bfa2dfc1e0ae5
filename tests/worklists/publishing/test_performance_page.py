"""How well lists work: headlines from the figures, figures beneath, and no team ranked."""

from contracts.levels import Scale
from contracts.source import Source
from tests.made_up_disclosure import RULES as SHOWN
from tests.worklists.made_up_evaluation import (
    BINS,
    FINDS,
    GATE,
    LEARNING,
    PERFORMANCE,
    UNITS,
    an_evaluation,
)
from worklists.publishing.figure_table import NOT_ENOUGH
from worklists.publishing.performance_page import for_readers, how_well_page, made_by, pictures
from worklists.publishing.teams_findings import yields

SCALE = Scale(("low", "high"), high_from="high")
SOURCE = Source(name="toy", title="Toy", about="", scale=SCALE, notes=("Made-up records.",))


def test_headlines_are_computed_from_the_tables():
    assert [picture.headline for picture in pictures(for_readers(an_evaluation(), SHOWN))] == [
        "Checking 50 in 1,000 in list order finds 25; at random, 7",
        "The chances given hold in 0 of 1 groups of audits",
        "With all known audits: 50 finds in 100 listed; without any, 40",
        "1 of 2 teams differs by more than chance",
    ]


def test_the_figures_stand_beneath_with_their_ranges():
    finds, bins, learning, _ = (
        picture.table for picture in pictures(for_readers(an_evaluation(), SHOWN))
    )

    assert finds.columns[1:] == (
        "Found: prior logistic (95 % range)",
        "Found: declared directions (95 % range)",
        "Found at random",
    )
    assert finds.rows[0] == ("50", "25 (20 to 30)", "15 (11 to 19)", "7")
    assert finds.rows[1][1] == NOT_ENOUGH
    assert learning.rows[1] == ("1,000", "900", "50 (45 to 55)", "40 (35 to 45)", "10 (6 to 14)")
    assert bins.rows[1] == ("10 to 100 %", "60 %", "60", "25", "42 % (30 to 54)")


def test_finds_stand_from_few_checked_to_many_in_whatever_order_they_come():
    shuffled = an_evaluation(finds=FINDS.iloc[::-1])

    rows = pictures(for_readers(shuffled, SHOWN))[0].table.rows

    assert [row[0] for row in rows] == sorted((row[0] for row in rows), key=float)
    assert len(rows) > 1


def test_teams_stand_in_order_of_name_and_a_small_one_without_a_share():
    units = pictures(for_readers(an_evaluation(), SHOWN))[3].table

    assert units.caption == "Teams in order of name"
    assert [row[0] for row in units.rows] == ["N01", "N02", "N03"]
    assert units.rows[0] == ("N01", "10", NOT_ENOUGH, "")


def test_without_an_audit_every_headline_says_so_and_no_picture_is_shown():
    empty = {"finds": FINDS[:0], "bins": BINS[:0], "units": UNITS[:0]}
    nothing = an_evaluation(**empty, learning_curve=LEARNING[:0])

    page = how_well_page(nothing, SOURCE, SHOWN)

    assert page.count("<img") == 0
    assert page.count("Too few audits") == 4


def test_each_round_is_told_part_by_part():
    together, rounds = yields(PERFORMANCE, SHOWN)

    assert together.rows[0] == ("Put on lists by the model", "30", "10", "33 % (19 to 51)")
    assert rounds.rows[1] == ("2026-11-16, drawn at random", "0", "0", NOT_ENOUGH)


def test_text_of_the_source_cannot_become_markup():
    page = how_well_page(
        an_evaluation(gate=GATE | {"sentence": "<script>alert(1)</script>"}), SOURCE, SHOWN
    )

    assert "<script>alert" not in page
    assert "img-src data:" in page


def test_the_gates_counts_are_rounded_as_every_other_count():
    counted = GATE | {"sentence": "no model did better on 281 audits, 161 finds."}

    page = how_well_page(an_evaluation(gate=counted), SOURCE, SHOWN)

    assert "280 audits, 160 finds" in page
    assert "281" not in page


def test_where_a_rule_makes_the_lists_the_figures_are_those_of_the_rule():
    ruled = GATE | {"used": "declared_directions"}

    first = pictures(an_evaluation(gate=ruled))[0]

    assert first.headline == "Checking 50 in 1,000 in list order finds 15; at random, 7"
    assert first.about.startswith("The list order is that of a rule (declared directions).")


def test_after_a_stop_the_figures_are_those_of_the_best_baseline():
    stopped = PERFORMANCE | {"stop": True}

    assert made_by(an_evaluation(performance=stopped)) == "declared_directions"
    assert made_by(an_evaluation()) == "prior_logistic"


def test_each_group_of_audits_has_its_mean_chance_beside_what_was_found():
    table = pictures(for_readers(an_evaluation(), SHOWN))[1].table

    assert table.columns[:2] == ("Chance given", "Mean chance")
    assert table.rows[1] == ("10 to 100 %", "60 %", "60", "25", "42 % (30 to 54)")
