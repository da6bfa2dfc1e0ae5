"""How dates and phrases read in sentences: the one place for pages, workbooks and reasons."""

import datetime as dt


def date_in_words(day: dt.date | None) -> str:
    """A date as people write it, without a leading zero; None is a date not on record.

    Examples
    --------
    >>> date_in_words(dt.date(2026, 3, 2))
    '2 March 2026'
    >>> date_in_words(None)
    'a date not on record'
    """
    return "a date not on record" if day is None else f"{day.day} {day:%B %Y}"


def sentence_case(text: str) -> str:
    """A phrase as a sentence: its first letter upper case, one full stop at its end.

    Examples
    --------
    >>> sentence_case("the purpose is not on record")
    'The purpose is not on record.'
    """
    return f"{text[:1].upper()}{text[1:].rstrip('. ')}."
