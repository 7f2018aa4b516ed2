"""Service points are opened, given hours and closed, each time with its audit row."""

from datetime import date, time

import pytest

from nucuoi.audit.models import Event
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation import actions, queries
from nucuoi.organisation.queries.points import point, points_of
from tests.one_stop import COMMUNE, POINT, START, counter

MONDAY, SATURDAY = date(2026, 5, 4), date(2026, 5, 9)
MORNING = (time(8), time(11))
USUAL = [(time(7, 30), time(11, 30)), (time(13, 30), time(17))]


def test_a_second_point_has_its_own_identity_and_the_name_of_its_time() -> None:
    """Before the reform it is a Bộ phận, after it a Trung tâm."""
    for opens_on in (START, date(2025, 7, 1)):
        actions.open_point(by=SYSTEM, host=COMMUNE, place="Thôn Chợ", opens_on=opens_on)

    names = {row.unit: row.name for row in points_of(COMMUNE, MONDAY)}
    assert names[f"{COMMUNE}-mc2"] == "Bộ phận Tiếp nhận và Trả kết quả xã Song Mai"
    assert names[f"{COMMUNE}-mc3"] == "Trung tâm Phục vụ hành chính công xã Song Mai"
    assert point(f"{COMMUNE}-mc3", MONDAY).place == "Thôn Chợ"
    assert Event.objects.filter(action="organisation.point.opened").count() == 2


def test_a_point_needs_a_host_that_is_there() -> None:
    """Not an unknown unit, not another point, not before the host existed."""
    for host, opens_on, error in (
        ("bg-99999-2021", START, NotFound),
        (POINT, START, Conflict),
        (COMMUNE, date(2020, 1, 1), Conflict),
    ):
        with pytest.raises(error):
            actions.open_point(by=SYSTEM, host=host, place="", opens_on=opens_on)


def test_opening_hours_hold_from_a_day_until_the_next_ones() -> None:
    """Hours set for an earlier day end where later ones begin; the same day is corrected."""
    _set_hours({5: [MORNING]}, SATURDAY)
    _set_hours({0: [MORNING]}, MONDAY)
    _set_hours({0: [MORNING], 1: [MORNING]}, MONDAY)

    assert queries.opening_hours(POINT, date(2026, 4, 27)) == USUAL
    assert queries.opening_hours(POINT, MONDAY) == [MORNING]
    assert queries.opening_hours(POINT, date(2026, 5, 5)) == [MORNING]
    assert queries.opening_hours(POINT, SATURDAY) == [MORNING]
    assert queries.opening_hours(POINT, date(2026, 5, 11)) == []


def test_an_impossible_week_changes_nothing() -> None:
    """Neither hours nor an audit row."""
    with pytest.raises(Invalid):
        _set_hours({}, MONDAY)

    assert queries.opening_hours(POINT, MONDAY) == USUAL
    assert not Event.objects.filter(action="organisation.hours.set").exists()


def test_a_place_is_corrected_once() -> None:
    """Saying the same again writes nothing."""
    for _ in range(2):
        actions.set_place(by=SYSTEM, point=POINT, place="Trụ sở UBND xã")

    (event,) = Event.objects.filter(action="organisation.point.placed")
    assert event.facts == {"old": "", "new": "Trụ sở UBND xã"}


def test_a_point_closes_after_its_counters() -> None:
    """Open counters keep it open; closed it is gone from the tree from that day on."""
    code = counter()
    with pytest.raises(Conflict, match="1 quầy"):
        actions.close_point(by=SYSTEM, point=POINT, on=MONDAY)
    actions.close_counter(by=SYSTEM, code=code, on=MONDAY)

    actions.close_point(by=SYSTEM, point=POINT, on=MONDAY)

    assert points_of(COMMUNE, date(2026, 5, 3))
    assert points_of(COMMUNE, MONDAY) == []
    with pytest.raises(Conflict):
        actions.close_point(by=SYSTEM, point=POINT, on=MONDAY)


def _set_hours(week: dict[int, list[tuple[time, time]]], on: date) -> None:
    actions.set_opening_hours(by=SYSTEM, point=POINT, week=week, valid_from=on)
