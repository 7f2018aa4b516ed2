"""An installation filled for measurements holds what real work would have left."""

from pathlib import Path

import pytest

from nucuoi.bench import mass
from nucuoi.fsck import check_all
from nucuoi.ledger import queries as ledger
from nucuoi.ratings import queries as ratings
from nucuoi.ratings.sealing import seal_all
from nucuoi.scores import follower
from tests.keeping_folder import at_folder, new_folder

pytestmark = pytest.mark.django_db(transaction=True)


def test_ratings_leaves_and_rollups_agree(tmp_path: Path) -> None:
    """The checker finds nothing wrong, and work goes on from there."""
    with at_folder(new_folder(tmp_path / "var")):
        mass.fill(3_000, sealed=True)
        said: list[str] = []

        assert check_all(said.append), said
        assert (ratings.ratings_total(), ledger.size(), follower.unfollowed()) == (3_000, 3_000, 0)


def test_ratings_that_wait_can_be_sealed(tmp_path: Path) -> None:
    """Filled without leaves, each gets its own from the real sealing."""
    with at_folder(new_folder(tmp_path / "var")):
        mass.fill(400, sealed=False)

        assert seal_all() == 400
        assert follower.follow_all() == 400
        assert check_all(lambda _: None)
