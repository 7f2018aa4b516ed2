"""Who usually sits at a counter, and who sits there in a half-day instead."""

from datetime import date

from django.db import transaction

from nucuoi.audit.actions import record
from nucuoi.foundation.clock import Half
from nucuoi.foundation.errors import Conflict, NotFound
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.actions.counters import refuse_before_opening
from nucuoi.organisation.actions.intake import touch_intake
from nucuoi.organisation.actions.lookup import counter_named, official_named
from nucuoi.organisation.actions.spans import make_room
from nucuoi.organisation.models import Counter, CounterHolder, Duty


def set_holder(*, by: Seat, counter: str, official: str, valid_from: date) -> None:
    """Says who usually sits at a counter from a day on, until what is planned for later begins.

    Args:
        by: The seat acted from.
        counter: Code of the counter.
        official: Code of the official; empty = nobody from that day.
        valid_from: First day.

    Raises:
        NotFound: If there is no such counter or official.
        Invalid: Naming `valid_from` when the counter was not open yet.
        Conflict: If the counter is closed by that day.
    """
    with transaction.atomic():
        row = counter_named(counter)
        _refuse_outside(row, valid_from, "valid_from")
        until = make_room(CounterHolder.objects.filter(counter=row), valid_from)
        if official:
            CounterHolder.objects.create(
                counter=row,
                official=official_named(official),
                valid_from=valid_from,
                valid_to=until or row.valid_to,
            )
        touch_intake()
        facts = {"official": official, "valid_from": valid_from.isoformat()}
        record(by=by, action=_word("holder", official), subject=counter, **facts)


def set_duty(*, by: Seat, counter: str, on: date, half: Half, official: str) -> None:
    """Says who sits at a counter in one half-day instead of the usual holder.

    Args:
        by: The seat acted from.
        counter: Code of the counter.
        on: The day.
        half: Morning or afternoon.
        official: Code of the official; empty = nobody, so ratings go to the counter only.

    Raises:
        NotFound: If there is no such counter or official.
        Invalid: Naming `on` when the counter was not open yet.
        Conflict: If the counter is closed by that day.
    """
    with transaction.atomic():
        row = counter_named(counter)
        _refuse_outside(row, on, "on")
        who = official_named(official) if official else None
        Duty.objects.update_or_create(counter=row, on=on, half=half, defaults={"official": who})
        touch_intake()
        facts = {"on": on.isoformat(), "half": int(half), "official": official}
        record(by=by, action=_word("duty", official), subject=counter, **facts)


def clear_duty(*, by: Seat, counter: str, on: date, half: Half) -> None:
    """Takes an exception back: the usual holder sits there in that half-day again.

    Raises:
        NotFound: If there is no such counter or exception.
    """
    with transaction.atomic():
        row = counter_named(counter)
        gone, _ = Duty.objects.filter(counter=row, on=on, half=half).delete()
        if not gone:
            raise NotFound("Không có phân công riêng cho buổi này.")
        touch_intake()
        facts = {"on": on.isoformat(), "half": int(half)}
        record(by=by, action="organisation.duty.cleared", subject=counter, **facts)


def _refuse_outside(counter: Counter, on: date, field: str) -> None:
    refuse_before_opening(counter, on, field)
    if counter.valid_to is not None and on >= counter.valid_to:
        raise Conflict(f"Quầy này ngừng từ ngày {counter.valid_to:%d/%m/%Y}.")


def _word(thing: str, official: str) -> str:
    return f"organisation.{thing}.{'set' if official else 'emptied'}"
