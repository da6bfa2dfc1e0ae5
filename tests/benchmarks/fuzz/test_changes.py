import random
from collections import Counter

from benchmarks.fuzz.changes import apply, every_change, random_change


def test_the_list_made_by_hand_has_more_than_three_hundred_inputs_of_every_kind():
    changes = every_change()

    assert len(changes) == len(set(changes)) > 300
    assert set(Counter(change.kind for change in changes)) == {"cell", "typed"}


def test_the_same_seed_gives_the_same_files(tmp_path):
    content = []
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        rng = random.Random(7)  # noqa: S311
        apply(random_change(rng), tmp_path / place, rng)
        content.append([file.read_bytes() for file in sorted((tmp_path / place).iterdir())])

    assert content[0] == content[1]
