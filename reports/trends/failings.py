"""Failings that auditors recorded: how often each, and how often it comes back to a team."""

import pandas as pd

from contracts.disclosure.edition import DisclosureControl
from reports.published import SharesTable, count_found, shares_table

FAILINGS = {
    "F01": "Domestic abuse enquiry not made",
    "F02": "Child safeguarding enquiry not made",
    "F03": "Enquiry made, reply not chased or not used",
    "F04": "Previous convictions or behaviour not considered",
    "F05": "Information taken at face value",
    "F06": "Earlier high rating or old intelligence overlooked",
    "F07": "Recall or breach considered but not taken",
    "F08": "Behaviour in custody not carried over",
    "F09": "Victim or potential victim not analysed",
    "F10": "New event did not lead to a review",
    "F11": "Level contradicts its own analysis",
    "F12": "Oversight absent or not challenging",
    "F13": "Plan does not match the risk",
    "F14": "Information of other agencies not sought or not shared",
    "F99": "Other",
}
LISTS = {
    "failing_codes": ("Failings recorded", "failing", FAILINGS),
    "agencies_involved": ("Other agencies whose part was looked at", "agency", {}),
}


def failings(audits: pd.DataFrame, control: DisclosureControl) -> list[SharesTable]:
    """Shares of audits with each code by year, and of codes that recur.

    Parameters
    ----------
    audits : frame
        ``audit_id, year, unit_id`` and the lists ``failing_codes`` and ``agencies_involved``.
    """
    tables = [
        shares_table(
            name,
            f"{caption}, by year",
            _by_year(audits, name, header, dict(titles)),
            control,
            ("audits", "recorded"),
        )
        for name, (caption, header, titles) in LISTS.items()
        if name in audits
    ]
    if "failing_codes" in audits:
        tables.append(_recurrence(audits, control))
    return tables


def _by_year(audits: pd.DataFrame, name: str, header: str, titles: dict[str, str]) -> pd.DataFrame:
    dated = audits.dropna(subset=["year"])
    each = dated.explode(name).dropna(subset=[name])
    counts = each.groupby([name, "year"], sort=True)["audit_id"].nunique().rename("found")
    table = counts.reset_index()
    table["of"] = table["year"].map(dated.groupby("year").size()).astype("int64")
    words = {code: titles.get(code, code.replace("_", " ")) for code in table[name].unique()}
    table[name] = [f"{code} {words[code]}" if titles else words[code] for code in table[name]]
    return table.rename(columns={name: header}).astype({"found": "int64"})


def _recurrence(audits: pd.DataFrame, control: DisclosureControl) -> SharesTable:
    """Of failings recorded of a team in a year: how many were recorded of it in the next."""
    each = audits.explode("failing_codes").dropna(subset=["failing_codes", "year", "unit_id"])
    pairs = each[["unit_id", "failing_codes", "year"]].drop_duplicates()
    later = pairs.assign(year=pairs["year"] - 1, again=True)
    joined = pairs.merge(later, on=["unit_id", "failing_codes", "year"], how="left")
    last = pairs["year"].max() if len(pairs) else 0
    joined = joined[joined["year"] < last]
    counts = count_found(joined.assign(again=joined["again"].notna()), ["year"], "again")
    caption = "Failings of a team that were recorded again the year after, all teams together"
    words = ("failings of a team", "recorded again")
    return shares_table("recurrence", caption, counts, control, words)
