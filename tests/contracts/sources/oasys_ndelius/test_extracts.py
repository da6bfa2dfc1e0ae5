import pandas as pd
import pytest

from contracts.errors import InputError
from contracts.sources.oasys_ndelius.extracts import open_extracts
from contracts.sources.oasys_ndelius.mapping import Mapped, TableMapping
from contracts.sources.profile.schema import Profile, ScaleSection

TOY = Profile(
    name="toy",
    title="Toy",
    about="",
    shape="oasys_ndelius",
    scale=ScaleSection(("low", "high"), high_from="high"),
)
MAPPING = TableMapping(
    grain="",
    main="CONTACT",
    from_="CONTACT",
    columns={"id": Mapped("CONTACT.CONTACT_ID"), "day": Mapped("CONTACT.CONTACT_DATE")},
)


def test_only_fields_that_the_mapping_reads_are_read_whatever_their_case(tmp_path):
    (tmp_path / "contact.csv").write_text("Contact_ID,NOTES,contact_date\n1,Smith,01/02/2024\n")
    (tmp_path / "OTHER.csv").write_text("A\n1\n")

    extracts, findings = open_extracts(TOY, sorted(tmp_path.iterdir()), [MAPPING])

    assert list(extracts) == ["CONTACT"]
    assert extracts["CONTACT"].names == ("CONTACT_ID", "NOTES", "CONTACT_DATE")
    assert list(extracts["CONTACT"].frame) == ["row", "CONTACT_DATE", "CONTACT_ID"]
    assert [finding.code for finding in findings] == ["unreadable_not_used"]


def test_days_are_read_once_the_file_proves_their_order(tmp_path):
    (tmp_path / "CONTACT.csv").write_text("CONTACT_ID,CONTACT_DATE\n1,01/02/2024\n2,13/02/2024\n")

    extracts, findings = open_extracts(TOY, [tmp_path / "CONTACT.csv"], [MAPPING])

    assert list(extracts["CONTACT"].frame["CONTACT_DATE"]) == [
        pd.Timestamp("2024-02-01"),
        pd.Timestamp("2024-02-13"),
    ]
    assert [(f.code, f.column) for f in findings] == [
        ("read_from_another_date_form", "CONTACT_DATE")
    ]


def test_one_extract_in_two_files_is_refused(tmp_path):
    for name in ("CONTACT.csv", "contact.tsv"):
        (tmp_path / name).write_text("CONTACT_ID\n")

    with pytest.raises(
        InputError, match=r"extract CONTACT is there twice: CONTACT.csv, contact.tsv"
    ):
        open_extracts(TOY, sorted(tmp_path.iterdir()), [MAPPING])
