import hashlib
from dataclasses import replace

import pytest

from contracts.errors import InputError
from contracts.sources.flat.read import read_flat
from contracts.sources.profile.schema import (
    ColumnRoles,
    Dialect,
    ExcludedColumns,
    FeatureColumn,
    Profile,
    ScaleSection,
    SourceFile,
)

TOY = Profile(
    name="toy",
    title="Toy",
    about="",
    scale=ScaleSection(("low", "high"), high_from="high"),
    files=(SourceFile("toy.csv"),),
    columns=ColumnRoles(assigned="rating", assessment="id", audited="right"),
    features={"visits": FeatureColumn("visits", "number", "Visits")},
)


def read(folder, profile=TOY, **files):
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text)
    return read_flat(profile, sorted(folder.iterdir()))


def test_a_mentioned_column_that_is_absent_is_refused_with_near_names(tmp_path):
    with pytest.raises(InputError) as refusal:
        read(tmp_path, toy="id,ratng,right\n")

    assert refusal.value.faults == [
        "toy.csv: there is no column 'rating' (columns.assigned); near: ratng",
        "toy.csv: there is no column 'visits' (features.visits); there are: id, ratng, right",
    ]


def test_columns_nobody_mentions_are_told_by_name_only(tmp_path):
    raw = read(tmp_path, toy="id,rating,right,visits,shoe\nA,low,,1,9\n")

    assert raw.tables["assessments"].ignored == ("shoe",)


def test_columns_kept_out_are_told_with_the_reason(tmp_path):
    profile = replace(TOY, afterwards=(ExcludedColumns(("end*",), reason="the follow-up"),))

    raw = read(tmp_path, profile, toy="id,rating,right,visits,end_day,ended\nA,low,,1,,\n")

    (finding,) = raw.findings
    assert finding.detail == "end_day, ended: known only afterwards: the follow-up"
    assert raw.tables["assessments"].ignored == ()


def test_one_file_alone_may_have_any_name(tmp_path):
    raw = read(tmp_path, export="id,rating,right,visits\nA,low,,1\n")

    assert raw.tables["assessments"].file == "export.csv"


def test_among_several_files_the_named_one_must_be_there(tmp_path):
    with pytest.raises(InputError, match=r"there is no file 'toy.csv'; near: tox.csv"):
        read(tmp_path, tox="id\n", other="id\n")


def test_another_file_than_the_one_described_is_told_not_refused(tmp_path):
    text = "id,rating,right,visits\nA,low,,1\n"
    right = hashlib.sha256(text.encode()).hexdigest()

    same = read(tmp_path, replace(TOY, files=(SourceFile("toy.csv", sha256=right),)), toy=text)
    other = read(tmp_path, replace(TOY, files=(SourceFile("toy.csv", sha256="0" * 64),)), toy=text)

    assert [finding.code for finding in same.findings] == []
    assert [(f.code, f.severity) for f in other.findings] == [("file_differs", "info")]


def test_a_later_file_adds_only_cases_that_no_earlier_file_gave(tmp_path):
    files = (SourceFile("audited.csv"), SourceFile("every.csv", not_audited=True))

    raw = read(
        tmp_path,
        replace(TOY, files=files),
        audited="id,rating,right,visits\nA,low,high,1\nB,low,low,2\n",
        every="visits,id,rating,right\n9,B,low,high\n3,C,high,high\n4,D,low,\n",
    )

    assert list(raw.tables["assessments"].frame["assessment_id"]) == ["A", "B", "C", "D"]
    assert list(raw.tables["assessments"].frame["row"]) == [1, 2, 4, 5]
    assert list(raw.tables["audits"].frame["assessment_id"]) == ["A", "B"]
    assert list(raw.tables["extra"].frame["visits"]) == ["1", "2", "3", "4"]
    (finding,) = raw.findings
    assert finding.detail == "1 of 3 rows of every.csv repeat an earlier file"


def test_decimal_commas_are_read_where_a_semicolon_parts_the_cells(tmp_path):
    raw = read(tmp_path, toy="id;rating;right;visits\nA;low;;1,5\n")

    assert list(raw.tables["extra"].frame["visits"]) == ["1.5"]


def test_a_mark_that_may_mean_either_is_a_question_to_the_profile(tmp_path):
    with pytest.raises(InputError, match="column 'visits': ',' in front of three digits"):
        read(tmp_path, toy='id,rating,right,visits\nA,low,,"1,500"\n')


def test_a_profile_that_answers_the_question_is_believed(tmp_path):
    profile = replace(TOY, dialect=Dialect(decimal="."))

    raw = read(tmp_path, profile, toy='id,rating,right,visits\nA,low,,"1,500"\n')

    assert list(raw.tables["extra"].frame["visits"]) == ["1500"]


def test_a_declared_order_of_dates_settles_what_the_file_leaves_open(tmp_path):
    columns = ColumnRoles(assigned="rating", assessment="id", date="on")
    profile = replace(TOY, columns=columns, dialect=Dialect(dates="mdy"), features={})

    raw = read(tmp_path, profile, toy="id,rating,on\nA,low,03/04/2024\n")

    assert list(raw.tables["assessments"].frame["assessment_date"]) == ["2024-03-04"]
