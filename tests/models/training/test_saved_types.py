from models.training.saved_types import TRUSTED, foreign_types


class Own:
    """A type of nobody's library."""


def test_a_type_of_ours_is_foreign_and_arrays_and_what_is_listed_are_not():
    assert foreign_types({"part": Own()}) == [f"{Own.__module__}.Own"]
    assert foreign_types({"numbers": [1.0], "name": "x"}) == []
    assert not [name for name in TRUSTED if not name.startswith(("numpy.", "sklearn."))]
