"""What features of the project's own profiles are expected to say, by reasoning from their field.

Written by hand, never read off the profiles: a direction that is flipped there fails here.
"""

import pytest

from contracts.sources.profile.load import load_profile
from tests.import_graph import ROOT

PATHS = sorted((ROOT / "contracts" / "sources").glob("*.yaml"))
PROBATION = {
    "a serious past, missed contact and flags in force call for more than was seen": (
        1,
        """stated_prior_serious_offences stated_missed_appointments_12w stated_domestic_abuse
        stated_child_protection""",
    ),
    "who carries too much sees less": (1, "stated_caseload stated_wmt_pct"),
    "who sees the person, the office and a manager misses less": (
        -1,
        "stated_in_person_share_12w stated_oversight_contacts_12w stated_office_days_per_week",
    ),
}
COMPAS = {
    "the young reoffend more": (-1, "age"),
    "scores and what is on record weigh upwards": (
        1,
        """general_decile violence_decile prior_counts juvenile_felonies juvenile_misdemeanours
        juvenile_other""",
    ),
}
OFSTED = {
    "other grades of the day, and the one before, pull the overall grade with them": (
        1,
        "helped_and_protected leaders_and_managers earlier_grade",
    ),
    "a home that was seen often holds fewer surprises": (-1, "earlier_inspections"),
}
EXPECTED = {
    "compas": COMPAS,
    "compas_violence": COMPAS,
    "demo": PROBATION,
    "ktas": {
        "the old are sicker than they look": (1, "age"),
        "an injury shows what it is; little oxygen is sicker than it looks": (
            -1,
            "injured oxygen_saturation",
        ),
    },
    "oasys_ndelius": {},
    "ofsted": OFSTED,
    "ofsted_outcome": OFSTED,
    "probation": PROBATION,
}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_profile_s_features_speak_in_the_direction_that_their_field_gives_them(path):
    expected = {
        name: direction
        for direction, names in EXPECTED[path.stem].values()
        for name in names.split()
    }

    features = load_profile(path).features

    assert {name: one.direction for name, one in features.items() if one.direction} == expected
