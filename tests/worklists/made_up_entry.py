"""A made-up entry of the feature catalogue."""


def entry(name, theme="history", **changes):
    """A yes or no of that name, with what is changed."""
    return {
        "name": name,
        "theme": theme,
        "type": "yes_no",
        "sources": ["contacts.contact_date", "assessments.assessment_date"],
        "missing_means": f"{name} is not on record",
        "direction": 1,
        "sentence": f"{name} holds.",
        "sentence_absent": f"{name} does not hold.",
        "speaks_from": 1.0,
        "shown_as_reason": True,
        "look_at": f"{name} page",
        "known": 9,
    } | changes
