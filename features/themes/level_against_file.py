"""Level: whether it sits with the rest of the file, its predictors, cells and needs."""

from contracts.levels import ROSH
from contracts.predictors import BANDS, LEGACY_BANDS
from features.bands import band_of, rank_of, rosh_rank
from features.declaration import Feature, Measure, Theme
from features.joins import OPEN_ENTRY
from features.shared_measures import (
    NEEDS_ANSWERED,
    REGISTERED_ABUSE,
    REGISTERED_CHILD,
    REGISTERED_STALKING,
    SEXUAL_OFFENCE,
)
from features.sql import any_where, highest, size_of, yes_where

_GENERAL = band_of("k.reoffending_2yr_pct", BANDS["reoffending_2yr_pct"])
_VIOLENCE = band_of("k.violence_2yr_pct", BANDS["violence_2yr_pct"])
_SERIOUS_VIOLENCE = band_of("k.serious_violence_2yr_pct", BANDS["serious_violence_2yr_pct"])
_LEGACY_SERIOUS = band_of("k.serious_recidivism_pct", LEGACY_BANDS["serious_recidivism_pct"])
_SERIOUS = (
    f"case when k.predictor_family = 'ogrs3' then {_LEGACY_SERIOUS}"
    f" else {band_of('k.serious_recidivism_pct', BANDS['serious_recidivism_pct'])} end"
)
_SEXUAL = rank_of("k.sexual_contact_band", ROSH)
_GROUPS = ("children", "public", "known_adult", "staff")
_COMMUNITY = [rosh_rank(f"k.rosh_{group}_community") for group in _GROUPS]
_CUSTODY = [rosh_rank(f"k.rosh_{group}_custody") for group in (*_GROUPS, "prisoners")]
_NEEDS = (
    "accommodation", "ete", "relationships", "lifestyle", "drugs", "alcohol", "thinking",
    "attitudes",
)  # fmt: skip

# The published tier takes the worst of several steps, one of them the RoSH level. This leaves
# that step out and counts from 0 (lowest) to 6. The table that crosses the two predictors is
# not public: each is taken alone.
_TIER = highest(
    f"case {_SERIOUS} when 0 then 0 when 1 then 2 when 2 then 4 when 3 then 6 end",
    f"case {_GENERAL} when 0 then 0 when 1 then 1 when 2 then 2 when 3 then 3 end",
    f"case {_SEXUAL} when 0 then 0 when 1 then 2 when 2 then 4 when 3 then 6 end",
    "case when registered_abuse = 1 or sexual_offence = 1 then 2 end",
    "case when registered_stalking = 1 or registered_child = 1 then 1 end",
    "case when registered_life = 1 then 4 end",
)
_TIER_LEVEL = band_of(_TIER, (2, 4, 6))
_MEDIUM_CELLS = " + ".join(f"case when {cell} >= 1 then 1 else 0 end" for cell in _COMMUNITY)

_ASSESSED = "assessment: "
_PREDICTORS = "assessment: predictor scores"


def _above(name: str, what: str, band: str) -> Feature:
    """How many levels a band stands above the rating: negative where below."""
    return Feature(
        name=name,
        unit="levels",
        missing_means=f"the {what} is not on record",
        direction=1,
        sentence=f"The {what} is in a higher band than the rating given.",
        sentence_absent=f"The {what} is not in a higher band than the rating given.",
        look_at=_PREDICTORS,
        expression=f"({band}) - k.assigned_rank",
    )


_STANDS = "The {what} stands at {{value}} per cent; the middle assessment, at {{middle}}."


def _score(name: str, what: str, column: str) -> Feature:
    return Feature(
        name=name,
        unit="per cent",
        missing_means=f"the {what} is not on record",
        direction=1,
        sentence=_STANDS.format(what=what),
        sentence_absent=_STANDS.format(what=what),
        look_at=_PREDICTORS,
        expression=column,
        speaks_from=0.0,
    )


