"""Enquiries to police, children's services and prisons: needed, made, answered, late."""

import pandas as pd

from contracts.disclosure.edition import DisclosureControl
from reports.published import SharesTable, count_found, shares_table

LATE_AFTER = 28  # days from request to reply
MISSING = {
    "da_enquiry_missing_when_needed": "Domestic abuse enquiries needed, not made by signing",
    "child_enquiry_missing_when_needed": "Child safeguarding enquiries needed, not made by signing",
}


def enquiries(made: pd.DataFrame, control: DisclosureControl) -> list[SharesTable]:
    """Answered, late and chased, by year of request.

    Parameters
    ----------
    made : frame
        The enquiries table; a reply that is not due yet does not count as unanswered.
    """
    if made.empty or "requested_date" not in made:
        return []
    requested = made["requested_date"]
    last = max(requested.max(), made["response_date"].max())
    due = requested <= last - pd.Timedelta(days=LATE_AFTER)
    took = (made["response_date"] - requested).dt.days
    rows = made[due].assign(
        year=requested[due].dt.year.astype("Int64"),
        answered=made.loc[due, "response_date"].notna(),
        late=(took[due] > LATE_AFTER).where(made.loc[due, "response_date"].notna()),
    )
    kinds = rows.assign(enquiry=rows["enquiry_type"].str.replace("_", " "))
    return [
        _table(kinds, ["enquiry", "year"], "answered", "Enquiries answered", control),
        _table(rows, ["year"], "late", f"Replies that took more than {LATE_AFTER} days", control),
    ]


def gaps(features: pd.DataFrame, control: DisclosureControl) -> list[SharesTable]:
    """Enquiries that were needed and not made, by year of rating.

    Parameters
    ----------
    features : frame
        ``year`` and the columns of ``MISSING``, missing where no enquiry was needed.
    """
    return [
        _table(features, ["year"], name, caption, control)
        for name, caption in MISSING.items()
        if name in features and features[name].notna().any()
    ]


def _table(
    rows: pd.DataFrame, keys: list[str], found: str, caption: str, control: DisclosureControl
) -> SharesTable:
    counts = count_found(rows, keys, found)
    word = "needed and not made" if found in MISSING else found
    of = "ratings" if found in MISSING else "enquiries"
    return shares_table(found, f"{caption}, by year", counts, control, (of, word))
