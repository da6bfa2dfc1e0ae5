import numpy as np

from models.training.data.encoding import fit_encoder, model_input, used_numbers
from tests.models.training import made_up


def test_the_rating_comes_first_then_numbers_then_categories_and_blanks_stay():
    known = made_up.records(cases=60)

    fitted = fit_encoder(known)
    made = np.asarray(fitted.transform(model_input(known)), dtype=float)

    assert list(fitted.get_feature_names_out()[:3]) == [
        "assigned_low",
        "assigned_medium",
        "assigned_high",
    ]
    assert used_numbers(fitted) == ["severity", "check_missing", "noise", "above_rating"]
    assert np.isnan(made[:, 3]).sum() == known.table["severity"].isna().sum()


def test_a_category_never_seen_becomes_all_zeros():
    known = made_up.records(cases=60)
    fitted = fit_encoder(known)
    other = model_input(known).assign(place="elsewhere")

    made = np.asarray(fitted.transform(other), dtype=float)

    assert (made[:, -2:] == 0).all()


def test_a_number_with_one_value_only_is_left_out():
    known = made_up.records(cases=60)
    known.table["noise"] = 1.0

    assert "noise" not in used_numbers(fit_encoder(known))
