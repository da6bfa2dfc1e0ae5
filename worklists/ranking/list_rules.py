"""The rules that lists are cut by: the 'rank' section of params.yaml, without its paths."""

from dataclasses import dataclass
from typing import Literal

from contracts.errors import InputError

Cadence = Literal["weekly", "daily_early_licence"]


@dataclass(frozen=True)
class ListRules:
    """How lists are cut.

    Parameters
    ----------
    cases_per_list : int
        Cases a team can look at in one round, for teams that the capacity file does not name.
    total_cases : int or None
        Cases that all teams together can look at; None where there is no such limit.
    minimum_per_list : int
        Where there is a total, places no team falls below (or its own capacity, if smaller).
    random_share : float
        Share of the newly filled places that is drawn at random, 0 to 1.
    early_licence_first : bool
        Whether people released within 28 days come before everyone else.
    cadence : str
        ``weekly``, or ``daily_early_licence`` for those released within 28 days only.
    carry_over_weeks : int
        Weeks an open case stays listed unasked. After that it competes again.
    new_share : float
        Share of a list's places kept for cases that were not on the previous one, 0 to 1.
    tie_key : str
        Key of the hash that breaks ties.
    seed : int
        Changes the random draw and nothing else.

    Raises
    ------
    InputError
        With every value that cannot be followed.
    """

    cases_per_list: int
    total_cases: int | None
    minimum_per_list: int
    random_share: float
    early_licence_first: bool
    cadence: Cadence
    carry_over_weeks: int
    new_share: float
    tie_key: str
    seed: int

    def __post_init__(self) -> None:
        """Refuse rules that cannot be followed."""
        counts = ("cases_per_list", "minimum_per_list", "carry_over_weeks")
        faults = [
            f"'{name}' is {getattr(self, name)}; allowed: 0 or more"
            for name in counts
            if getattr(self, name) < 0
        ]
        if self.total_cases is not None and self.total_cases < 0:
            faults.append(f"'total_cases' is {self.total_cases}; allowed: null, or 0 or more")
        faults += [
            f"'{name}' is {getattr(self, name)}; allowed: 0 to 1"
            for name in ("random_share", "new_share")
            if not 0 <= getattr(self, name) <= 1
        ]
        if not self.tie_key:
            faults.append("'tie_key' is empty; allowed: any text")
        if faults:
            raise InputError("section 'rank'", faults, "correct params.yaml")


def unreadable(where: str, fault: Exception) -> InputError:
    """The message of a path in params.yaml that leads to nothing readable."""
    message = f"it cannot be read ({type(fault).__name__})"
    return InputError(where, [message], "correct the path in section 'rank' of params.yaml")
