"""How much of a team's contact with people on probation is by phone or video, month by month."""

import pandas as pd

IN_PERSON = ("office", "home_visit", "doorstep")
REMOTE = ("phone", "video")


def remote_shares(contacts: pd.DataFrame, assessments: pd.DataFrame) -> pd.DataFrame:
    """Share of contacts by phone or video among those with the person, by team and month.

    A contact counts for the team that last assessed the person by then, or first did later.

    Parameters
    ----------
    contacts : frame
        ``person_id, contact_date, contact_group``; groups that are neither are left out.
    assessments : frame
        ``person_id, assessment_date, unit_id``.

    Returns
    -------
    frame
        ``unit_id, month`` (its first day) and ``remote_share``, 0 to 1.

    Examples
    --------
    >>> days = pd.to_datetime(["2026-01-05", "2026-01-20", "2026-01-21", "2026-02-03"])
    >>> groups = ["office", "phone", "police", "video"]
    >>> contacts = pd.DataFrame({"person_id": "P1", "contact_date": days, "contact_group": groups})
    >>> signed = pd.DataFrame({"person_id": ["P1"], "unit_id": ["N01"]})
    >>> remote_shares(contacts, signed.assign(assessment_date=days[0]))["remote_share"].tolist()
    [0.5, 1.0]
    """
    with_person = contacts[contacts["contact_group"].isin([*IN_PERSON, *REMOTE])]
    rows = with_person.dropna(subset=["contact_date"]).rename(columns={"contact_date": "day"})
    rows = rows.sort_values("day", kind="stable")
    teams = assessments[["person_id", "assessment_date", "unit_id"]].dropna()
    teams = teams.rename(columns={"assessment_date": "day"}).sort_values(["day", "unit_id"])
    before = pd.merge_asof(rows, teams, on="day", by="person_id", direction="backward")["unit_id"]
    after = pd.merge_asof(rows, teams, on="day", by="person_id", direction="forward")["unit_id"]
    placed = pd.DataFrame(
        {
            "unit_id": before.fillna(after).to_numpy(),
            "month": rows["day"].dt.to_period("M").dt.to_timestamp().to_numpy(),
            "remote_share": rows["contact_group"].isin(REMOTE).to_numpy(float),
        }
    )
    return placed.groupby(["unit_id", "month"], sort=True)["remote_share"].mean().reset_index()
