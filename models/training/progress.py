"""How far a long piece of work has come, and about how long it still takes, as lines of the log."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

LOG = logging.getLogger(__name__)


@dataclass
class Progress:
    """Parts done of a known number, with the time that the rest takes at the pace so far.

    Examples
    --------
    >>> Progress("race: fold", 5).line(2, took=30.0)
    'race: fold 2 of 5, about 45 s left'
    >>> Progress("race: fold", 5).line(5, took=75.0)
    'race: fold 5 of 5, 75 s'
    """

    what: str
    total: int
    clock: Callable[[], float] = time.perf_counter
    began: float = field(init=False)

    def __post_init__(self) -> None:
        """Begin to count."""
        self.began = self.clock()

    def done(self, parts: int) -> None:
        """Log that so many parts are done."""
        LOG.info(self.line(parts, took=self.clock() - self.began))

    def line(self, parts: int, *, took: float) -> str:
        """What is logged after ``parts`` of the work in ``took`` seconds."""
        left = took / parts * (self.total - parts)
        rest = f"about {left:.0f} s left" if parts < self.total else f"{took:.0f} s"
        return f"{self.what} {parts} of {self.total}, {rest}"
