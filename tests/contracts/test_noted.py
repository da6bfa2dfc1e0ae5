from contracts.noted import noted


def test_a_finding_is_as_grave_as_its_rule():
    assert noted("contacts", "ragged_row", "not 3 cells", row=4).severity == "error"
    assert noted("contacts", "encoding_guessed", "").severity == "warning"
    assert noted("contacts", "file_not_used", "").severity == "info"
