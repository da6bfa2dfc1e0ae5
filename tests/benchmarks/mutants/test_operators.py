import pytest

from benchmarks.mutants.operators import REFUSAL, faults_of, with_fault


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("x = a < b", "x = a <= b"),
        ("x = a in b", "x = a not in b"),
        ("x = a and b", "x = a or b"),
        ("x = a + b", "x = a - b"),
        ("x = not a", "x = a"),
        ("x = 1", "x = 2"),
        ("x = 0.5", "x = 1.5"),
        ("x = True", "x = False"),
        ("x = b if a else c", "x = b if not a else c"),
        ("check(a)", "pass"),
        ("x += 'a'", "pass"),
        ("raise InputError(faults)", "pass"),
        ("x = f(a, b, c)", "x = f(b, a, c)"),
    ],
)
def test_each_kind_of_fault_changes_just_that(source, changed):
    (fault,) = faults_of(source)

    assert with_fault(source, fault) == changed + "\n"


@pytest.mark.parametrize(
    "source",
    [
        "x = 'key'",
        "x: list[1] = y",
        "@dataclass(frozen=True)\nclass A:\n    pass",
        "if TYPE_CHECKING:\n    from a import b",
        "if __name__ == '__main__':\n    main()",
        "x = f(a, a)",
        "x = max(a, b)",
        "x = np.minimum(a, b)",
        "def f(a: int = 3) -> None:\n    return None",
    ],
)
def test_texts_types_decorators_and_programs_stay_as_they_are(source):
    assert faults_of(source) == []


def test_a_refusal_is_told_from_other_errors():
    kinds = [fault.kind for fault in faults_of("raise InputError(a)\nraise ValueError(a)")]

    assert kinds == [REFUSAL, "statement deleted"]


def test_of_two_like_nodes_the_one_at_its_place_is_changed():
    source = "def f(a):\n    if a > 1:\n        return a > 1\n    return 0"
    second = [fault for fault in faults_of(source) if fault.kind == "> becomes >="][1]

    assert "return a >= 1" in with_fault(source, second)
    assert second.line == 3
