"""Names of groups as records spell them, kept back where few people bear one: it may tell who."""

import pandas as pd

LEAST = 6  # people, as counts from 1 to 5 are withheld
OTHER = "other, few people each"


def shared_names(names: "pd.Series[str]", people: "pd.Series[str]") -> "pd.Series[str]":
    """The names that at least ``LEAST`` people share; ``OTHER`` in place of the rest.

    A column of groups is text from a record: a slip may put a person's name there.

    Parameters
    ----------
    names : series of str, length n
        The group of each row; blanks stay blank.
    people : series of str, length n
        Who each row is about.

    Examples
    --------
    >>> names = pd.Series(["male"] * 6 + ["Jo Bloggs"] * 6)
    >>> people = pd.Series(["a", "b", "c", "d", "e", "f"] + ["g"] * 6)
    >>> list(shared_names(names, people).unique())
    ['male', 'other, few people each']
    """
    count = people.groupby(names.to_numpy()).nunique()
    return names.where(names.isna() | (names.map(count) >= LEAST), OTHER)
