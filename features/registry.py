"""Every theme, in the order of docs/features.md; checked against the refusals when imported."""

import re
from collections.abc import Iterable, Sequence

from contracts.errors import InputError
from contracts.source import ExtraFeature
from contracts.table import load_tables
from features.compose import measures_by_join
from features.declaration import CASE, Feature, Measure, Theme
from features.joins import JOINS
from features.portable_sql import foreign_to
from features.refusals import refuse
from features.sql import HORIZONS
from features.themes.behaviour import BEHAVIOUR
from features.themes.contact import CONTACT
from features.themes.convictions import CONVICTIONS
from features.themes.data_quality import DATA_QUALITY
from features.themes.evidence_gaps import EVIDENCE_GAPS
from features.themes.evidence_used import EVIDENCE_USED
from features.themes.history import HISTORY
from features.themes.level_against_file import LEVEL_AGAINST_FILE
from features.themes.oversight import OVERSIGHT
from features.themes.people_at_risk import PEOPLE_AT_RISK
from features.themes.process import PROCESS
from features.themes.profile import profile_theme
from features.themes.staff_load import STAFF_LOAD
from features.themes.unit_context import UNIT_CONTEXT

THEMES = (
    EVIDENCE_GAPS,
    EVIDENCE_USED,
    LEVEL_AGAINST_FILE,
    HISTORY,
    CONVICTIONS,
    PEOPLE_AT_RISK,
    BEHAVIOUR,
    CONTACT,
    PROCESS,
    OVERSIGHT,
    STAFF_LOAD,
    UNIT_CONTEXT,
    DATA_QUALITY,
)
_DERIVED = {
    "assigned_rank": "assigned_rosh",
    "as_of_date": "assessment_date",
    "signed_at": "assessment_date",
    "known_by": "assessment_date",
    "load_month": "assessment_date",
    **{f"before_{days}_days": "assessment_date" for days in HORIZONS},
}
_RATING = (f"{CASE}.assigned_rosh", f"{CASE}.rosh_")  # the level, and that of each group at risk
_ELSEWHERE = "elsewhere"  # stands for a joined table: its rows are not the rating
_SAME_ASSESSOR = "f.assessor_id = k.assessor_id"


def themes_for(extra: Sequence[ExtraFeature] = ()) -> tuple[Theme, ...]:
    """All themes, and one more where the source brings features of its own."""
    if not extra:
        return THEMES
    themes = (*THEMES, profile_theme(extra))
    check(themes)
    return themes


def sources_of(feature: Feature, themes: Iterable[Theme]) -> tuple[str, ...]:
    """Every ``table.column`` that a feature's SQL reads, through measures too; sorted."""
    measures = [m for joined in measures_by_join(themes).values() for m in joined]
    used = [m for m in measures if _names(m.name, feature.sql())]
    columns = set() if feature.is_aggregate else _columns(feature.sql(), CASE)
    return tuple(sorted(columns.union(*(_columns(m.expression, _table(m)) for m in used))))


def links_of(feature: Feature, themes: Iterable[Theme]) -> frozenset[str]:
    """Every ``table.column`` that joins rows to the case for a feature, or is compared with its."""
    measures = [m for joined in measures_by_join(themes).values() for m in joined]
    used = [m for m in measures if _names(m.name, feature.sql())]
    joins = [JOINS[m.table] for m in used]
    links = {(j.table, name) for j in joins for name in re.findall(r"f\.(\w+_id) = k\.", j.join)}
    if any(_SAME_ASSESSOR in m.expression for m in used):
        links.add((CASE, "assessor_id"))
    return frozenset(f"{table}.{name}" for table, name in links)


def reads_rating(feature: Feature, themes: Iterable[Theme]) -> bool:
    """Whether a feature is computed from the rating being made; earlier ratings are not it."""
    measures = [m for joined in measures_by_join(themes).values() for m in joined]
    used = [m.expression for m in measures if _names(m.name, feature.sql())]
    direct = [] if feature.is_aggregate else [feature.sql()]
    columns = {column for sql in direct + used for column in _columns(sql, _ELSEWHERE)}
    return any(column.startswith(_RATING) for column in columns)


def check(themes: Sequence[Theme]) -> None:
    """Raise an InputError for names used twice, refused sources and SQL that is not portable."""
    features = [feature for theme in themes for feature in theme.features]
    faults = _twice(f.name for f in features)
    faults += _twice(m.name for ms in measures_by_join(themes).values() for m in ms)
    faults += [f"'{name}': {fault}" for name, sql in _texts(themes) for fault in foreign_to(sql)]
    if faults:
        raise InputError("features", faults, "correct the declaration in features/themes")
    refuse(((f.name, column) for f in features for column in sources_of(f, themes)), load_tables())


def _twice(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [f"'{n}' is declared twice" for n in names if n in seen or seen.add(n)]  # type: ignore[func-returns-value]


def _texts(themes: Sequence[Theme]) -> list[tuple[str, str]]:
    texts = [(f.name, f"{f.expression} {f.evidence_date}") for t in themes for f in t.features]
    return texts + [(m.name, m.expression) for t in themes for m in t.measures]


def _names(name: str, sql: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", sql) is not None


def _table(measure: Measure) -> str:
    return JOINS[measure.table].table


def _columns(sql: str, table: str) -> set[str]:
    """Columns of the case and of the joined table; comparing assessors encodes neither."""
    text = sql.replace(_SAME_ASSESSOR, "")
    found = re.findall(r"""\b([kf])\.(?:"([^"]+)"|(\w+))""", text)
    named = {(CASE if letter == "k" else table, quoted or plain) for letter, quoted, plain in found}
    return {f"{owner}.{_DERIVED.get(name, name)}" for owner, name in named}


check(THEMES)
