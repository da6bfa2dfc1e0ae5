"""Every urgent rule says what it is, in words and from where."""

import pytest

from contracts.table import load_tables
from worklists.urgent.rules import RULES


def test_names_are_unique():
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_reads_columns_of_the_contract_and_speaks_in_sentences(rule):
    tables = load_tables()

    for needed in rule.needs:
        table, column = needed.split(".")
        assert tables[table].column(column)
    for text in (rule.sentence, rule.next_step, rule.after):
        assert text[0].isupper()
        assert text.endswith(".")
