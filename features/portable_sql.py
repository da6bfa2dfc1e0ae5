"""The SQL that DuckDB and Spark read alike, and a check that nothing else gets in."""

import re

FOREIGN = {
    r"::": "write cast(x as type)",
    r"\basof\b": "write a join with a condition on the dates",
    r"\barg_(max|min)\b": "write max_by or min_by",
    r"\bqualify\b": "write a subquery over row_number",
    r"\b(date_diff|datediff|date_add|date_sub)\b": "write days_between or interval",
    r"\bhash\b": "no hash is the same on both engines",
    r"\bregexp\w*|\bsimilar\s+to\b|~": "write in (...) over a closed list",
    r"\blist(_\w+)?\b|\bunnest\b|\bexplode\b": "write array_contains over a closed list",
    r"\bexclude\b|\breplace\b": "name the columns",
    r"/ *\d+(\.\d+)?(?![\d.e])": "divide by a double such as 7e0: decimals differ",
    r"\btry_cast\b|\bstrftime\b|\bdate_format\b": "the checked tables are typed already",
    r"\b(now|current_date|current_timestamp|random|rand)\b": "no clock and no chance in a feature",
}


def foreign_to(sql: str) -> list[str]:
    """What in the text one of the engines would not read, each with what to write instead.

    Examples
    --------
    >>> foreign_to("max(f.contact_date)")
    []
    >>> foreign_to("arg_max(f.level, f.start_date)")
    ["'arg_max': write max_by or min_by"]
    """
    found = []
    for pattern, cure in FOREIGN.items():
        match = re.search(pattern, sql, flags=re.IGNORECASE)
        if match:
            found.append(f"'{match.group()}': {cure}")
    return found
