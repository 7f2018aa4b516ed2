"""A data folder of its own, with counters to rate at."""

from pathlib import Path

import pytest

from tests.db.ledger.conftest import data
from tests.ratings_made import make_tree

__all__ = ["data", "office"]


@pytest.fixture
def office(data: Path) -> Path:
    """The folder; counters are there."""
    make_tree()
    return data
