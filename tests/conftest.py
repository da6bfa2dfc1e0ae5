"""What every test stands on: the same quiet environment as a stage, and where records lie."""

from pathlib import Path

import pytest

import pipelines  # noqa: F401 - sets what must stand before any heavy library loads

DATASETS = Path(__file__).parents[2] / "shared" / "datasets"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the public records where they are not beside the project."""
    if DATASETS.is_dir():
        return
    reason = (
        f"the public records are not in {Path('..') / 'shared' / 'datasets'}; see docs/sources.md"
    )
    for item in items:
        if item.get_closest_marker("datasets"):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def datasets() -> Path:
    """Folder of the public records."""
    return DATASETS
