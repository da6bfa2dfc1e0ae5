import numpy as np
import pytest

from synthetic.staff import REORGANISED, home, unit_codes


def test_caseloads_and_workload_follow_the_published_figures(service):
    months = service.world.tables["practitioner_months"]

    assert months["caseload"].mean() == pytest.approx(39, abs=3)  # seen: mean 39, up to 60
    assert 55 <= months["caseload"].max() <= 95
    assert months["wmt_pct"].mean() == pytest.approx(120, abs=8)  # seen: 117 to 120
    assert (months["wmt_pct"] > 110).mean() == pytest.approx(0.60, abs=0.12)  # seen: 60 %
    assert months["sickness_days"].mean() * 12 == pytest.approx(12, abs=1.5)  # memory: 11 to 13


def test_posts_are_as_short_of_officers_as_published(service):
    months = service.world.tables["unit_months"]

    filled = months["po_fte_in_post"].sum() / months["po_fte_target"].sum()
    officers = months["po_fte_in_post"].sum()
    assert 1 - filled == pytest.approx(0.28, abs=0.08)  # seen: 28 %
    assert officers / (officers + months["pso_fte_in_post"].sum()) == pytest.approx(0.51, abs=0.06)


def test_posts_change_hands_and_newcomers_start_again(service):
    months = service.world.tables["practitioner_months"]

    tenure = months.groupby("assessor_id")["months_in_role"].min()
    spans = months.groupby("assessor_id")["month"].nunique()
    assert ((spans < months["month"].nunique()) & (tenure == 1)).mean() > 0.1


def test_a_reorganisation_gives_some_units_new_codes_and_merges_two():
    unit = np.array([0, 5, 3])

    before = unit_codes(unit, np.full(3, REORGANISED - 1)).tolist()
    after = unit_codes(unit, np.full(3, REORGANISED)).tolist()

    assert before == ["SYA001", "SYA006", "SYA004"]
    assert after == ["SYB001", "SYB001", "SYA004"]
    assert home(unit, np.full(3, REORGANISED)).tolist() == [0, 0, 3]


def test_units_differ_from_one_another(service):
    months = service.world.tables["unit_months"]

    spans = months.groupby("unit_id")["spo_span"].mean()
    assert spans.max() - spans.min() > 2
