"""A feature: its SQL beside what a reviewer must know of it; a theme: features of one subject.

A feature is declared, not programmed. Its SQL keeps to the portable subset
(features/portable_sql.py), so that DuckDB and Spark run the same text. Inside an expression ``k``
is the assessment, as of its own date, and ``f`` a row of the joined table (features/joins.py).
Names without a letter before them are measures.
"""

from dataclasses import dataclass
from typing import Literal

Direction = Literal[1, -1, 0]
ValueType = Literal["number", "yes_no", "category"]
About = Literal["person", "practice"]
SqlType = Literal["double", "date", "string"]
CASE = "assessments"


@dataclass(frozen=True)
class Measure:
    """A figure for each assessment, aggregated over the rows of one joined table.

    Parameters
    ----------
    name : str
        What features call it.
    table : str
        The join whose rows it reads: a name of ``features.joins.JOINS``.
    expression : str
        An aggregate over the rows ``f`` that belong to the assessment ``k``.
    when_none : str
        SQL for an assessment without any row in a table that is present: ``0`` where none means
        zero, ``null`` where nothing can be said. Where the table is absent it is null always.
    type : {'double', 'date', 'string'}
        What the expression yields.
    """

    name: str
    table: str
    expression: str
    when_none: str = "null"
    type: SqlType = "double"


@dataclass(frozen=True, kw_only=True)
class Feature:
    """One column of the feature table.

    Parameters
    ----------
    name : str
        The column, unique over all themes. Its source columns are read off its SQL.
    unit : str
        What the number counts: days, contacts, levels, or yes/no.
    missing_means : str
        What a blank says. Never the same as zero.
    direction : {1, -1, 0}
        1 raises the chance that the rating is too low, -1 lowers it, 0 is context.
    sentence, sentence_absent : str
        What a manager reads where the value is at least ``speaks_from``, and where it is below.
        ``{value}``, ``{date}`` (only with an ``evidence_date``) and ``{middle}``, the median of
        all assessments, are filled in.
    look_at : str
        Where in the case record to look.
    about : {'person', 'practice', None}
        What it tells of: the person, or how the rating was made; None as its theme does.
    expression : str
        SQL. With ``table`` left alone it reads the assessment and the measures of its theme;
        with another table it is an aggregate over that table's rows.
    """

    name: str
    unit: str
    missing_means: str
    direction: Direction
    sentence: str
    sentence_absent: str
    look_at: str
    expression: str
    table: str = CASE
    when_none: str = "null"
    type: ValueType = "number"
    speaks_from: float = 1.0
    evidence_date: str = ""
    shown_as_reason: bool = True
    about: About | None = None

    @property
    def is_aggregate(self) -> bool:
        """Whether the expression is an aggregate over rows of another table."""
        return self.table != CASE

    @property
    def dated_by(self) -> str:
        """Name of the column that holds the date of its evidence."""
        return f"{self.name}__date"

    def measures(self) -> tuple[Measure, ...]:
        """The measures it needs of its own: none where it reads the assessment alone."""
        if not self.is_aggregate:
            return ()
        kind: SqlType = "string" if self.type == "category" else "double"
        value = Measure(self.name, self.table, self.expression, self.when_none, kind)
        if not self.evidence_date:
            return (value,)
        return (value, Measure(self.dated_by, self.table, self.evidence_date, type="date"))

    def sql(self) -> str:
        """SQL of its value, over the assessment and the measures."""
        return self.name if self.is_aggregate else self.expression

    def date_sql(self) -> str:
        """SQL of the date of its evidence; empty where it has none."""
        return self.dated_by if self.is_aggregate and self.evidence_date else self.evidence_date


@dataclass(frozen=True)
class Theme:
    """Features that answer one question about an assessment.

    ``about`` says whether they tell of the person or of how the rating was made.
    ``measures`` are figures that its features share or combine. All measures of one table, over
    all themes, are computed in one query, so that each table is read once.
    """

    name: str
    question: str
    features: tuple[Feature, ...]
    measures: tuple[Measure, ...] = ()
    about: About = "person"

    def all_measures(self) -> tuple[Measure, ...]:
        """Its measures, and those of its features."""
        return self.measures + tuple(m for f in self.features for m in f.measures())
