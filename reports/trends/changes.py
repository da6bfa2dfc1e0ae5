"""Ratings that audits changed, by year of audit, direction and region."""

import pandas as pd

from contracts.disclosure.edition import DisclosureControl
from reports.published import SharesTable, count_found, parts_table, shares_table

DIRECTIONS = {"raised": "raised by the audit", "lowered": "lowered by the audit"}


def changes(audits: pd.DataFrame, control: DisclosureControl) -> list[SharesTable]:
    """Raised beside lowered, by year and by year and region.

    Parameters
    ----------
    audits : frame
        ``year, region`` and ``raised, lowered`` (true, false or missing) of each audit.
    """
    tables = []
    for name, words in DIRECTIONS.items():
        by_year = count_found(audits, ["year"], name)
        by_region = count_found(audits, ["year", "region"], name)
        caption, counted = f"Ratings {words}, by year", ("audits", name)
        tables += [
            shares_table(f"{name}_year", caption, by_year, control, counted),
            parts_table(f"{name}_region", f"{caption} and region", by_region, control, counted),
        ]
    return tables
