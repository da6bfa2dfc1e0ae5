"""What identifies a person: names of columns, forms of values; and names shown without them."""

import re
from collections.abc import Sequence
from functools import cache

import pandas as pd

from contracts.protected import name_pattern, words_of
from contracts.table import load_tables

IDENTIFYING = (
    "surname", "forename", "firstname", "first name", "lastname", "last name", "middle name",
    "maiden name", "given name", "family name", "full name", "known as", "alias", "nickname",
    "initials", "dob", "birth*", "date of birth", "address", "postcode", "post code", "zip code",
    "uprn", "latitude", "longitude", "easting", "northing", "phone*", "telephone", "mobile",
    "email*", "e mail", "nino", "national insurance", "ni number", "nhs number", "pnc*", "cro",
    "crn*", "noms*", "nomis*", "prison number", "passport", "driving licence", "social security",
    "ssn", "iban", "sort code", "bank account", "number plate", "next of kin", "nok", "kin",
    "emergency contact", "photo*", "fingerprint*", "username", "user name", "first nm", "last nm",
    "family nm", "full nm", "fname", "lname", "aka", "salutation", "middle initial", "mother",
    "father", "spouse", "sibling", "guardian", "born on", "date of death", "tel", "tel no",
    "tel number", "fax", "contact no", "contact number", "street", "street name", "house no",
    "house number", "addr*", "zip", "eircode", "grid ref*", "nhs no", "ni no", "licence no",
    "licence number", "license number", "driver* licen*", "vehicle reg*", "registration plate",
    "prison no", "prisoner no", "prisoner number", "offender no", "offender number", "booking no",
    "asn", "arrest summons*", "custody number", "visor*", "vi sor*", "social media", "facebook*",
    "twitter*", "instagram*", "device id",
)  # fmt: skip
THINGS = (
    "team", "unit", "office", "region", "pdu", "lau", "court", "prison", "hospital", "ward",
    "offence", "drug", "medication", "course", "programme", "file", "form", "table", "column",
    "event", "group", "type", "category", "test", "level", "source",
)  # fmt: skip
_LABEL = r"(?:(?:CRN|NOMS|NOMIS|PNC|CRO|NINO|NI)(?:NO|NUMBER)?[-._/:#]*)?"
_ISSUE = r"(?:[-._/]\d{1,2})?"  # as X123456-1
CASE_NUMBER = _LABEL + r"[A-Z](?:[-._/]?\d){6}" + _ISSUE  # CRN
NUMBERS = {
    "prison numbers": _LABEL + r"[A-Z][-._/]?\d{4}[-._/]?[A-Z]{2}" + _ISSUE,  # NOMS
    "police numbers": _LABEL
    + r"(?:(?:\d\d)?\d\d/\d{1,7}[A-Z]|\d{11}[A-Z]|\d{1,6}/\d\d[A-Z])",  # PNC, CRO
    "National Insurance numbers": _LABEL + r"[A-Z]{2}[-._/]?(?:\d\d[-._/]?){3}[A-D]",
    "telephone numbers": r"(?:\+44|0044)\(?0?\)?\d{9,10}|07\d{9}",
    "e-mail addresses": r".*[^@]+(?:@|\(AT\))[^@]+\.[A-Z]{2,}.*",
}
# Two words or more of letters, as a person is written. Not joined by a hyphen, underscore or
# stroke, and no capital within: ids made at random have these.
_WORD = r"\p{L}[\p{L}'\x{2019}-]"
NAME = (
    rf"{_WORD}+(?:\s*[,;]\s*|[\s.]+)(?:\p{{L}}[\p{{L}}'\x{{2019}}.-]*\s*){{1,4}}(?:\(?\d{{1,8}}\)?)?"
    rf"|\p{{L}}(?:\.?\s+|\.){_WORD}{{2,}}|\p{{Han}}{{2,4}}"
)
BLANKS, UNSEEN = r"[\s\p{Z}\p{Cf}]+", r"\p{Cf}+"
ENDING = re.compile(r"\.(csv|tsv|txt|parquet|xlsx?|docx?|pdf|zip|gz|json|md|html?)$", re.IGNORECASE)
A_FILE = "a file whose name looks like that of a person"


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


