import pandas as pd
import pytest

from models.evaluation.plots.ranking_curves import draw_precision_recall, draw_roc

POINTS = pd.DataFrame(
    {
        "candidate": ["stacked"] * 2 + ["base_rate"] * 2,
        "false_positive_rate": [0.1, 1.0, 0.4, 1.0],
        "true_positive_rate": [0.6, 1.0, 0.5, 1.0],
        "recall": [0.6, 1.0, 0.5, 1.0],
        "precision": [0.7, 0.2, 0.3, 0.2],
    }
)


@pytest.mark.parametrize(
    ("draw", "headline", "none"),
    [
        (draw_roc, "ROC curve of stacked", "Too few audits for a ROC curve"),
        (
            draw_precision_recall,
            "Precision and recall of stacked",
            "Too few audits for precision and recall",
        ),
    ],
)
def test_the_choice_is_named_and_without_audits_the_picture_says_so(tmp_path, draw, headline, none):
    draw(POINTS, tmp_path / "some.svg", chosen="stacked")
    draw(POINTS.iloc[:0], tmp_path / "none.svg", chosen="stacked")

    assert headline in (tmp_path / "some.svg").read_text()
    assert none in (tmp_path / "none.svg").read_text()


def test_the_same_points_give_the_same_bytes(tmp_path):
    draw_roc(POINTS, tmp_path / "one.svg", chosen="stacked")
    draw_roc(POINTS, tmp_path / "two.svg", chosen="stacked")

    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
