"""Small records made after public bug reports: each is read right, or refused with its cause."""

from pathlib import Path

import pandas as pd
import pytest

from contracts.checks.run import Checked, check_tables
from contracts.errors import InputError
from contracts.sources.profile.load import load_profile
from contracts.sources.read import read_source
from worklists.ranking.capacity import capacities, read_capacity

CASES = Path(__file__).parents[3] / "shared" / "cases"
PROFILES = Path(__file__).parents[2] / "contracts" / "sources"
BUILT_IN = {"02": "ktas", "03-": "ktas", "03b": "ktas", "11": "oasys_ndelius"}
ASSESSMENTS, AUDITS = 1204, 444

pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason=f"the cases are not in {Path('..') / 'shared' / 'cases'}"
)


def checked(case: str) -> Checked:
    folder = CASES / case
    own = folder / "profile.yaml"
    name = next((n for start, n in BUILT_IN.items() if case.startswith(start)), "probation")
    profile = load_profile(own if own.exists() else PROFILES / f"{name}.yaml")
    data = folder / "data"
    return check_tables(read_source(profile, data if data.is_dir() else folder))


def counted(result: Checked, code: str, column: str) -> pd.DataFrame:
    findings = result.findings
    return findings[(findings["code"] == code) & (findings["column"] == column)]


def rows(result: Checked, table: str) -> tuple[int, int]:
    return result.accounts[table].kept, result.accounts[table].quarantined


def test_words_for_nothing_are_blanks_and_their_rows_are_set_aside():
    result = checked("01-null-words")

    units = set(result.tables["assessments"]["unit_id"])
    assert units.isdisjoint({"NULL", "Null", "(null)", "None", r"\N", "NaT", "<NA>", "n/a"})
    assert "NA" in units
    assert rows(result, "assessments") == (ASSESSMENTS - 190, 190)
    assert len(counted(result, "missing_value", "person_id")) == 120


def test_people_without_an_identifier_do_not_become_one():
    result = checked("01b-null-people-in-lists")

    assert rows(result, "assessments") == (500, 400)
    assert set(result.tables["assessments"]["unit_id"]) == {"East", "North", "South"}
    assert result.tables["assessments"]["person_id"].value_counts().max() < 10


def test_a_level_of_minus_one_is_not_level_one():
    result = checked("02-minus-one-level")

    assert len(counted(result, "not_on_the_list", "assigned_rosh")) == 20
    assert len(counted(result, "not_on_the_list", "audited_rosh")) == 60


@pytest.mark.parametrize("case", ["03-float-codes", "03b-float-features-only"])
def test_codes_written_as_floats_are_the_codes(case):
    result = checked(case)

    assert rows(result, "assessments") == (1267, 0)
    assert rows(result, "audits") == (1267, 0)
    extra = result.tables["extra"]
    assert extra[["arrival_mode", "injured", "mental_state", "in_pain"]].notna().all(axis=None)
    assert set(result.tables["protected"]["sex"]) == {"female", "male"}


def test_an_identifier_written_as_a_float_is_the_identifier_of_the_other_table():
    assert rows(checked("03c-float-ids"), "audits") == (AUDITS, 0)


def test_thousands_that_may_be_decimals_are_a_question():
    with pytest.raises(InputError, match="column 'Arrears': ',' in front of three digits"):
        checked("04c-english-whole-thousands-semicolon")


def test_a_heading_with_a_line_break_is_no_row():
    result = checked("05-header-linebreak")

    assert rows(result, "assessments") == (ASSESSMENTS, 0)
    assert counted(result, "ragged_row", "").empty


def test_an_open_quote_is_refused_at_its_line():
    with pytest.raises(InputError, match="line 101: a quote opens and never closes"):
        checked("06-open-quote")


def test_long_numbers_of_parquet_stay_exact_beside_a_blank():
    result = checked("07-parquet-bigint")

    assert result.tables["assessments"]["person_id"].nunique() == 1191
    assert result.tables["assessments"]["assessor_id"].str.len().min() > 15
    assert rows(result, "assessments") == (ASSESSMENTS - 1, 1)


def test_a_spreadsheets_day_numbers_are_refused_in_words():
    with pytest.raises(InputError, match=r"'assessment_date' \(unreadable_value\)"):
        checked("09-parquet-float-serials")


def test_two_figures_of_a_year_are_read_as_oracle_means_them():
    result = checked("11-oracle-years")

    offences = result.tables["offences"]
    assert rows(result, "offences") == (120, 0)
    assert offences["conviction_date"].min() == pd.Timestamp("1965-05-01")
    assert offences["offence_date"].min() == pd.Timestamp("1964-05-02")


@pytest.mark.parametrize("case", ["11b-oracle-timestamps", "11c-oracle-float-codes"])
def test_an_oracle_export_is_read(case):
    result = checked(case)

    days = result.tables["assessments"]["assessment_date"]
    assert rows(result, "assessments") == (120, 0)
    assert days.min() == pd.Timestamp("2024-01-05")


@pytest.mark.parametrize(
    ("case", "file"), [("13-xlsx-beside", "audits.xlsx"), ("13b-gz-beside", "audits.csv.gz")]
)
def test_a_table_in_another_format_is_refused(case, file):
    with pytest.raises(InputError, match=f"{file}: records in a format that is not read"):
        checked(case)


def test_two_columns_of_one_name_are_refused():
    with pytest.raises(InputError, match=r"column 'unit_id' is there 2 times, as 'unit_id'"):
        checked("16-same-name-twice")


@pytest.mark.parametrize(
    ("case", "audits"), [("20c-plain-flat", 600), ("20h-one-audit-day", 603), ("20j-three", 597)]
)
def test_records_reviewed_almost_whole_or_all_on_one_day_are_kept(case, audits):
    (folder,) = CASES.glob(f"{case}*")

    result = checked(folder.name)

    assert rows(result, "assessments") == (900, 0)
    assert rows(result, "audits") == (audits, 0)


@pytest.mark.parametrize("name", ["blank-tail", "excel-semicolon", "float", "space", "third-col"])
def test_a_capacity_file_is_read_as_spreadsheets_save_it(name):
    table = read_capacity(CASES / "21-capacity" / f"{name}.csv")

    assert capacities(table, ["North", "South"], default=20).to_dict() == {"North": 12, "South": 20}


def test_a_team_called_na_has_its_capacity_and_letters_of_windows_stay():
    table = read_capacity(CASES / "21-capacity" / "na.csv")

    assert capacities(table, ["NA", "North"], default=20).to_dict() == {"NA": 12, "North": 5}
    assert "Köln" in set(read_capacity(CASES / "21-capacity" / "cp1252.csv")["unit_id"])


def test_an_outcome_written_as_a_float_is_the_outcome():
    outcome = checked("31b-outcome-float").tables["audits"]["outcome"]

    assert outcome.value_counts().to_dict() == {False: 640, True: 259}


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("31c-outcome-date-blank", "outcome_without_day"),
        ("31g-outcome-before", "outcome_before_assessment"),
    ],
)
def test_an_outcome_of_no_day_or_an_earlier_one_is_unknown_and_counted(case, code):
    result = checked(case)

    assert result.tables["audits"]["outcome"].value_counts().to_dict() == {False: 641, True: 199}
    assert counted(result, code, "outcome")["detail"].iloc[0].startswith("60 rows")
