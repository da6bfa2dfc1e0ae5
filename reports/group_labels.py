"""Which group each case belongs to, by protected characteristic, region and pairs of them."""

from itertools import combinations

import pandas as pd

from contracts.disclosure.group_names import shared_names
from reports.cases import NOT_RECORDED, ReportInputs

TITLES = {
    "sex": "Sex",
    "ethnic_group": "Ethnic group",
    "age": "Age at the assessment",
    "disability": "Disability",
    "region": "Region",
}
MINORITY = ("asian", "black", "mixed", "other")
PAIRED = ("sex", "ethnic_group", "age")
AGES = [(0, "under 25"), (25, "25 to 39"), (40, "40 to 54"), (55, "55 and over")]
Labels = dict[str, "pd.Series[str]"]


def labels_of(inputs: ReportInputs, cases: pd.DataFrame) -> Labels:
    """The group of each case, by characteristic and by pairs of them."""
    protected = inputs.tables.get("protected", pd.DataFrame({"person_id": []}))
    people = protected.drop_duplicates("person_id").set_index("person_id")
    labels = {
        name: _words(shared_names(cases["person_id"].map(people[name]), cases["person_id"]))
        for name in ("sex", "ethnic_group", "disability")
        if name in people
    }
    if "birth_year" in people and inputs.source.has_dates:
        labels["age"] = _age(cases["person_id"].map(people["birth_year"]), cases["assessment_date"])
    if len(set(cases["region"])) > 1:
        labels["region"] = _words(cases["region"])
    pairs = {
        f"{one} and {other}": labels[one] + ", " + labels[other]
        for one, other in combinations([name for name in PAIRED if name in labels], 2)
    }
    return {name: labels[name] for name in TITLES if name in labels} | pairs


def _words(values: "pd.Series[str]") -> "pd.Series[str]":
    words = values.astype(object).where(values.notna(), NOT_RECORDED).astype(str)
    return words.str.replace("_", " ")


def _age(born: "pd.Series[int]", day: "pd.Series[pd.Timestamp]") -> "pd.Series[str]":
    age = day.dt.year - born.astype(float)
    words = pd.Series(NOT_RECORDED, index=age.index, dtype=object)
    for least, name in AGES:
        words[age >= least] = name
    return words


def title_of(name: str) -> str:
    """The heading of a characteristic or a pair.

    Examples
    --------
    >>> title_of("sex and ethnic_group")
    'Sex and ethnic group'
    """
    if name in TITLES:
        return TITLES[name]
    one, other = name.split(" and ")
    return f"{TITLES[one]} and {TITLES[other].lower()}"
