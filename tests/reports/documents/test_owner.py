"""What only the owner knows is visibly blank."""

from reports.documents.owner import BLANK, blanks


def test_every_field_stands_once_in_order_and_blank():
    table = blanks("Owner", ("Organisation", "Contact"))

    assert table.caption == "Owner"
    assert table.rows == (("Organisation", BLANK), ("Contact", BLANK))
    assert BLANK == "[to be filled in by the owner]"
