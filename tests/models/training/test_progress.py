"""How far a long piece of work has come."""

import logging

from models.training.progress import Progress


def test_each_part_is_logged_with_the_total_and_what_is_left_at_the_pace_so_far(caplog):
    times = iter([0.0, 10.0, 40.0])
    progress = Progress("fold", 2, clock=lambda: next(times))

    with caplog.at_level(logging.INFO):
        progress.done(1)
        progress.done(2)

    assert caplog.messages == ["fold 1 of 2, about 10 s left", "fold 2 of 2, 40 s"]
