"""What audits say of the work beside the level: sufficiency, oversight, grading, certainty."""

import pandas as pd

from contracts.disclosure.edition import DisclosureControl
from reports.published import SharesTable, count_found, parts_table, shares_table

YES_OR_NO = {
    "assessment_sufficient": ("Assessments found sufficient", "sufficient"),
    "oversight_sufficient": ("Management oversight found sufficient", "sufficient"),
    "finely_balanced": ("Audits that were finely balanced", "finely balanced"),
    "second_opinion": ("Audits with a second reviewer", "with a second reviewer"),
}
CLOSED_LISTS = {
    "qa_grading": "Quality grading",
    "reasonable_steps": "Whether all reasonable steps were taken (serious further offences)",
}


def quality(audits: pd.DataFrame, control: DisclosureControl) -> list[SharesTable]:
    """Shares by year of audit, of every column that the source has.

    Parameters
    ----------
    audits : frame
        ``year`` and columns of the audits table.
    """
    tables = [
        shares_table(
            name,
            f"{caption}, by year",
            count_found(audits, ["year"], name),
            control,
            ("audits", found),
        )
        for name, (caption, found) in YES_OR_NO.items()
        if name in audits and audits[name].notna().any()
    ]
    return tables + [
        _closed_list(audits, name, caption, control)
        for name, caption in CLOSED_LISTS.items()
        if name in audits and audits[name].notna().any()
    ]


def _closed_list(
    audits: pd.DataFrame, name: str, caption: str, control: DisclosureControl
) -> SharesTable:
    recorded = audits.dropna(subset=["year", name])
    counts = recorded.groupby(["year", name], sort=True).size().rename("found").reset_index()
    counts["of"] = counts.groupby("year")["found"].transform("sum")
    counts[name] = counts[name].str.replace("_", " ")
    counts = counts.rename(columns={name: "answer"}).astype({"found": "int64", "of": "int64"})
    return parts_table(name, f"{caption}, by year", counts, control, ("audits", "so answered"))
