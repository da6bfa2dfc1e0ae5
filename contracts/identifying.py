"""Names of columns that tell who somebody is: no extract needs them, no feature reads them."""

from contracts.protected import name_pattern, words_of

IDENTIFYING = (
    "surname", "forename", "firstname", "first name", "lastname", "last name", "middle name",
    "maiden name", "given name", "family name", "full name", "known as", "alias", "nickname",
    "initials", "dob", "birth*", "date of birth", "address", "postcode", "post code", "zip code",
    "uprn", "latitude", "longitude", "easting", "northing", "phone*", "telephone", "mobile",
    "email*", "e mail", "nino", "national insurance", "ni number", "nhs number", "pnc*", "cro",
    "crn*", "noms*", "nomis*", "prison number", "passport", "driving licence", "social security",
    "ssn", "iban", "sort code", "bank account", "number plate", "next of kin", "nok", "kin",
    "emergency contact", "photo*", "fingerprint*", "username", "user name",
)  # fmt: skip
THINGS = (
    "team", "unit", "office", "region", "pdu", "lau", "court", "prison", "hospital", "ward",
    "offence", "drug", "medication", "course", "programme", "file", "form", "table", "column",
    "event", "group", "type", "category", "test", "level", "source",
)  # fmt: skip


def identifies(name: str) -> bool:
    """Whether a column of that name would hold a name, number or place that identifies a person.

    Examples
    --------
    >>> identifies("FirstName"), identifies("nomsNumber"), identifies("next_of_kin")
    (True, True, True)
    >>> identifies("contact_date"), identifies("unit_name")
    (False, False)
    """
    words = words_of(name)
    if name_pattern(IDENTIFYING).search(" ".join(words)):
        return True
    before = [
        words[i - 1] if i else "" for i, word in enumerate(words) if word in ("name", "names")
    ]
    return any(word not in THINGS for word in before)
