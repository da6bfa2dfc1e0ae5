"""Fields that only the owner can fill in, visibly blank."""

from worklists.publishing.figure_table import FigureTable

BLANK = "[to be filled in by the owner]"


def blanks(caption: str, names: tuple[str, ...]) -> FigureTable:
    """A table of fields without values.

    Examples
    --------
    >>> blanks("Owner", ("Organisation",)).rows
    (('Organisation', '[to be filled in by the owner]'),)
    """
    return FigureTable(caption, ("Field", "Value"), tuple((name, BLANK) for name in names))
