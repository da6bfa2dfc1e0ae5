"""Runs the same SQL text on Spark, where one machine is outgrown.

The session must be in UTC and in ANSI mode with double-quoted identifiers; ``session`` gives one
that is.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from contracts.checked_folder import table_files
from contracts.table import Table, load_tables
from features.cases import cases_query
from features.compose import evidence_query, features_query, join_query, measures_by_join
from features.declaration import Theme
from features.engines.duckdb_sql import Case
from features.joins import JOINS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SQL_TYPES = {
    "string": "string", "level": "string", "enum": "string", "list": "array<string>",
    "integer": "bigint", "number": "double", "boolean": "boolean", "date": "date",
    "datetime": "timestamp_ntz", "month": "date",
}  # fmt: skip
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
}


def session(master: str) -> "SparkSession":
    """A session under which the features' text means what it means on DuckDB."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(master)
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def computed(
    spark: "SparkSession", case: Case, themes: Sequence[Theme]
) -> tuple["DataFrame", "DataFrame"]:
    """The features and the dates of their evidence, a row for each assessment, in order of ids."""
    spark.sql(
        "create or replace temporary function days_between(a date, b date)"
        " returns int return datediff(b, a)"
    )
    present = _views(spark, case.tables)
    cases = spark.sql(cases_query(case.as_of, case.levels))
    cases.cache().createOrReplaceTempView("cases")
    cases.createOrReplaceTempView("part_cases")
    for name, measures in measures_by_join(themes).items():
        if JOINS[name].table in present:
            rows = spark.sql(join_query(JOINS[name], measures))
            rows.createOrReplaceTempView(f"part_{name}")
    return (
        spark.sql(features_query(themes, present)),
        spark.sql(evidence_query(themes, present)),
    )


def _views(spark: "SparkSession", folder: Path) -> set[str]:
    """A view of each table that has a file, with every column of its contract, typed."""
    contracts = load_tables()
    files = table_files(folder, [*contracts, "extra"])
    for name, file in files.items():
        rows = spark.read.parquet(str(file))
        if name in contracts:
            rows = _typed(rows, contracts[name])
        rows.createOrReplaceTempView(name)
    return set(files)


def _typed(rows: "DataFrame", table: Table) -> "DataFrame":
    """Every column of the contract under its type; one that the file lacks is blank."""
    there = set(rows.columns)
    return rows.selectExpr(
        *(
            f"cast({column.name if column.name in there else 'null'} as {SQL_TYPES[column.type]})"
            f" as {column.name}"
            for column in table.columns
        )
    )