_SERIOUS_NAME = "combined serious reoffending predictor"
_FEATURES = (
    Feature(
        name="assigned_level",
        unit="levels",
        missing_means="never blank",
        direction=0,
        sentence="The level given leaves levels below it.",
        sentence_absent="It was given the lowest level.",
        look_at=_ASSESSED + "overall level",
        expression="k.assigned_rank",
        shown_as_reason=False,
    ),
    _above("csrp_band_minus_rosh", _SERIOUS_NAME, _SERIOUS),
    _above("vrp_band_minus_rosh", "violence predictor", _VIOLENCE),
    _above("svrp_band_minus_rosh", "serious violence predictor", _SERIOUS_VIOLENCE),
    _above("contact_sexual_band_minus_rosh", "contact sexual predictor", _SEXUAL),
    _above("arp_band_minus_rosh", "general reoffending predictor", _GENERAL),
    _above(
        "highest_band_minus_rosh",
        "highest of the serious predictors",
        highest(_SERIOUS, _SERIOUS_VIOLENCE, _SEXUAL),
    ),
    _score("serious_recidivism_pct", _SERIOUS_NAME, "k.serious_recidivism_pct"),
    _score("serious_violence_pct", "serious violence predictor", "k.serious_violence_2yr_pct"),
    _score("violence_pct", "violence predictor", "k.violence_2yr_pct"),
    _score("reoffending_pct", "general reoffending predictor", "k.reoffending_2yr_pct"),
    Feature(
        name="tier_without_rosh",
        unit="steps, 0 to 6",
        missing_means="no predictor and no register is on record",
        direction=1,
        sentence="Predictors and registers alone, without the rating, give a tier of {value} in 6.",
        sentence_absent="Predictors and registers alone, without the rating, give the lowest tier.",
        look_at=_PREDICTORS + "; registers",
        expression=_TIER,
    ),
    Feature(
        name="tier_without_rosh_gap",
        unit="levels",
        missing_means="no predictor and no register is on record",
        direction=1,
        sentence="Predictors and registers, taken without the rating, point to a higher level.",
        sentence_absent="Predictors and registers alone do not point to a higher level.",
        look_at=_PREDICTORS + "; registers",
        expression=f"({_TIER_LEVEL}) - k.assigned_rank",
    ),
    Feature(
        name="custody_level_minus_community_level",
        unit="levels",
        missing_means="the cells for custody or for the community are blank",
        direction=1,
        sentence="A group is rated higher in custody than anyone is in the community.",
        sentence_absent="No group is rated higher in custody than in the community.",
        look_at=_ASSESSED + "levels by group, custody and community",
        expression=f"{highest(*_CUSTODY)} - {highest(*_COMMUNITY)}",
    ),
    Feature(
        name="highest_cell_minus_assigned",
        unit="levels",
        missing_means="all nine cells are blank",
        direction=1,
        sentence="A group at risk is rated higher than the overall level.",
        sentence_absent="No group at risk is rated higher than the overall level.",
        look_at=_ASSESSED + "levels by group",
        expression=f"{highest(*_COMMUNITY, *_CUSTODY)} - k.assigned_rank",
    ),
    Feature(
        name="groups_rated_medium_or_more",
        unit="groups",
        missing_means="all cells for the community are blank",
        direction=0,
        sentence="Groups rated medium or more in the community: {value}.",
        sentence_absent="No group is rated medium or more in the community.",
        look_at=_ASSESSED + "levels by group",
        expression=f"case when {highest(*_COMMUNITY)} is not null then {_MEDIUM_CELLS} end",
    ),
    Feature(
        name="needs_linked_to_harm_count",
        unit="needs",
        missing_means="links of needs to harm are not on record",
        direction=1,
        sentence="Needs recorded as linked to serious harm: {value}.",
        sentence_absent="No need is recorded as linked to serious harm.",
        look_at=_ASSESSED + "needs sections",
        expression=size_of("k.needs_linked_to_harm", _NEEDS, on_record=NEEDS_ANSWERED),
    ),
    Feature(
        name="needs_severe_count",
        unit="needs",
        missing_means="severity of needs is not on record",
        direction=1,
        sentence="Needs over the threshold for severe: {value}.",
        sentence_absent="No need is over the threshold for severe.",
        look_at=_ASSESSED + "needs sections",
        expression="k.needs_severe_count",
    ),
    Feature(
        name="predictors_static_only",
        about="practice",
        unit="yes/no",
        missing_means="the kind of predictor is not on record",
        direction=1,
        sentence="Predictors rest on static factors alone; current circumstances are not in them.",
        sentence_absent="Predictors take current circumstances into account.",
        look_at=_PREDICTORS,
        expression=yes_where("k.predictor_static_or_dynamic", "static"),
        type="yes_no",
    ),
)
_MEASURES = (
    REGISTERED_ABUSE,
    REGISTERED_STALKING,
    REGISTERED_CHILD,
    SEXUAL_OFFENCE,
    Measure(
        "registered_life",
        "registrations",
        any_where(f"f.register_code = 'INLL' and {OPEN_ENTRY}"),
        "0",
    ),
)
LEVEL_AGAINST_FILE = Theme(
    "level_against_file", "Does the level sit with the rest of the file?", _FEATURES, _MEASURES
)
