"""The families: how ratings and truths come about, and what is on record of it.

Every number that a family leaves open is drawn anew for each world: see ``draw``.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LEVELS = 4


@dataclass(frozen=True, kw_only=True)
class Family:
    """What all worlds of a family have in common.

    Parameters
    ----------
    right : tuple of 3
        Shares of ratings whose right level is at least medium, high and very high.
    under, over : float
        Shares of ratings that are too low, and too high. The second follows from the view alone
        where there is no ``pull``.
    missed : tuple of 4
        Log odds of falling short, for each right level, beside the family's own mean.
    by_practice : float
        Log odds of falling short for one standard deviation of how the rating was made.
    pull : float
        How strongly ratings hold to the right level; 0: officers judge by a view of their own.
    view : float
        How strongly officers go by a view of the record that is not the auditors'.
    anchor : {'', 'score', 'last rating', 'index offence'}
        What officers hold on to beside, with strength ``anchored``.
    officers, units : float
        Standard deviations of the leniency of officers and of units, in log odds.
    notes : float
        Weight of what officer and auditor both know and no table holds.
    change : bool
        Whether the ways of rating change half-way.
    blanks : {'', 'random', 'telling'}
        Cells that are blank at random, or more often where the answer is grave.
    tables : int
        How many tables are on record beside assessments and audits; 7 is all.
    picked : {'random', 'targeted', 'units', 'thematic'}
        How audits are picked; the chance of selection is on record for 'random' alone.
    shape : {'sums', 'steps', 'pairs'}
        How columns count in severity.
    """

    right: tuple[float, float, float] = (0.78, 0.26, 0.03)
    under: float = 0.12
    over: float = 0.08
    missed: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    by_practice: float = 0.8
    pull: float = 2.5
    view: float = 0.4
    anchor: str = ""
    anchored: float = 0.0
    officers: float = 0.0
    units: float = 0.0
    notes: float = 0.0
    change: bool = False
    blanks: str = ""
    tables: int = 7
    picked: str = "targeted"
    shape: str = "sums"


FAMILIES = {
    "lows missed most": Family(missed=(0.0, 1.6, 0.0, -0.5), by_practice=0.3, under=0.14),
    "mediums missed most": Family(
        right=(0.8, 0.34, 0.03),
        missed=(0.0, -2.0, 0.5, 0.5),
        pull=2.5,
        view=0.2,
        under=0.1,
        over=0.05,
    ),
    "held to a score": Family(
        missed=(0.0, -1.0, 0.5, 0.5), anchor="score", anchored=1.2, pull=1.0, picked="units"
    ),
    "last rating carried on": Family(
        missed=(0.0, -0.8, 0.8, 0.5), anchor="last rating", anchored=2.0, pull=1.6, shape="steps"
    ),
    "index offence": Family(
        missed=(0.0, -0.5, 0.5, 0.0),
        anchor="index offence",
        anchored=1.5,
        pull=0.8,
        over=0.12,
        blanks="telling",
        shape="pairs",
    ),
    "officers differ": Family(
        officers=1.0, units=0.6, by_practice=1.2, under=0.2, right=(0.8, 0.34, 0.06)
    ),
    "rare, with shared notes": Family(
        pull=0.0, view=0.25, notes=3.0, under=0.06, right=(0.7, 0.14, 0.02), picked="random"
    ),
    "two judges": Family(pull=0.0, view=0.4, by_practice=0.9, under=0.14, picked="thematic"),
    "changed half-way": Family(
        missed=(0.0, -1.0, 0.5, 0.0), change=True, by_practice=0.5, blanks="random", shape="steps"
    ),
    "a third of the tables": Family(tables=1, missed=(0.0, -0.5, 0.8, 0.5), picked="units"),
}
