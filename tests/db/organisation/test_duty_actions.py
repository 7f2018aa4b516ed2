"""The usual holder and the roster of a counter, by date."""

from datetime import date

import pytest

from nucuoi.foundation.clock import Half
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation import actions
from nucuoi.organisation.queries.desks import desk, duties, holders
from tests.one_stop import counter, official

MAY, JUNE, JULY = date(2026, 5, 4), date(2026, 6, 1), date(2026, 7, 1)
CODE = "bg07210-21-01"


@pytest.fixture(autouse=True)
def counter_and_people(province: None) -> None:
    """Counter 1 from May, with two officials in the commune."""
    counter(since=MAY)
    official("BG-1", "Hoàng Thị Mơ")
    official("BG-2", "Lê Văn An")


def _holder(on: date) -> str:
    held = desk(CODE, on).holder
    return held[0] if held else ""


def test_a_holder_holds_until_the_next() -> None:
    """A change planned for July stays when another begins in June."""
    for code, since in (("BG-1", MAY), ("BG-2", JULY), ("", JUNE)):
        actions.set_holder(by=SYSTEM, counter=CODE, official=code, valid_from=since)

    assert [_holder(day) for day in (MAY, JUNE, JULY)] == ["BG-1", "", "BG-2"]


def test_a_holder_is_corrected_on_the_same_day() -> None:
    """Two choices for one day leave one row."""
    for code in ("BG-1", "BG-2"):
        actions.set_holder(by=SYSTEM, counter=CODE, official=code, valid_from=MAY)

    assert [row.official for row in holders(desk(CODE, MAY).id)] == ["BG-2"]


def test_a_half_day_may_have_somebody_else_or_nobody() -> None:
    """An exception is replaced, then taken back."""
    for code in ("BG-2", ""):
        actions.set_duty(by=SYSTEM, counter=CODE, on=JUNE, half=Half.MORNING, official=code)
    (row,) = duties(desk(CODE, JUNE).id, MAY)
    assert (row.on, row.half, row.official) == (JUNE, Half.MORNING, "")

    actions.clear_duty(by=SYSTEM, counter=CODE, on=JUNE, half=Half.MORNING)

    assert duties(desk(CODE, JUNE).id, MAY) == []
    with pytest.raises(NotFound):
        actions.clear_duty(by=SYSTEM, counter=CODE, on=JUNE, half=Half.MORNING)


def test_nobody_sits_at_a_counter_that_is_not_open() -> None:
    """Not before its first day and not once it has closed; not somebody unknown."""
    early = date(2026, 5, 3)
    with pytest.raises(Invalid):
        actions.set_holder(by=SYSTEM, counter=CODE, official="BG-1", valid_from=early)
    with pytest.raises(NotFound):
        actions.set_holder(by=SYSTEM, counter=CODE, official="BG-9", valid_from=MAY)
    actions.close_counter(by=SYSTEM, code=CODE, on=JUNE)
    with pytest.raises(Conflict):
        actions.set_duty(by=SYSTEM, counter=CODE, on=JUNE, half=Half.MORNING, official="BG-1")


def test_a_holder_ends_with_a_counter_that_is_to_close() -> None:
    """A holder set after the closing was planned does not outlast the counter."""
    actions.close_counter(by=SYSTEM, code=CODE, on=JULY)
    actions.set_holder(by=SYSTEM, counter=CODE, official="BG-1", valid_from=JUNE)

    assert holders(desk(CODE, JUNE).id)[0].valid_to == JULY
