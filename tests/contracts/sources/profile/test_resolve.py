import datetime as dt
from dataclasses import replace

from contracts.sources.profile.resolve import resolve
from contracts.sources.profile.schema import (
    ColumnRoles,
    FeatureColumn,
    FollowUpOutcome,
    Profile,
    ScaleSection,
)

TOY = Profile(
    name="toy",
    title="Toy",
    about="  One\n two ",
    scale=ScaleSection(("low", "high"), high_from="high", titles={"low": "Low"}),
    columns=ColumnRoles(assigned="rating"),
)


def test_records_without_dates_people_or_units_say_so():
    source = resolve(TOY, {})

    assert (source.has_dates, source.has_people, source.has_units) == (False, False, False)
    assert source.about == "One two"
    assert source.notes[0].startswith("These records carry no dates")


def test_an_outcome_carries_its_warning_and_its_waived_lag():
    outcome = FollowUpOutcome(
        "again", "1", "high", 730, observed_until=dt.date(2016, 3, 31), waive_lag=True
    )
    columns = ColumnRoles(assigned="rating", date="on")

    source = resolve(
        replace(TOY, label="outcome", outcome=outcome, columns=columns, notes=("Mind.",)), {}
    )

    assert (source.under_from, source.label_lag_days) == ("high", 730)
    assert source.observed_until == dt.date(2016, 3, 31)
    assert source.notes[0].startswith("The label here is an outcome, not an audit")
    assert "730 days" in source.notes[1]
    assert source.notes[-1] == "Mind."


def test_features_carry_their_closed_list():
    features = {
        "coded": FeatureColumn("a", "category", "", codes={"1": "x", "2": "y", "3": "x"}),
        "listed": FeatureColumn("b", "category", "", allowed=("x", "y")),
        "worded": FeatureColumn("c", "category", "", words={"x": ("ex",)}),
        "counted": FeatureColumn("d", "number", "", codes={"1": "2"}, low=0),
    }

    extra = {one.name: one for one in resolve(TOY, features).extra}

    assert extra["coded"].values == ("x", "y")
    assert extra["listed"].values == ("x", "y")
    assert extra["worded"].values == ("x", "other")
    assert (extra["counted"].values, extra["counted"].low) == ((), 0)
