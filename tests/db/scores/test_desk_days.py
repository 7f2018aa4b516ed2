"""Desk-days with a visit count: who may have served there, and what coverage adds up."""

from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from nucuoi.foundation import clock
from nucuoi.foundation.clock import Half
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.models import CounterHolder, Duty, Official, SignOn, Visit
from nucuoi.scores.figures.answering import Coverages, Months, coverages
from nucuoi.scores.figures.desks import Desks
from nucuoi.scores.rules.windows import Window
from tests.figures_scene import FiguresScene, build

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 6, 29)
FIRST, LAST = MONDAY, MONDAY + timedelta(days=4)
"""Monday to Friday, over the end of a month and of a quarter."""


@pytest.fixture
def scene() -> FiguresScene:
    """At desk `cb-01` visits were keyed from Monday to Friday, 10 more each day."""
    made = build()
    for number in range(-1, 6):
        made.visits("cb-01", 10 * (number + 1), MONDAY + timedelta(days=number))
    return made


def row(code: str) -> int:
    """Row of an official."""
    return Official.objects.get(code=code).pk


def there(first: date = FIRST, last: date = LAST) -> list[tuple[int, int, set[str]]]:
    """Day of the week, visits and codes of who may have been there, in the order given."""
    codes, desks = dict(Official.objects.values_list("pk", "code")), Desks()
    found = []
    for on, served in organisation.served(desks.keyed(first, last)):
        [counter], [visits] = desks.on(on).counters, desks.on(on).visits
        found.append((on.weekday(), visits, {codes[one] for one in served.get(counter, ())}))
    return found


def test_the_usual_holder_changes_on_a_day(scene: FiguresScene) -> None:
    """The day on which the next one begins is no day of the one before; nobody may hold it for a day."""
    desk = scene.counters["cb-01"]
    CounterHolder.objects.filter(counter=desk).update(valid_to=MONDAY + timedelta(days=2))
    CounterHolder.objects.create(
        counter=desk, official_id=row("cb-24"), valid_from=MONDAY + timedelta(days=3)
    )

    assert there() == [
        (0, 10, {"cb-01"}),
        (1, 20, {"cb-01"}),
        (2, 30, set()),
        (3, 40, {"cb-24"}),
        (4, 50, {"cb-24"}),
    ]


def test_roster_and_signing_on(scene: FiguresScene) -> None:
    """A whole day of the roster sets the holder aside, half a day does not; who signed on is added."""
    desk = scene.counters["cb-01"]
    whole, half, signed = (MONDAY + timedelta(days=number) for number in range(3))
    for on, part, who in (
        (whole, Half.MORNING, row("cb-02")),
        (whole, Half.AFTERNOON, None),
        (half, Half.MORNING, row("cb-03")),
    ):
        Duty.objects.create(counter=desk, on=on, half=part, official_id=who)
    at = datetime.combine(signed, datetime.min.time(), clock.HO_CHI_MINH) + timedelta(hours=1)
    SignOn.objects.create(counter=desk, official_id=row("cb-04"), started_at=at)

    assert [who for _, _, who in there(whole, signed)] == [
        {"cb-02"},
        {"cb-01", "cb-03"},
        {"cb-01", "cb-04"},
    ]


def test_online_dossiers_are_no_visits(scene: FiguresScene) -> None:
    """What was handed in, completed and handed out is added up."""
    Visit.objects.filter(on=MONDAY).update(supplemented=2, collected=3, online=100)

    assert there(MONDAY, MONDAY) == [(0, 15, {"cb-01"})]


def test_months_that_were_counted_are_not_counted_again(scene: FiguresScene) -> None:
    """A window adds up its months, whether it or another one has counted them."""
    for on in (MONDAY, LAST):
        scene.rate("cb-01", (0, 0, 0, 3, 4), on)
    whole, part = Window("both", date(2026, 6, 1), LAST), Window("one", date(2026, 7, 1), LAST)
    months: Months = {}
    found = [coverages(window, Desks(), months) for window in (part, whole, part)]
    sums = [_of(one, scene.counters["cb-01"].pk, row("cb-01")) for one in found]

    assert sums[0] == sums[2] == ([7, 120], [7, 120], [7, 120])
    assert sums[1] == ([14, 150], [14, 150], [14, 150])
    assert len(months) == 2
    assert coverages(whole) == found[1]


def test_days_of_each_desk(scene: FiguresScene) -> None:
    """Each desk has the days that were keyed for it, rated or not, in their order; fives are told apart."""
    scene.rate("cb-01", (0, 0, 0, 3, 4), MONDAY)
    scene.visits("cb-02", 8, FIRST + timedelta(days=2))
    found = Desks().by_counter(FIRST, LAST)
    one, other = (found[scene.counters[code].pk] for code in ("cb-01", "cb-02"))
    monday = clock.day_number(MONDAY)

    assert [column.tolist() for column in one] == [
        [monday, monday + 1, monday + 2, monday + 3, monday + 4],
        [7, 0, 0, 0, 0],
        [4, 0, 0, 0, 0],
        [10, 20, 30, 40, 50],
    ]
    assert [column.tolist() for column in other] == [[monday + 2], [0], [0], [8]]
    assert len(found) == 2


def test_a_day_is_read_once(
    scene: FiguresScene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """What was read for coverage serves the flags; a day without visits is not asked for ratings."""
    desks, sunday = Desks(), MONDAY + timedelta(days=6)
    with django_assert_num_queries(3):
        assert desks.keyed(LAST, LAST) == [LAST]
        assert desks.keyed(sunday, sunday) == []
    with django_assert_num_queries(0):
        assert desks.by_counter(LAST, LAST).keys() == {scene.counters["cb-01"].pk}
        assert not desks.by_counter(sunday, sunday)


def _of(found: Coverages, desk: int, official: int) -> tuple[list[int], list[int], list[int]]:
    return found.desks[desk], found.alone[official], found.shared[official]
