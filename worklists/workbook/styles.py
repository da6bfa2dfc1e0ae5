"""How the cells of a workbook look: what is locked, what is to be filled in, what is missing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter import Workbook


@dataclass(frozen=True)
class Styles:
    """The formats of one workbook."""

    header: Any
    header_input: Any
    fact: Any
    fact_date: Any
    fact_number: Any
    fact_link: Any
    input_text: Any
    input_date: Any
    missing: Any
    heading: Any
    note: Any


def styles_of(book: "Workbook") -> Styles:
    """The formats, added to the workbook."""
    base = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
    cell = base | {"border": 1, "border_color": "#B1B4B6"}
    head = cell | {"bold": True, "bg_color": "#F3F2F1"}
    yellow = cell | {"bg_color": "#FFF7BF", "locked": False}
    day = {"num_format": "d mmmm yyyy", "align": "left"}
    return Styles(
        header=book.add_format(head),
        header_input=book.add_format(head | {"bg_color": "#FFDD00"}),
        fact=book.add_format(cell),
        fact_number=book.add_format(cell | {"align": "left"}),
        fact_link=book.add_format(cell | {"font_color": "#1D70B8", "underline": 1}),
        fact_date=book.add_format(cell | day),
        input_text=book.add_format(yellow),
        input_date=book.add_format(yellow | day),
        missing=book.add_format({"bg_color": "#D4351C"}),
        heading=book.add_format(base | {"bold": True, "font_size": 14}),
        note=book.add_format(base),
    )
