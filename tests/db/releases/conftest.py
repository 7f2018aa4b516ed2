"""A data folder of its own with two communes and a month of ratings."""

from pathlib import Path

import pytest

from tests import releases_scene
from tests.db.ledger.conftest import data
from tests.ratings_made import make_tree

__all__ = ["data", "rated"]


@pytest.fixture
def rated(data: Path) -> Path:
    """The folder; the month of `releases_scene` is rated and counted."""
    make_tree()
    releases_scene.usual()
    return data
