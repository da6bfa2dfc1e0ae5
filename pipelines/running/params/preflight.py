"""What can be checked before minutes are spent: parameters against the profile and each other."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from contracts.errors import InputError
from pipelines.running.params.champion import champion_of
from pipelines.running.params.file import PARAMS_FILE, read_parameters
from pipelines.running.params.sections import Parameters

MADE_BY_A_STAGE = "data/01_raw/demo"
MANIFEST = Path("data/08_published/manifest.json")


def check_before_running() -> None:
    """Read params.yaml and what it names - files, profile, candidates, levels - before any stage.

    Names are not looked up again where the last published lists were made with these very
    parameters: loading the libraries takes seconds.

    Raises
    ------
    InputError
        With every fault of the file or, where it has none, of what it names.
    """
    parameters = read_parameters()
    _check_places(parameters)
    if _published_with_these():
        return
    from contracts.levels import Scale
    from contracts.sources.profile.load import load_profile
    from models.training.candidates.registry import known_candidates
    from models.training.harm_weights import harm_weights

    profile = load_profile(Path(parameters.source.profile))
    scale = profile.scale
    candidates = known_candidates(parameters.train.candidates)
    _check_champion(parameters.gate.champion or champion_of(profile.name), candidates)
    levels = Scale(scale.levels, high_from=scale.high_from)
    harm_weights(levels, parameters.priority.harm_weights)


def _check_champion(champion: str | None, candidates: Sequence[str]) -> None:
    """Refuse a race without the candidate that made the model in service."""
    from models.training.candidates.names import RENAMED_CANDIDATES
    from models.training.candidates.registry import CANDIDATES

    name = None if champion is None else RENAMED_CANDIDATES.get(champion, champion)
    if name in CANDIDATES and name not in candidates:
        fault = f"train.candidates lacks '{name}', which made the model in service"
        step = "name it there too: the gate asks whether the choice finds less than it"
        raise InputError(str(PARAMS_FILE), [fault], step)


def _check_places(parameters: Parameters) -> None:
    places = {
        "source.profile": parameters.source.profile,
        "source.path": parameters.source.path,
        "train.decisions": parameters.train.decisions,
        "rank.capacity": parameters.rank.capacity,
        "rank.previous": parameters.rank.previous,
        "rank.decisions": parameters.rank.decisions,
        "edition.previous": parameters.edition.previous,
    }
    faults = [
        f"{name}: there is no {place}"
        for name, place in places.items()
        if place != MADE_BY_A_STAGE and not Path(place).exists()
    ]
    if faults:
        step = "name what is there, or fetch it: `dvc pull` where a colleague keeps it under DVC"
        raise InputError(str(PARAMS_FILE), faults, step)


def _published_with_these() -> bool:
    if not MANIFEST.is_file():
        return False
    made_from = json.loads(MANIFEST.read_text(encoding="utf-8"))["made_from"]
    digest = hashlib.sha256(PARAMS_FILE.read_bytes()).hexdigest()
    return bool(made_from["params"] == digest)
