import numpy as np

from benchmarks.gate_simulation import PRACTICE, judge_service, page

SERVICES = [judge_service(seed, 1000) for seed in range(6)]


def test_intervals_of_services_hold_the_truth_as_a_rule():
    held = [
        figure.low <= truth <= figure.high
        for service in SERVICES
        for figure, truth in service.figures.values()
        if figure.value is not None
    ]

    assert np.mean(held) > 0.85


def test_the_gate_loses_little_and_never_a_good_deal_on_sound_models():
    lost = [
        max(service.finds.values()) - service.finds[service.used]
        for service in SERVICES
        if not service.harmed
    ]

    assert max(lost) < 0.1
    assert all(PRACTICE in service.finds for service in SERVICES)


def test_the_page_has_a_row_for_every_number_of_audits_and_kind_of_label():
    text = page(SERVICES)

    assert text.startswith("# The gate on services whose truth is to hand\n")
    assert "| 1,000 | sound |" in text
