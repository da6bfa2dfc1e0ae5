"""People at risk: partners, children and others whom the record shows, against what is rated."""

from features.bands import rosh_rank
from features.declaration import Feature, Measure, Theme
from features.joins import OPEN_ENTRY
from features.shared_measures import (
    ABUSE,
    ABUSE_MEASURES,
    CHILDREN,
    CHILDREN_MEASURES,
    REGISTERED_ABUSE,
    REGISTERED_CHILD,
    REGISTERED_STALKING,
    SCREENED,
)
from features.sql import any_where, count_where, highest, size_of, yes_if, yes_where_list

# Harm that the screening asks about. Hate and similar flags say something about victims'
# characteristics, never about those of the person on probation.
_HARMS = (
    "murder_manslaughter", "gbh_wounding", "sexual_child", "sexual_adult", "child_other",
    "aggravated_burglary", "arson", "endanger_life_damage", "kidnap", "firearm", "robbery",
    "weapon", "assaulted_staff", "assaulted_others", "domestic_abuse", "hate", "stalking",
    "obsessive", "custody_behaviour", "group_cse",
)  # fmt: skip
_CURRENT = tuple(f"{harm}{now}" for harm in _HARMS for now in ("", "_current"))
_PREVIOUS = tuple(f"{harm}_previous" for harm in _HARMS)
_STALKING_FLAGS = (
    "stalking", "stalking_current", "stalking_previous",
    "obsessive", "obsessive_current", "obsessive_previous",
)  # fmt: skip
_REGISTERS = "registers"
_SCREENING = "assessment: risk screening"
_CELLS = "assessment: levels by group"
_NO_REGISTERS = "no table of registrations"
_ADULT_CELL = highest(
    rosh_rank("k.rosh_known_adult_community"), rosh_rank("k.rosh_known_adult_custody")
)
_CHILD_CELL = highest(rosh_rank("k.rosh_children_community"), rosh_rank("k.rosh_children_custody"))
_ANY_CELL = (
    "(k.rosh_children_community is not null or k.rosh_public_community is not null"
    " or k.rosh_known_adult_community is not null or k.rosh_staff_community is not null)"
)


def _register(name: str, what: str, condition: str) -> Feature:
    """Whether an entry of a kind is open on the register."""
    return Feature(
        name=name,
        unit="yes/no",
        missing_means=_NO_REGISTERS,
        direction=1,
        sentence=f"The register holds an open entry for {what}, from {{date}}.",
        sentence_absent=f"The register holds no open entry for {what}.",
        look_at=_REGISTERS,
        table="registrations",
        expression=any_where(f"{condition} and {OPEN_ENTRY}"),
        when_none="0",
        evidence_date=f"max(f.start_date) filter (where {condition} and {OPEN_ENTRY})",
        type="yes_no",
    )


