"""The demonstration's matters: of the days on which people wrote, moved legally, none before its time."""

from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest

from nucuoi.cases.follower import follow_all
from nucuoi.cases.models import Case, CaseMove, CaseStanding
from nucuoi.cases.rules.words import Act, Kind, State
from nucuoi.demo.matters import settle_past
from nucuoi.foundation import clock
from nucuoi.fsck import leaves
from nucuoi.ratings.sealing import seal_all
from tests.db.cases.scene import LATE_AGAIN
from tests.ratings_made import make_rating, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled(db: None) -> int:
    """Two months of remarks, opened and settled; how many matters."""
    make_tree()
    for back in range(55, 0, -1):
        on = clock.today() - timedelta(days=back)
        breach = 2 if back % 11 == 0 else 0
        make_rating(on=on, score=1, remark=LATE_AGAIN, breaches=breach, official="cb-1")
    seal_all()
    return settle_past(Random(7), clock.now())  # noqa: S311  # decides a scene, keeps no secret


def test_every_matter_goes_its_way_in_time(settled: int) -> None:
    """Opened on the day of the visit; each step later than the one before and not in the future."""
    assert settled == Case.objects.count() == 55
    for case in Case.objects.all():
        moves = list(case.moves.all())
        assert clock.local(moves[0].at).date() == clock.day_of(case.day)
        assert all(one.at <= other.at for one, other in pairwise(moves)), case.pk
        assert moves[-1].at <= clock.now()
        standing = CaseStanding.objects.get(pk=case.pk)
        for column in ("kind", "state", "desk_unit", "owner", "level", "due_at"):
            assert getattr(standing, column) == getattr(moves[-1], column), (case.pk, column)


def test_it_shows_what_can_happen(settled: int) -> None:
    """Answered, climbed, looked at again, closed, an allegation heard and concluded."""
    acts = set(CaseMove.objects.values_list("act", flat=True))
    states = set(CaseStanding.objects.values_list("state", flat=True))

    assert {Act.ANSWERED, Act.CLIMBED, Act.REOPENED, Act.CLOSED, Act.CALLED, Act.EXPLAINED} <= acts
    assert {State.OPEN, State.ANSWERED, State.CLOSED} <= states
    assert CaseStanding.objects.filter(kind=Kind.ALLEGATION, state=State.CLOSED).exists()


def test_following_later_opens_nothing_twice(settled: int) -> None:
    """The worker's own turn finds them open; the log is sound with every message a leaf."""
    follow_all()

    assert Case.objects.count() == settled
    assert [*leaves.changes(), *leaves.digests(), *leaves.gaps()] == []
