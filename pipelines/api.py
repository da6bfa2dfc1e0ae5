"""A finished run in Python, for notebooks and for questions that no page answers.

Every example here runs as a test, on a run of the synthetic service.

Examples
--------
>>> from pipelines.api import load_run
>>> run = load_run()
>>> case = run.scores.sort_values("p_under")["assessment_id"].iloc[-1]
>>> row = run.features(case)
>>> chance = run.model.predict_proba(row)[0, 1]
>>> bool(abs(chance - run.scores["p_under"].max()) < 1e-6)
True
>>> reasons = run.explain(case).reasons
>>> 1 <= len(reasons) <= 3
True
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd
import yaml

from contracts.errors import InputError
from contracts.secret_key import reference_key
from contracts.source import Source
from models.training.persistence.scorer import Scorer
from pipelines.running.params.file import read_parameters, settings
from worklists.ranking.inputs import RankInputs, RankPaths, read_inputs
from worklists.ranking.list_rules import ListRules
from worklists.ranking.why import read_rank_outputs
from worklists.reasons.explanation import Explanation, explain

NEXT = "make run there first, or dvc pull"
RANK_INPUTS = (
    *("scores", "fallback", "checked", "features", "catalogue", "evidence", "model"),
    *("evaluation", "performance"),
)


@dataclass(frozen=True)
class FinishedRun:
    """What one run left behind. Nothing is read before it is asked for, and nothing is written.

    Parameters
    ----------
    folder : Path
        The project's folder.
    """

    folder: Path

    @cached_property
    def scores(self) -> pd.DataFrame:
        """A row per assessment that was scored.

        Examples
        --------
        >>> from pipelines.api import load_run
        >>> scores = load_run().scores
        >>> scores.columns[:5].to_list()
        ['assessment_id', 'person_id', 'unit_id', 'assessment_date', 'assigned']
        >>> bool(scores["p_under"].between(0, 1).all())
        True
        """
        return pd.read_parquet(self.path("scores"))

    @cached_property
    def lists(self) -> pd.DataFrame:
        """A row per listed case: `list_id`, `unit_id`, `position`, `assessment_id`, sentences.

        Examples
        --------
        >>> from pipelines.api import load_run
        >>> bool(load_run().lists.groupby("unit_id")["position"].min().eq(1).all())
        True
        """
        return pd.read_parquet(self.path("worklist") / "worklist.parquet")

    def features(self, case: str | None = None) -> pd.DataFrame:
        """The features of one case, as a frame of one row; of all assessments without a ``case``.

        Parameters
        ----------
        case : str, optional
            Assessment id, or the reference of a listed or urgent case.

        Raises
        ------
        InputError
            Where no such case is on record. The name is not repeated.

        Examples
        --------
        >>> from pipelines.api import load_run
        >>> run = load_run()
        >>> run.features(run.scores["assessment_id"].iloc[0]).shape[0]
        1
        """
        if case is None:
            return self._features
        return self._features[self._features["assessment_id"] == self._id_of(case)]

    def request(self, case: str) -> str:
        """The case as a program elsewhere sends it to the model's service: a body of JSON.

        Examples
        --------
        >>> from pipelines.api import load_run
        >>> run = load_run()
        >>> run.request(run.scores["assessment_id"].iloc[0])[:36]
        '{"dataframe_records":[{"assessment_i'
        """
        row = self.features(case)
        rows = row.to_json(orient="records", date_format="iso", double_precision=15)
        return f'{{"dataframe_records":{rows}}}'

    @cached_property
    def model(self) -> Scorer:
        """The saved model: ``predict_proba`` of rows in the columns of ``features``.

        Examples
        --------
        >>> from pipelines.api import load_run
        >>> run = load_run()
        >>> run.model.predict_proba(run.features().head(3)).shape
        (3, 2)
        """
        from models.training.persistence import parts, skops_file

        fitted = parts.from_parts(skops_file.load(self.path("model") / "model.skops"))
        source = Source.load(self.path("checked") / "source.json")
        return Scorer.of(fitted, source.scale.levels)

    def explain(self, case: str) -> Explanation:
        """Why a case stands where it stands, in the sentences of the lists and in figures.

        Parameters
        ----------
        case : str
            As of ``features``.

        Raises
        ------
        InputError
            As ``features``.

        Examples
        --------
        >>> from pipelines.api import load_run
        >>> run = load_run()
        >>> why = run.explain(run.lists["assessment_id"].iloc[0])
        >>> why.contributions.columns.to_list()
        ['feature', 'theme', 'value', 'contribution']
        """
        inputs = self._rank_inputs
        return explain(self.features(case), inputs.described, inputs.contributions)

    @cached_property
    def _features(self) -> pd.DataFrame:
        return pd.read_parquet(self.path("features"))

    @cached_property
    def _references(self) -> dict[str, str]:
        outputs = read_rank_outputs(self.path("worklist"), self.path("urgent"))
        return dict(outputs.references)

    def _id_of(self, case: str) -> str:
        if self._features["assessment_id"].eq(case).any():
            return case
        if case in self._references:
            return self._references[case]
        fault = "no assessment or case reference of that name is on record"
        raise InputError("features", [fault], "run.scores and run.lists name those that are")

    @cached_property
    def _rank_inputs(self) -> RankInputs:
        rank = read_parameters(self.folder / "params.yaml").rank
        paths = RankPaths(
            **{name: self.path(name) for name in RANK_INPUTS},
            capacity=self.folder / rank.capacity,
            previous=self.folder / rank.previous,
            decisions=self.folder / rank.decisions,
        )
        return read_inputs(paths, settings(ListRules, rank, tie_key=reference_key()))

    @cached_property
    def _paths(self) -> dict[str, str]:
        content = yaml.safe_load((self.folder / "dvc.yaml").read_text(encoding="utf-8"))
        paths: dict[str, str] = content["vars"][0]["data"]
        return paths

    def path(self, name: str) -> Path:
        """Where the output of that name in ``dvc.yaml`` lies: `evaluation`, `published` ..."""
        return self.folder / self._paths[name]


def load_run(folder: Path | str = ".") -> FinishedRun:
    """The finished run of a project's folder, or of the nearest folder above that is one.

    Raises
    ------
    InputError
        Where there is no finished run.
    """
    here = Path(folder).resolve()
    project = next((one for one in (here, *here.parents) if (one / "dvc.yaml").is_file()), None)
    if project is None:
        fault = "it is no folder of this project: there is no dvc.yaml"
        raise InputError(str(folder), [fault], "name the folder that was cloned")
    run = FinishedRun(project)
    if not (run.path("worklist") / "worklist.parquet").is_file():
        raise InputError(str(folder), ["there is no finished run here"], NEXT)
    return run