_FEATURES = (
    _register("domestic_abuse_register", "domestic abuse", "f.register_code in ('ADVP', 'REG30')"),
    _register("child_register", "child protection", "f.register_code in ('RCPR', 'RCCO')"),
    _register("stalking_register", "stalking", "f.register_code = 'SPO'"),
    _register("weapons_register", "weapons", "f.register_code = 'WEAP'"),
    _register("gang_register", "street gangs", "f.register_code = 'STRG'"),
    _register("iom_register", "integrated (IOM) management", "f.register_code = 'IIOM'"),
    Feature(
        name="stalking_or_harassment_marker",
        unit="yes/no",
        missing_means="screening, registers and convictions are not on record",
        direction=1,
        sentence="Screening, registers or convictions point to stalking or harassment.",
        sentence_absent="Nothing on record points to stalking or harassment.",
        look_at=f"{_REGISTERS}; convictions; {_SCREENING}",
        expression=highest(
            "registered_stalking",
            "harassed",
            yes_where_list("k.screening_flags", *_STALKING_FLAGS, on_record=SCREENED),
        ),
        type="yes_no",
    ),
    Feature(
        name="domestic_abuse_evidence",
        unit="yes/no",
        missing_means="screening, registers and convictions are not on record",
        direction=1,
        sentence="Screening, registers or convictions show domestic abuse, now or before.",
        sentence_absent="Nothing on record shows domestic abuse.",
        look_at=f"{_REGISTERS}, closed entries too; convictions; {_SCREENING}",
        expression=ABUSE,
        type="yes_no",
    ),
    Feature(
        name="domestic_abuse_convictions",
        unit="convictions",
        missing_means="no table of offences",
        direction=1,
        sentence="Convictions marked as related to domestic abuse: {value}.",
        sentence_absent="No conviction is marked as related to domestic abuse.",
        look_at="convictions",
        table="offences",
        expression=count_where("f.domestic_related"),
        when_none="0",
        evidence_date="max(f.conviction_date) filter (where f.domestic_related)",
    ),
    Feature(
        name="known_adult_cell_below_da_evidence",
        unit="yes/no",
        missing_means="no cell is filled in, or nothing on record tells of domestic abuse",
        direction=1,
        sentence="The record shows domestic abuse; risk to a known adult is rated low or blank.",
        sentence_absent="Risk to a known adult is rated, or the record shows no domestic abuse.",
        look_at=_CELLS,
        expression=yes_if(
            f"{ABUSE} = 1 and coalesce({_ADULT_CELL}, 0) = 0",
            on_record=f"{ABUSE} is not null and {_ANY_CELL}",
        ),
        type="yes_no",
    ),
    Feature(
        name="child_contact_potential",
        unit="yes/no",
        missing_means="contact with children is not on record",
        direction=1,
        sentence="Contact with children is possible, at home or through family.",
        sentence_absent="No possible contact with children is on record.",
        look_at="assessment: children",
        expression=yes_if(
            "k.child_contact_potential", on_record="k.child_contact_potential is not null"
        ),
        type="yes_no",
    ),
    Feature(
        name="child_contact_without_child_cell_medium",
        unit="yes/no",
        missing_means="no cell is filled in, or nothing on record tells of contact with children",
        direction=1,
        sentence="Contact with children is possible; risk to children is rated low or blank.",
        sentence_absent="Risk to children is rated, or no contact with children is on record.",
        look_at=_CELLS,
        expression=yes_if(
            f"{CHILDREN} = 1 and coalesce({_CHILD_CELL}, 0) = 0",
            on_record=f"{CHILDREN} is not null and {_ANY_CELL}",
        ),
        type="yes_no",
    ),
    Feature(
        name="sexual_offending_against_children",
        unit="yes/no",
        missing_means="no table of offences",
        direction=1,
        sentence="A conviction for an offence against a child is on record.",
        sentence_absent="No conviction for an offence against a child is on record.",
        look_at="convictions",
        expression="child_offence",
        type="yes_no",
    ),
    Feature(
        name="protective_orders_count",
        unit="orders",
        missing_means="civil orders are not on record",
        direction=1,
        sentence="Protective orders recorded: {value}.",
        sentence_absent="No protective order is recorded.",
        look_at=_SCREENING + ", civil orders",
        expression="k.protective_orders_count",
    ),
    Feature(
        name="protective_order_breaches",
        unit="convictions",
        missing_means="no table of offences",
        direction=1,
        sentence="Convictions for breach of a protective order on record: {value}.",
        sentence_absent="No conviction for breach of a protective order is on record.",
        look_at="convictions",
        table="offences",
        expression=count_where("f.offence_group = 'breach_protective_order'"),
        when_none="0",
    ),
    Feature(
        name="screening_current_count",
        unit="flags",
        missing_means="screening answers are not on record",
        direction=1,
        sentence="Kinds of harmful behaviour that the screening marks as current: {value}.",
        sentence_absent="The screening marks no harmful behaviour as current.",
        look_at=_SCREENING,
        expression=size_of("k.screening_flags", _CURRENT, on_record=SCREENED),
    ),
    Feature(
        name="screening_previous_count",
        unit="flags",
        missing_means="screening answers are not on record",
        direction=1,
        sentence="Kinds of harmful behaviour that the screening marks as previous: {value}.",
        sentence_absent="The screening marks no harmful behaviour as previous.",
        look_at=_SCREENING,
        expression=size_of("k.screening_flags", _PREVIOUS, on_record=SCREENED),
    ),
)  # fmt: skip
_MEASURES = (
    *ABUSE_MEASURES,
    *CHILDREN_MEASURES,
    REGISTERED_ABUSE,
    REGISTERED_CHILD,
    REGISTERED_STALKING,
    Measure("harassed", "offences", any_where("f.offence_group = 'harassment_stalking'"), "0"),
)
PEOPLE_AT_RISK = Theme(
    "people_at_risk", "Are the people at risk rated as the record shows?", _FEATURES, _MEASURES
)
