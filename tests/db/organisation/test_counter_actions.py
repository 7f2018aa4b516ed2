"""Counters are opened, changed and closed for good; intake sees every change at once."""

from collections.abc import Callable
from datetime import date

import pytest

from nucuoi.audit.models import Event
from nucuoi.foundation.clock import Half
from nucuoi.foundation.errors import Conflict, Gone, Invalid, NotFound
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation import actions, queries
from nucuoi.organisation.models import CounterHolder, Duty
from tests.one_stop import NEXT_POINT, POINT, counter, official

MAY, JUNE, JULY = date(2026, 5, 4), date(2026, 6, 1), date(2026, 7, 1)
CODE = "bg07210-21-01"


def test_a_counter_opens_with_a_code_for_its_poster() -> None:
    """Code, fields and an audit row; the host gives the code its place."""
    made = actions.open_counter(
        by=SYSTEM, point=POINT, number=1, name="Hộ tịch", opens_on=MAY, fields=["HT", "CT"]
    )

    assert made.code == CODE
    assert queries.counter(CODE, MAY).fields == "Chứng thực, Hộ tịch"
    event = Event.objects.get(action="organisation.counter.opened")
    assert (event.subject, event.facts["fields"]) == (CODE, ["CT", "HT"])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": 1}, "number"),
        ({"number": 0}, ""),
        ({"number": 100}, ""),
        ({"fields": ["X"]}, "fields"),
    ],
)
def test_what_cannot_be_opened(change: dict[str, object], field: str) -> None:
    """A number in use or out of range, a field that nobody knows; nothing is left behind."""
    counter()
    asked = {"number": 2, "fields": [], **change}
    before = queries.intake_version()

    with pytest.raises(Invalid) as refused:
        actions.open_counter(by=SYSTEM, point=POINT, name="Quầy", opens_on=MAY, **asked)  # type: ignore[arg-type]  # one wrong argument at a time

    assert field in {*refused.value.fields, ""}
    assert len(queries.counters_under(POINT, JULY)) == 1
    assert queries.intake_version() == before


def test_two_points_may_have_counters_of_one_number() -> None:
    """A number is unique at its point only."""
    assert [counter(1), counter(1, NEXT_POINT)] == [CODE, "bg07213-21-01"]


def test_a_closed_counter_never_comes_back() -> None:
    """Its number may, under a new code; it cannot be closed or changed again."""
    counter(since=MAY)
    actions.close_counter(by=SYSTEM, code=CODE, on=JUNE)

    assert counter(1, since=JUNE) == "bg07210-21-51"
    with pytest.raises(Gone):
        queries.counter(CODE, JUNE)
    with pytest.raises(Conflict, match="01/06/2026"):
        actions.close_counter(by=SYSTEM, code=CODE, on=JULY)
    with pytest.raises(Conflict):
        actions.change_counter(by=SYSTEM, code=CODE, number=3, name="Khác")


def test_closing_names_a_successor_and_ends_holder_and_roster() -> None:
    """Old QR codes answer with the successor; nobody is on duty there any more."""
    counter(since=MAY)
    later = counter(2, since=MAY)
    mo = official("BG-1", "Hoàng Thị Mơ")
    actions.set_holder(by=SYSTEM, counter=CODE, official=mo, valid_from=MAY)
    actions.set_duty(by=SYSTEM, counter=CODE, on=JUNE, half=Half.MORNING, official="")

    actions.close_counter(by=SYSTEM, code=CODE, on=JUNE, successor=later)

    found = queries.successor(CODE)
    assert found is not None
    assert found.code == later
    assert CounterHolder.objects.get().valid_to == JUNE
    assert not Duty.objects.exists()


@pytest.mark.parametrize(
    ("on", "successor"), [(date(2026, 5, 3), ""), (JUNE, CODE), (JUNE, "bg07210-21-02")]
)
def test_wrong_closings_are_refused(on: date, successor: str) -> None:
    """Not before it opened, not into itself, not into a counter that opens later."""
    counter(since=MAY)
    counter(2, since=JULY)

    with pytest.raises(Invalid):
        actions.close_counter(by=SYSTEM, code=CODE, on=on, successor=successor)
    with pytest.raises(NotFound):
        actions.close_counter(by=SYSTEM, code=CODE, on=JUNE, successor="khong-co")
    assert queries.counter(CODE, JULY).valid_to is None


def test_fields_change_by_date() -> None:
    """Before the day the old fields are shown, from it the new ones."""
    counter(since=MAY)
    for fields, since in ((["HT"], MAY), (["CT", "DD"], JULY), (["CT"], JUNE)):
        actions.set_counter_fields(by=SYSTEM, code=CODE, fields=fields, valid_from=since)

    shown = [queries.counter(CODE, day).fields for day in (MAY, JUNE, JULY)]
    assert shown == ["Hộ tịch", "Chứng thực", "Chứng thực, Đất đai"]


def test_number_and_name_are_corrected() -> None:
    """Old and new stand in the audit; the same again writes nothing."""
    counter()
    for _ in range(2):
        actions.change_counter(by=SYSTEM, code=CODE, number=7, name="Đất đai")

    assert queries.counter(CODE, MAY).name == "Đất đai"
    event = Event.objects.get(action="organisation.counter.changed")
    assert event.facts["old"] == {"number": 1, "name": "Quầy 1"}


def test_intake_sees_every_change() -> None:
    """Each act that changes what a rating meets moves the intake version on."""
    counter()
    mo = official("BG-1", "Hoàng Thị Mơ")
    acts: list[Callable[[], object]] = [
        lambda: counter(2),
        lambda: actions.change_counter(by=SYSTEM, code=CODE, number=3, name="Ba"),
        lambda: actions.set_counter_fields(by=SYSTEM, code=CODE, fields=["HT"], valid_from=MAY),
        lambda: actions.set_holder(by=SYSTEM, counter=CODE, official=mo, valid_from=MAY),
        lambda: actions.set_duty(by=SYSTEM, counter=CODE, on=MAY, half=Half.AFTERNOON, official=mo),
        lambda: actions.clear_duty(by=SYSTEM, counter=CODE, on=MAY, half=Half.AFTERNOON),
        lambda: actions.close_counter(by=SYSTEM, code=CODE, on=JUNE),
    ]
    for act in acts:
        before = queries.intake_version()
        act()
        assert queries.intake_version() > before
