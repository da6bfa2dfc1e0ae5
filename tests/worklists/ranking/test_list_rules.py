"""Rules that lists are cut by."""

import dataclasses

import pytest

from contracts.errors import InputError
from tests.worklists.made_up_pool import RULES

OTHERS = {"cases_per_list": -1, "tie_key": "", "total_cases": -2}


def test_rules_that_cannot_be_followed_are_refused_all_at_once():
    with pytest.raises(InputError) as refusal:
        dataclasses.replace(RULES, random_share=1.5, new_share=-0.1, **OTHERS)

    assert refusal.value.faults == [
        "'cases_per_list' is -1; allowed: 0 or more",
        "'total_cases' is -2; allowed: null, or 0 or more",
        "'random_share' is 1.5; allowed: 0 to 1",
        "'new_share' is -0.1; allowed: 0 to 1",
        "'tie_key' is empty; allowed: any text",
    ]
