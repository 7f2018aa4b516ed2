"""Steps are taken when they are due, for counters and the units above them, from sure evidence."""

from datetime import date, timedelta

import pytest

from nucuoi.foundation import clock
from nucuoi.ratings.rules.words import Evidence
from nucuoi.ratings.sealing import seal_all
from nucuoi.scores import steps
from nucuoi.scores.follower import follow_all
from nucuoi.scores.models import Step
from nucuoi.scores.rebuild import rebuild
from tests.ratings_made import make_ratings, make_tree

pytestmark = pytest.mark.django_db

FIRST = "counter:bg07210-21-1"
SECOND = "counter:bg07210-21-2"
ABOVE = [
    "unit:bg-07210-2021",
    "unit:bg-07210-2021-mc",
    "unit:bg-221-2021",
    "unit:bg-24-2021",
]


@pytest.fixture(autouse=True)
def tree(db: None) -> None:
    """Counters to rate at."""
    make_tree()


def rate(count: int, *, score: int = 5, on: date | None = None, **columns: object) -> None:
    """So many ratings, sealed and followed."""
    make_ratings([score] * count, on=on or clock.today(), **columns)
    seal_all()
    follow_all()


def shown(period: str = "day") -> dict[str, int]:
    """Ratings in each subject's step."""
    return dict(Step.objects.filter(period=period).order_by("subject").values_list("subject", "n"))


def test_nothing_before_ten() -> None:
    """Nine ratings show no distribution; the tenth does, for the counter and all above it."""
    rate(9)
    assert shown() == {}

    rate(1)
    assert shown() == dict.fromkeys([FIRST, *ABOVE], 10)
    assert shown("week") == shown("month") == shown()


def test_then_five_by_five() -> None:
    """Four more change nothing; the fifth does."""
    rate(10)
    rate(4, score=1)
    assert shown()[FIRST] == 10

    rate(1, score=1)
    step = Step.objects.get(subject=FIRST, period="day")
    assert (step.n, step.s5, step.s1) == (15, 10, 5)


def test_units_sum_their_counters() -> None:
    """A unit may show what none of its counters may show yet."""
    rate(6)
    rate(4, counter="bg07210-21-2")

    assert shown() == dict.fromkeys(ABOVE, 10)


def test_only_sure_evidence() -> None:
    """Open, paper and disputed ratings are in no distribution."""
    rate(20, evidence=Evidence.OPEN)
    rate(20, evidence=Evidence.PAPER)
    rate(20, evidence=Evidence.TICKET, disputed=True)
    assert shown() == {}

    rate(5, evidence=Evidence.TICKET)
    rate(5, evidence=Evidence.KIOSK)
    assert shown()[FIRST] == 10


def test_past_periods_stay() -> None:
    """Ratings that arrive for a closed month move no step."""
    rate(30, on=clock.today() - timedelta(days=40))

    assert Step.objects.count() == 0


def test_past_day_on_request() -> None:
    """Steps of a past day can be taken as of that day."""
    past = clock.today() - timedelta(days=40)
    rate(12, on=past)

    # counter and four units, for day, week and month
    assert steps.show_all(past) == 15
    assert Step.objects.get(subject=FIRST, period="day").start == past


def test_made_up_after_a_crash() -> None:
    """Steps that a crash left out are taken by the sweep; those shown are not taken again."""
    rate(10)
    before = shown()
    Step.objects.all().delete()

    assert steps.show_all() == 15
    assert shown() == before
    assert steps.show_all() == 0


def test_rebuild_keeps_what_was_shown() -> None:
    """A rebuild neither makes nor removes steps."""
    rate(14)
    Step.objects.filter(subject=FIRST).update(n=12, s5=12)
    before = sorted(Step.objects.values_list("subject", "period", "n"))
    rebuild()

    assert sorted(Step.objects.values_list("subject", "period", "n")) == before
