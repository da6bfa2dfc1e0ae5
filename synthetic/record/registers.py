"""Register entries: those that precede ratings, and those that merely copy them afterwards."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from synthetic.columns import Flags, Floats, Ints, chosen, dates, loaded, recorded
from synthetic.columns import identifiers as ids
from synthetic.people import People
from synthetic.record.offences import known_pairs
from synthetic.settings import START
from synthetic.timeline import NEVER, Timeline

ROSH_CODES = ("RLRH", "RMRH", "RHRH", "RVHR")
CODES = (
    *ROSH_CODES,
    "MAPP",
    "ADVP",
    "REG30",
    "SPO",
    "STRG",
    "WEAP",
    "RCPR",
    "RCCO",
    "RMDO",
    "ALSH",
    "RVLN",
    "IIOM",
)
_AT = {code: position for position, code in enumerate(CODES)}
_RATES = {  # how many people ever have the entry, and how far violence explains it
    "MAPP": (0.08, 0.5),
    "SPO": (0.03, 0.3),
    "STRG": (0.05, 0.3),
    "WEAP": (0.08, 0.4),
    "RCPR": (0.07, 0.15),
    "RCCO": (0.06, 0.1),
    "RMDO": (0.09, 0.1),
    "ALSH": (0.20, 0.0),
    "RVLN": (0.12, 0.0),
    "IIOM": (0.06, 0.2),
}


@dataclass(frozen=True)
class Registers:
    """One entry a registration, sorted by person."""

    person: Ints
    code: Ints
    start: Ints
    end: Ints
    known_day: Ints
    level: Ints


def make_registers(rng: np.random.Generator, people: People, timeline: Timeline) -> Registers:
    """Entries that owe nothing to the ratings on file, earlier high ratings among them."""
    flags = _who_has_what(rng, people)
    person = np.concatenate([np.flatnonzero(held) for held in flags.values()])
    code = np.concatenate([np.full(held.sum(), _AT[name]) for name, held in flags.items()])
    n = len(person)
    first = timeline.day[timeline.order == 0][person]
    start = first - rng.gamma(1.3, 330, n).astype(np.int64) + (rng.random(n) < 0.1) * 200
    historic = code < len(ROSH_CODES)
    start = np.where(historic, START - 200 - rng.gamma(1.5, 500, n).astype(np.int64), start)
    start = np.minimum(start, timeline.cut - 2)
    ended = start + 120 + rng.gamma(2.0, 300, n).astype(np.int64)
    closed = historic | (rng.random(n) < 0.35)
    end = np.where(historic, np.minimum(ended, START - 30), ended)
    end = np.where(closed & (end < timeline.cut), end, NEVER)
    late = rng.random(n) < 0.12
    known_day = np.minimum(
        start + np.where(late, rng.gamma(1.5, 25, n), 1).astype(int), timeline.cut - 1
    )
    mapp = code == _AT["MAPP"]
    level = np.where(mapp, rng.choice(3, n, p=[0.86, 0.12, 0.02]), -1)
    order = np.lexsort((start, person))
    return Registers(*(a[order] for a in (person, code, start, end, known_day, level)))


def _who_has_what(rng: np.random.Generator, people: People) -> dict[str, Flags]:
    n = len(people)
    flags = {
        code: loaded(rng, people.violence, rate=rate, loading=loading)
        for code, (rate, loading) in _RATES.items()
    }
    flags["ADVP"] = people.domestic & (rng.random(n) < 0.62)
    flags["REG30"] = people.domestic & (rng.random(n) < 0.35)
    very = rng.random(n) < 0.06
    flags["RHRH"] = people.earlier_high & ~very
    flags["RVHR"] = people.earlier_high & very
    return flags


def register_signals(registers: Registers, timeline: Timeline) -> dict[str, Floats]:
    """What the register said at signature, one entry an assessment, 0 or 1."""
    pairs = known_pairs(registers.person, registers.known_day, timeline)
    open_then = registers.end[pairs.fact] > timeline.day[pairs.assessment]
    code = registers.code[pairs.fact]

    def on_file(wanted: Flags) -> Floats:
        return np.minimum(np.bincount(pairs.assessment, wanted.astype(float), minlength=pairs.n), 1)

    named = {
        name: on_file((code == _AT[name]) & open_then)
        for name in ("SPO", "STRG", "WEAP", "RCPR", "RCCO", "RMDO", "ALSH", "RVLN")
    }
    return named | {
        "MAPP": on_file((code == _AT["MAPP"]) & open_then),
        "MAPP_upper": on_file((registers.level[pairs.fact] >= 1) & open_then),
        "domestic_register": on_file(np.isin(code, (_AT["ADVP"], _AT["REG30"])) & open_then),
        "domestic_closed": on_file(np.isin(code, (_AT["ADVP"], _AT["REG30"])) & ~open_then),
        "earlier_high_register": on_file(np.isin(code, (_AT["RHRH"], _AT["RVHR"]))),
    }


def copied_ratings(timeline: Timeline, assigned: Ints, rng: np.random.Generator) -> Registers:
    """Entries written from each rating when it is signed: copies, closed by the next one."""
    follows = np.append(timeline.day[1:], NEVER)
    end = np.where(timeline.last, NEVER, follows)
    known_day = timeline.day + rng.integers(0, 3, len(timeline))
    none = np.full(len(timeline), -1)
    written = known_day < timeline.cut
    columns = (timeline.person, assigned, timeline.day, end, known_day, none)
    return Registers(*(column[written] for column in columns))


def registrations_table(
    original: Registers, copies: Registers, rng: np.random.Generator
) -> pd.DataFrame:
    """One row a register entry, copies of ratings included."""
    code, start, end, known_day, level, person = (
        np.concatenate([getattr(original, name), getattr(copies, name)])
        for name in ("code", "start", "end", "known_day", "level", "person")
    )
    n = len(code)
    mapp = code == _AT["MAPP"]
    mapp_level = chosen(level, ("M1", "M2", "M3"))
    return pd.DataFrame(
        {
            "registration_id": ids("R", np.arange(n), 8),
            "person_id": ids("P", person, 8),
            "register_code": chosen(code, CODES),
            "start_date": dates(start),
            "end_date": dates(end, present=end < NEVER),
            "level": mapp_level,
            "category": chosen(np.where(mapp, person % 3, -1), ("M1", "M2", "M3")),
            "next_review_date": dates(start + 180, present=end == NEVER),
            "known_at": recorded(np.maximum(known_day, start), rng),
        }
    )
