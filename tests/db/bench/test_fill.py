"""An installation filled for measurements holds what real work would have left."""

from pathlib import Path

import pytest

from nucuoi.bench import figure_pages, mass
from nucuoi.foundation import clock
from nucuoi.fsck import check_all
from nucuoi.ledger import queries as ledger
from nucuoi.organisation.models import CounterHolder, Official, Posting, SignOn, Visit
from nucuoi.organisation.queries.units import valid_on
from nucuoi.ratings import queries as ratings
from nucuoi.ratings.sealing import seal_all
from nucuoi.scores import follower
from nucuoi.scores import queries as scores
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


def test_a_province_full_of_officials_has_its_figures(tmp_path: Path) -> None:
    """So many hold a counter as were asked for; who was rated has a figure and a known coverage."""
    with at_folder(new_folder(tmp_path / "var")):
        mass.fill(6_000, sealed=True, officials=300)
        found = figure_pages.figures()
        seated = valid_on(CounterHolder.objects.all(), clock.today())
        posted = valid_on(Posting.objects.all(), clock.today())
        codes = seated.values_list("official__code", flat=True)
        figures = [figure for figure, _ in scores.of_officials(list(codes)).values()]

        assert seated.count() == posted.count() == len(set(codes)) == 300
        assert len(figures) > 280
        assert len(figures) <= found["officials"] <= Official.objects.count()
        assert all(figure.answered.visits and figure.answered.alone for figure in figures)
        assert SignOn.objects.count() == Visit.objects.count() > 300 * 200
        assert check_all(lambda _: None)
