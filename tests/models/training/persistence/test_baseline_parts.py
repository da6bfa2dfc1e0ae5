from dataclasses import replace

import numpy as np

from models.training.baselines.baselines import fit_baselines
from models.training.candidates.stacked_classifier import Prepared
from models.training.persistence import baseline_parts, skops_file
from tests.models.training import made_up


def test_baselines_that_were_saved_and_read_back_rank_the_same(tmp_path):
    records = made_up.records(cases=300, share=0.9)
    scores = replace(records.features, scores=("noise",))
    records = replace(records, features=scores)
    prepared = Prepared.of(records, 0)
    fitted = fit_baselines(prepared)

    skops_file.dump(baseline_parts.to_parts(fitted), tmp_path / "baselines.skops")
    back = baseline_parts.from_parts(skops_file.load(tmp_path / "baselines.skops"))

    before = fitted.rank(records, prepared.design, prepared.matrix, 0)
    after = back.rank(records, prepared.design, prepared.matrix, 0)
    assert list(before) == list(after)
    assert "single_noise" in after
    for name, ranking in before.items():
        assert np.array_equal(after[name].priority, ranking.priority)