def is_identifier(text: str) -> bool:
    """Whether a text by itself, such as a heading, is one of the numbers, an address or a name.

    Examples
    --------
    >>> is_identifier("Jo Bloggs"), is_identifier("x123456"), is_identifier("case_number")
    (True, True, False)
    """
    value = pd.Series([text], dtype="str")
    numbers = [CASE_NUMBER, *NUMBERS.values()]
    return bool(
        any(matches(squeezed(value), pattern)[0] for pattern in numbers)
        or matches(spaced(value), NAME)[0]
    )


def shown_names(names: Sequence[str]) -> list[str]:
    """Names of columns or files, but for those that look like a person's, which are only counted.

    A heading may itself be a record, as where a file has no line of headings.

    Examples
    --------
    >>> shown_names(["team colour", "Jo Bloggs", "Date of review"])
    ['team colour', 'Date of review', '1 whose name looks like that of a person']
    """
    shown = [name for name in names if not _is_persons(name)]
    hidden = len(names) - len(shown)
    whose = "name looks like that of a person" if hidden == 1 else "names look like those of people"
    return [*shown, *([f"{hidden} whose {whose}"] if hidden else [])]


def shown_file(name: str) -> str:
    """The name of a file, unless it looks like a person's.

    Examples
    --------
    >>> shown_file("Joanna Bloggs.docx"), shown_file("contacts.xlsx")
    ('a file whose name looks like that of a person', 'contacts.xlsx')
    """
    return A_FILE if _is_persons(ENDING.sub("", name).replace("_", " ")) else name


def _is_persons(name: str) -> bool:
    """Whether a heading is a number, an address or a name, or holds one as a word of its own."""
    name = ENDING.sub("", name)
    letters = re.sub(r"\d", "", name)
    numbers = any(_is_number(word) for word in re.split(r"[\s_,;]+", name))
    is_name = is_identifier(name) or is_identifier(letters)
    return numbers or (is_name and not {*words_of(name)} & _vocabulary())


def _is_number(word: str) -> bool:
    value = pd.Series([word], dtype="str")
    return any(matches(squeezed(value), form)[0] for form in (CASE_NUMBER, *NUMBERS.values()))


@cache
def _vocabulary() -> frozenset[str]:
    """Words that the contracts use of columns: a heading that holds one is no person's name."""
    columns = [column for table in load_tables().values() for column in table.columns]
    return frozenset(w for c in columns for w in words_of(f"{c.name} {c.meaning}") if len(w) > 2)


def squeezed(values: pd.Series) -> pd.Series:
    """Capitals without any blank or unseen mark, full-width ones as plain ones."""
    return _replaced(values.str.upper(), BLANKS, "")


def spaced(values: pd.Series) -> pd.Series:
    """Texts whose blanks of any kind are one space, without unseen marks."""
    return _replaced(_replaced(values, UNSEEN, ""), BLANKS, " ").str.strip()


def _replaced(values: pd.Series, pattern: str, replacement: str) -> pd.Series:
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pa.array(_composed(values), type=pa.string())
    bare = pc.replace_substring_regex(texts, pattern=pattern, replacement=replacement)
    return pd.Series(bare.to_pandas(), index=values.index, dtype="str")


def _composed(values: pd.Series) -> pd.Series:
    """Each letter as one character in its plain width; most texts are ASCII and stay."""
    import pyarrow as pa
    import pyarrow.compute as pc

    is_ascii = pc.string_is_ascii(pa.array(values, type=pa.string())).fill_null(True)
    other = ~pd.Series(is_ascii.to_pandas(), index=values.index).astype("bool")
    return values.mask(other, values[other].str.normalize("NFKC")) if other.any() else values


def matches(values: pd.Series, pattern: str) -> "pd.Series[bool]":
    """Which values are of a form, from their first letter to their last; blanks are of none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    whole = pc.match_substring_regex(pa.array(values, type=pa.string()), pattern=f"^(?:{pattern})$")
    return pd.Series(whole.to_pandas(), index=values.index).fillna(False).astype("bool")
