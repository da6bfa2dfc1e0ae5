import pandas as pd

from contracts.sources.contract.cross_check import differences
from contracts.sources.profile.schema import FeatureColumn, Profile, ScaleSection, TableAggregate
from contracts.table import RawTable

LOAD = FeatureColumn(
    "caseload",
    "number",
    "Cases",
    same_as=TableAggregate("practitioner_months", "max_by(t.caseload, t.month)"),
)
TOY = Profile(
    name="toy",
    title="Toy",
    about="",
    shape="contract",
    scale=ScaleSection(("low", "high"), high_from="high"),
    features={"load": LOAD},
)


def records(caseload: list[str | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "row": range(1, len(caseload) + 1),
            "assessment_id": [f"A{i}" for i in range(len(caseload))],
            "person_id": "P",
            "assessment_date": "2024-03-01",
            "assigned_rosh": "low",
            "unit_id": "U",
            "assessor_id": ["S1", "S1", "S2", "S3"][: len(caseload)],
            "caseload": pd.Series(caseload, dtype="str"),
        }
    )


def tables(frame: pd.DataFrame) -> dict[str, RawTable]:
    months = pd.DataFrame(
        [(1, "S1", "2024-01", 50), (2, "S1", "2024-02", 51), (3, "S2", "2024-02", 30)],
        columns=["row", "assessor_id", "month", "caseload"],
    )
    return {
        "assessments": RawTable("assessments", "a.csv", frame.drop(columns="caseload")),
        "practitioner_months": RawTable("practitioner_months", "p.csv", months),
    }


def test_only_values_that_both_state_are_compared():
    given = records(["51", "50", None, "9"])

    (finding,) = differences(TOY, given, tables(given))

    assert (finding.column, finding.severity) == ("caseload", "warning")
    assert finding.detail == (
        "1 of 2 values differ from what table 'practitioner_months' says; the table is used"
    )


def test_a_table_that_is_absent_is_not_compared():
    given = records(["51"])
    without = {"assessments": tables(given)["assessments"]}

    assert list(differences(TOY, given, without)) == []
