"""The thresholds of params.yaml, for tests that only need some."""

from contracts.disclosure.edition import DisclosureControl
from contracts.disclosure.rules import DisclosureRules
from pipelines.running.params.sections import DisclosureParameters

THRESHOLDS = {
    "withhold_below": 6,
    "round_to": 5,
    "rate_needs": 30,
    "audits_needed": 10,
    "assessors_needed": 5,
}
RULES = DisclosureRules(**THRESHOLDS)
CONTROL = DisclosureControl(RULES)
PARAMETERS = DisclosureParameters(**THRESHOLDS)
