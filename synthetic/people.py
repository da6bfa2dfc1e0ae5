"""People on probation who do not exist: hidden propensities, and what the record holds of them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from synthetic.columns import (
    Flags,
    Floats,
    Ints,
    blanked,
    chosen,
    identifiers,
    loaded,
    pick,
    whole_numbers,
)

SEX = ("female", "male", "not_stated")
ETHNIC = ("asian", "black", "mixed", "white", "other", "not_stated")
ETHNIC_SHARES = (0.06, 0.07, 0.04, 0.71, 0.02, 0.10)
MINORITY = (0, 1, 2, 4)
DISABILITY = ("yes", "no", "not_stated")
RELIGION = ("christian", "muslim", "none", "other", "not_stated")


@dataclass(frozen=True)
class People:
    """People, one entry each in arrays of shape (n,).

    Parameters
    ----------
    violence, general, chaos : arrays of float
        Hidden propensities (to violence, to any offence, to a life in disorder), in standard
        deviations; never written out.
    sex, ethnic : arrays of int
        Positions in ``SEX`` and ``ETHNIC``.
    birth_year : array of int
    domestic, sexual, child_contact, custody_incident, earlier_high : arrays of bool
        What the record holds: a history of domestic abuse or of sexual offences, contact with
        children, an incident in custody, a rating of high before.
    restricted : array of int
        0 for a record that is open, 1 and 2 for degrees of restricted access.
    unit, slot : arrays of int
        The team, and which of its practitioners holds the case.
    """

    violence: Floats
    general: Floats
    chaos: Floats
    sex: Ints
    ethnic: Ints
    birth_year: Ints
    domestic: Flags
    sexual: Flags
    child_contact: Flags
    custody_incident: Flags
    earlier_high: Flags
    restricted: Ints
    unit: Ints
    slot: Ints

    def __len__(self) -> int:
        """How many people there are."""
        return len(self.sex)

    @property
    def minority(self) -> Flags:
        """Recorded as belonging to a minority ethnic group."""
        return np.isin(self.ethnic, MINORITY)


def make_people(rng: np.random.Generator, *, n: int, units: int, slots: int) -> People:
    """``n`` people, spread evenly over ``units`` teams of ``slots`` practitioners each."""
    sex = pick(rng, np.tile([0.09, 0.905, 0.005], (n, 1)))
    violence = rng.standard_normal(n) - 0.9 * (sex == 0)
    general = 0.5 * violence + 0.87 * rng.standard_normal(n)
    age = 18 + rng.gamma(2.6, 6.5, n)
    return People(
        violence=violence,
        general=general,
        chaos=0.4 * general + 0.92 * rng.standard_normal(n),
        sex=sex,
        ethnic=pick(rng, np.tile(ETHNIC_SHARES, (n, 1))),
        birth_year=np.clip(2025 - age, 1935, 2007).astype(np.int64),
        domestic=loaded(rng, violence, rate=0.36, loading=0.5),
        sexual=loaded(rng, violence, rate=0.09, loading=0.1),
        child_contact=loaded(rng, violence, rate=0.42, loading=0.0),
        custody_incident=loaded(rng, violence, rate=0.10, loading=0.45),
        earlier_high=loaded(rng, violence, rate=0.16, loading=0.55),
        restricted=pick(rng, np.tile([0.975, 0.02, 0.005], (n, 1))),
        unit=rng.integers(0, units, n),
        slot=rng.integers(0, slots, n),
    )


def protected_table(people: People, rng: np.random.Generator) -> pd.DataFrame:
    """Protected characteristics, kept apart: for fairness reports and nothing else."""
    n = len(people)
    return pd.DataFrame(
        {
            "person_id": identifiers("P", np.arange(n), 8),
            "sex": chosen(people.sex, SEX),
            "ethnic_group": chosen(people.ethnic, ETHNIC),
            "birth_year": whole_numbers(blanked(people.birth_year.astype(float), 0.01, rng)),
            "disability": chosen(pick(rng, np.tile([0.34, 0.5, 0.16], (n, 1))), DISABILITY),
            "religion_group": chosen(
                pick(rng, np.tile([0.36, 0.12, 0.38, 0.04, 0.1], (n, 1))), RELIGION
            ),
        }
    )
