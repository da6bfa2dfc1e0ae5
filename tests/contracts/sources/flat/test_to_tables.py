import datetime as dt
from dataclasses import replace

import pandas as pd

from contracts.sources.flat.to_tables import tables_of
from contracts.sources.profile.schema import (
    ColumnRoles,
    FollowUpOutcome,
    Profile,
    ProtectedColumn,
    ScaleSection,
    SourceFile,
)

TOY = Profile(
    name="toy",
    title="Toy",
    about="",
    scale=ScaleSection(("low", "high"), high_from="high", spellings={"1": "low", "2": "high"}),
    files=(SourceFile("toy.csv"),),
    columns=ColumnRoles(assigned="rating"),
)
OUTCOME = FollowUpOutcome(
    "again",
    happened="1",
    under_from="high",
    follow_up_days=365,
    dated="again_on",
    observed_until=dt.date(2020, 12, 31),
)


def frame(**columns) -> pd.DataFrame:
    frame = pd.DataFrame({name: pd.Series(values, dtype="str") for name, values in columns.items()})
    frame.insert(0, "row", range(1, len(frame) + 1))
    return frame


def cut(profile: Profile, records: pd.DataFrame):
    tables, findings = tables_of(profile, records, "toy.csv")
    return {name: table.frame for name, table in tables.items()}, findings


def test_what_the_records_lack_is_made_up_from_the_row():
    tables, _ = cut(TOY, frame(rating=["1", "2"]))

    assert tables["assessments"].to_dict("list") == {
        "row": [1, 2],
        "assessment_id": ["1", "2"],
        "person_id": ["1", "2"],
        "unit_id": ["all", "all"],
        "assigned_rosh": ["low", "high"],
    }
    assert tables["audits"].empty


def test_a_row_without_a_level_or_a_day_of_review_is_not_audited():
    columns = ColumnRoles(assigned="rating", audited="right", audit_date="seen", auditor="who")
    records = frame(
        rating=["1", "1", "1"],
        right=["2", None, None],
        seen=["2024-01-01", "2024-01-02", None],
        who=["Q1", "Q2", "Q3"],
    )

    tables, _ = cut(replace(TOY, columns=columns), records)

    audits = tables["audits"]
    assert list(audits["assessment_id"]) == ["1", "2"]
    assert audits["audited_rosh"].isna().to_list() == [False, True]
    assert list(audits["reviewer_id"]) == ["Q1", "Q2"]


def test_an_audit_without_a_day_is_known_after_the_declared_lag():
    columns = ColumnRoles(assigned="rating", date="on", audited="right")
    profile = replace(TOY, columns=columns, label_lag_days=30)

    tables, _ = cut(profile, frame(rating=["1"], on=["02/01/2024"], right=["2"]))
    unproven = tables["audits"]["audit_completed_date"]
    tables, _ = cut(profile, frame(rating=["1"], on=["2024-01-02"], right=["2"]))

    assert unproven.isna().all()
    assert list(tables["audits"]["audit_completed_date"]) == [pd.Timestamp("2024-02-01")]


def test_an_outcome_counts_within_its_follow_up_once_that_is_over():
    profile = replace(
        TOY, label="outcome", outcome=OUTCOME, columns=ColumnRoles(assigned="rating", date="on")
    )
    records = frame(
        rating=["1"] * 5,
        on=["2019-01-01", "2019-01-01", "2019-01-01", "2020-06-01", "2019-01-01"],
        again=["1", "1", "0", "1", None],
        again_on=["2019-06-01", "2020-06-01", None, "2020-07-01", None],
    )

    tables, findings = cut(profile, records)

    audits = tables["audits"].set_index("assessment_id")
    assert audits["outcome"].to_dict() == {"1": True, "2": False, "3": False}
    assert set(audits["audit_completed_date"]) == {pd.Timestamp("2020-01-01")}
    assert findings[0].detail == (
        "1 rows have an outcome though 365 days were not over by 2020-12-31: it happened to 100% "
        "of them, and to 33% of the 3 others; theirs is not used"
    )


def test_a_waived_lag_dates_outcomes_by_the_assessment():
    outcome = replace(OUTCOME, waive_lag=True, dated=None)
    profile = replace(
        TOY, label="outcome", outcome=outcome, columns=ColumnRoles(assigned="rating", date="on")
    )

    tables, _ = cut(profile, frame(rating=["1"], on=["2019-01-01"], again=["1"]))

    assert list(tables["audits"]["audit_completed_date"]) == [pd.Timestamp("2019-01-01")]


def test_protected_columns_are_one_row_a_person_and_differences_are_counted():
    profile = replace(
        TOY,
        columns=ColumnRoles(assigned="rating", person="who"),
        protected={"sex": ProtectedColumn("Sex", codes={"F": "female"})},
    )

    tables, findings = cut(
        profile, frame(rating=["1"] * 3, who=["P1", "P1", "P2"], Sex=["F", "M", "F"])
    )

    assert tables["protected"][["person_id", "sex"]].to_numpy().tolist() == [
        ["P1", "female"],
        ["P2", "female"],
    ]
    assert findings[0].detail.startswith("1 more spellings")
    assert "Sex" not in tables["assessments"]
