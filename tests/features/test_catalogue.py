from features.catalogue import catalogue
from features.registry import THEMES


def test_each_column_has_an_entry_that_says_what_it_was_computed_for():
    entries = catalogue(THEMES, as_of="run_date", filled={"first_assessment": 7})

    entry = next(e for e in entries if e["name"] == "first_assessment")
    assert len(entries) == sum(len(theme.features) for theme in THEMES)
    assert (entry["theme"], entry["as_of"], entry["known"]) == ("process", "run_date", 7)
    assert entry["sources"] == ["assessments.assessment_date"] or entry["sources"] == []


def test_staff_and_team_are_marked_as_never_shown():
    entries = catalogue(THEMES, as_of="signature", filled={})

    hidden = {e["theme"] for e in entries if not e["shown_as_reason"]}
    assert hidden == {"staff_load", "unit_context", "level_against_file"}
    shown = {e["name"] for e in entries if e["theme"] in ("staff_load", "unit_context")}
    assert not [e for e in entries if e["name"] in shown and e["shown_as_reason"]]
