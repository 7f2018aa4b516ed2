"""What was excluded counts nowhere, and every figure says what it would be with it."""

from collections.abc import Callable

import pytest
from django.db.models import F
from django.test import Client

from nucuoi.accounts.models import User
from nucuoi.foundation import clock
from nucuoi.organisation.models import Official
from nucuoi.scores import queries
from nucuoi.scores.figures import run
from nucuoi.scores.models import ExcludedRating, Exclusion, ExclusionDecision, MonthTally
from nucuoi.scores.queries import Fair
from nucuoi.scores.rules.windows import year
from tests.db.scores.test_fair_pages import text_of
from tests.figures_scene import PROVINCE, FiguresScene, build, commune, ordinary

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> FiguresScene:
    """Everybody has been rated for three months."""
    made = build()
    ordinary(made)
    return made


def exclude(scene: FiguresScene, code: str, ratings: int, score: int = 5) -> Exclusion:
    """Takes so many ratings of a score out of an official's, as a confirmed exclusion does."""
    made = Exclusion.objects.create(
        unit=PROVINCE, scope={}, reason="trial", why="", basis="", ratings=ratings,
        proposed_by="an", proposed_at=clock.now(),
    )  # fmt: skip
    ExclusionDecision.objects.create(exclusion=made, confirmed=True, by="b", at=clock.now())
    cell = MonthTally.objects.filter(counter=scene.counters[code].pk).order_by("-month")[0]
    start = ExcludedRating.objects.count()
    for number in range(start, start + ratings):
        ExcludedRating.objects.create(
            exclusion=made, leaf=number, moved_by=10_000 + number, month=cell.month,
            counter=cell.counter, official=cell.official, field=cell.field,
            evidence=cell.evidence, rater=cell.rater, score=score,
        )  # fmt: skip
    less = {"n": F("n") - ratings, f"s{score}": F(f"s{score}") - ratings}
    MonthTally.objects.filter(pk=cell.pk).update(**less)
    return made


def figure(code: str) -> Fair:
    """The newest figure of an official."""
    found = queries.of_official(code)
    assert found is not None
    return found[0]


def unit(identity: str) -> Fair:
    """The newest figure of a commune."""
    found = queries.of_units("commune")
    assert found is not None
    return next(one for one in found[1] if one.key == identity)


def test_both_figures_stand_side_by_side(scene: FiguresScene) -> None:
    """With the excluded ones it is the figure of before; without, n is smaller and the share lower."""
    run.compute(year(clock.today()))
    before, commune_before = figure("cb-05"), unit(commune(3))
    exclude(scene, "cb-05", 40)
    run.compute(year(clock.today()))
    now, commune_now = figure("cb-05"), unit(commune(3))

    assert (now.n, now.excluded, now.whole_n) == (before.n - 40, 40, before.n)
    assert now.whole_share == pytest.approx(before.share, abs=1e-9)
    assert now.share < before.share
    assert (commune_now.excluded, commune_now.whole_n) == (40, commune_before.n)
    assert commune_now.whole_share == pytest.approx(commune_before.share, abs=1e-9)
    assert figure("cb-09").excluded == 0


@pytest.mark.parametrize(("ratings", "told"), [(4, 0), (5, 5)])
def test_fewer_than_five_are_not_told(scene: FiguresScene, ratings: int, told: int) -> None:
    """Two figures that differ by one to four ratings would tell what single people said."""
    run.compute(year(clock.today()))
    exclude(scene, "cb-05", ratings)
    run.compute(year(clock.today()))

    assert figure("cb-05").excluded == told


def test_both_move_in_the_same_steps(scene: FiguresScene) -> None:
    """Two more ratings later neither of the two has moved: their difference tells nothing new."""
    exclude(scene, "cb-05", 40)
    run.compute(year(clock.today()))
    shown = figure("cb-05")
    scene.rate("cb-05", (2, 0, 0, 0, 0))
    run.compute(year(clock.today()))
    held = figure("cb-05")

    assert (held.n, held.whole_n, held.whole_share) == (shown.n, shown.whole_n, shown.whole_share)


def test_what_was_taken_back_is_not_told(scene: FiguresScene) -> None:
    """After the undoing nothing is excluded."""
    made = exclude(scene, "cb-05", 40)
    undoing = Exclusion.objects.create(
        unit=PROVINCE, scope={}, reason="restored", why="", basis="", ratings=40, undoes=made,
        proposed_by="an", proposed_at=clock.now(),
    )  # fmt: skip
    ExclusionDecision.objects.create(exclusion=undoing, confirmed=True, by="b", at=clock.now())
    run.compute(year(clock.today()))

    assert figure("cb-05").excluded == 0


def test_every_page_says_both(scene: FiguresScene, client_of: Callable[..., Client]) -> None:
    """The official's, the head's and the province's, and the file."""
    exclude(scene, "cb-05", 40)
    run.compute(year(clock.today()))
    official = client_of("official", commune(3))
    User.objects.filter(username="official").update(official="cb-05")
    pages = (
        text_of(official, "/so-lieu-cua-toi/"),
        text_of(client_of("head", commune(3)), f"/so-lieu/{commune(3)}/"),
        text_of(client_of("home_affairs", PROVINCE), f"/so-lieu/{PROVINCE}/"),
    )
    assert Official.objects.filter(code="cb-05").exists()
    for page in pages:
        assert "Không tính 40 lượt đã loại:" in page
        assert "tính cả:" in page
    table = client_of("home_affairs", PROVINCE).get(f"/so-lieu/{PROVINCE}/tep.csv")
    assert ";40;" in table.content.decode("utf-8-sig")
