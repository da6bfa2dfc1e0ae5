from dataclasses import replace

import numpy as np

from synthetic.record.offences import SEVERITY, offence_signals


def test_convictions_learned_of_after_signature_change_no_signal(service):
    offences, timeline = service.record.offences, service.record.timeline
    last = timeline.day[timeline.last][offences.person]
    unknown = offences.known_day >= last
    scrambled = np.where(unknown, (offences.group + 7) % len(SEVERITY), offences.group)

    before = offence_signals(offences, timeline)
    after = offence_signals(replace(offences, group=scrambled), timeline)

    assert unknown.any()
    for name, values in before.items():
        assert np.array_equal(values, after[name]), name


def test_everyone_has_one_index_offence_known_at_the_first_signature(service):
    offences, timeline = service.record.offences, service.record.timeline

    first = timeline.day[timeline.order == 0]
    index = offences.index
    assert np.array_equal(offences.person[index], np.arange(len(first)))
    assert (offences.known_day[index] < first).all()


def test_history_can_outweigh_the_index_offence(service):
    signals = service.record.signals

    assert (signals["history_over_index"] > 0).mean() > 0.2
