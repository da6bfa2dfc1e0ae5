"""Workload and unit context as the newest month on record at signature shows them."""

import numpy as np

from synthetic.columns import Floats
from synthetic.staff import Staff, home, practitioner
from synthetic.timeline import Timeline


def load_signals(staff: Staff, timeline: Timeline) -> dict[str, Floats]:
    """Bands of load, and the unit's state, one entry an assessment."""
    month = timeline.known_month
    newest = (timeline.unit, timeline.slot, month)
    now = (timeline.unit, timeline.slot, timeline.month)
    before = practitioner(timeline.unit, timeline.slot, month=month, staff=staff)
    same = (before == timeline.assessor).astype(float)  # else no row of theirs is on record yet
    unit = (home(timeline.unit, month), month)
    return {
        "caseload_over_50": same * (staff.caseload[newest] > 50).astype(float),
        "wmt_over_110": same * (staff.wmt[newest] > 110).astype(float),
        "wmt": same * np.clip((staff.wmt[newest] - 118) / 40, -2, 2.5),
        "trainee": (staff.grade[now] == 0).astype(float),
        "new_in_role": (staff.months_in_role[now] < 12).astype(float),
        "cover": same * np.minimum(staff.cover[newest], 6) / 4,
        "unsupervised": same * np.minimum(staff.supervision[newest], 6) / 4,
        "vacancy": (staff.vacancy[unit] - 0.28) * 5,
        "span": (staff.spo_span[unit] - 10) / 4,
        "away_from_office": 3 - staff.office_days[unit],
    }
