"""Flags of a night: stored once with what was looked at, found again by nobody."""

from datetime import timedelta
from typing import Any

import pytest

from nucuoi.foundation import clock
from nucuoi.organisation.models import Counter, Official, Visit
from nucuoi.ratings.models import Remark
from nucuoi.scores.figures import flagging
from nucuoi.scores.figures.desks import Desks
from nucuoi.scores.models import Computation, DayTally, Flag, MonthTally
from nucuoi.scores.rules.windows import quarter
from tests.flags_scene import COUNTER, POINT, Tablet, tablet, working_day
from tests.ratings_made import make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def kiosk() -> Tablet:
    """A tablet in a tree without ratings."""
    make_tree()
    return tablet()


def flags() -> dict[str, Flag]:
    """All flags by rule."""
    return {row.rule: row for row in Flag.objects.all()}


def test_a_burst_is_stored_with_all_it_rests_on(kiosk: Tablet) -> None:
    """Rule, version, device, day, numbers, value, threshold and picture; the honest day has none."""
    day = working_day()
    kiosk.quiet(day - timedelta(days=7))
    kiosk.burst(day)

    assert flagging.flag_due() == 1
    flag = flags()["F3"]
    assert (flag.subject, flag.unit, flag.first, flag.last) == (kiosk.subject, POINT, day, day)
    assert (flag.value, flag.threshold, flag.computation.method) == (12, 6, "1")
    assert flag.inputs == {"ratings": 12, "columns": [["9:00", 12]], "marked": [0]}


def test_a_night_is_looked_at_once(kiosk: Tablet) -> None:
    """Asked again, nothing is computed; the next night finds what is there already, and adds none."""
    kiosk.burst(working_day())
    flagging.flag_due()
    spans = Computation.objects.count()

    assert flagging.flag_due() == 0
    assert Computation.objects.count() == spans
    Computation.objects.filter(
        span__startswith=f"{clock.today() - timedelta(days=1):%Y%m%d}"
    ).update(span="earlier")
    assert flagging.flag_due() == 0
    assert Flag.objects.count() == 1


def test_ratings_that_a_tablet_sent_late_are_looked_at(kiosk: Tablet) -> None:
    """A burst of a week ago that came only now is found by the next night."""
    kiosk.quiet(working_day())
    flagging.flag_due()
    kiosk.burst(working_day() - timedelta(days=7))
    Computation.objects.update(span="earlier")

    assert flagging.flag_due() == 1


def test_outside_the_hours_of_its_own_point(kiosk: Tablet) -> None:
    """F1: an evening rating with its minutes; on a Sunday, when it is closed, the whole day."""
    day = working_day()
    kiosk.rate(day, "20:00:00")
    sunday = day - timedelta(days=day.weekday() + 1)
    kiosk.rate(sunday, "09:00:00")
    flagging.flag_due()

    found = {row.last: row.value for row in Flag.objects.filter(rule="F1")}
    assert found == {day: 180, sunday: 1440}


def test_more_ratings_than_visits(kiosk: Tablet) -> None:
    """F5 of the counter, from the counts of its day."""
    day, desk = working_day(), Counter.objects.get(code=COUNTER)
    DayTally.objects.create(day=clock.day_number(day), counter=desk.pk, evidence=2, n=11, s5=9)
    Visit.objects.create(counter=desk, on=day, submitted=7, collected=3, keyed_by="an",
                         keyed_at=clock.now(), source="screen")  # fmt: skip
    flagging.flag_due()

    flag = flags()["F5"]
    assert (flag.subject, flag.value, flag.threshold) == (f"counter:{COUNTER}", 11, 10)
    assert flag.inputs["visits"] == 10


def test_contested_tickets_of_a_quarter(kiosk: Tablet) -> None:
    """F11 of an official among peers, over the last whole quarter."""
    one, other = Official.objects.order_by("code")
    today = clock.today()
    month = clock.month(quarter(today, today).first - timedelta(days=1))
    for official, used, twice in ((one, 100, 14), (other, 900, 3)):
        for evidence, n in ((1, used), (5, twice)):
            MonthTally.objects.create(month=month, counter=1, official=official.pk, field=0,
                                      evidence=evidence, rater=1, n=n)  # fmt: skip
    flagging.flag_due()

    assert [(row.subject, row.value) for row in Flag.objects.all()] == [
        (f"official:{one.code}", 14)
    ]


def test_copied_remarks_are_counted_and_not_kept(kiosk: Tablet) -> None:
    """F13: how many of how many; no word of them stands in the flag."""
    day = working_day()
    for rating in kiosk.burst(day)[:6]:
        Remark.objects.create(
            rating=rating, text="Cán bộ nhiệt tình, chu đáo, rất hài lòng", salt=bytes(32)
        )
    [flag] = [
        one
        for one in flagging.look_at_month(day, day + timedelta(days=1), Desks())
        if one.rule == "F13"
    ]

    assert (flag.value, flag.inputs["ratings"], flag.unit) == (6, 6, POINT)
    assert "nhiệt tình" not in str(flag)


def test_month_rules(kiosk: Tablet) -> None:
    """F6: sixty of sixty fives over a month; a clock that is impossible is left out."""
    first = working_day() - timedelta(days=19)
    for back in range(20):
        for moment in ("08:01:00", "09:40:13", "14:20:55"):
            kiosk.rate(first + timedelta(days=back), moment)
    rules = {one.rule for one in flagging.look_at_month(first, first + timedelta(days=19), Desks())}
    assert rules == {"F6"}

    rating: Any = kiosk.rate(first, "10:10:10")
    rating.clamped = True
    rating.score = 1
    rating.save()
    rules = {one.rule for one in flagging.look_at_month(first, first + timedelta(days=19), Desks())}
    assert rules == {"F6"}
