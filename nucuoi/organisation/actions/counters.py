"""Counters: opened, changed, given fields, closed; a closed counter is never opened again."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Q

from nucuoi.audit.actions import record
from nucuoi.foundation.errors import Conflict, Invalid
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.actions.intake import touch_intake
from nucuoi.organisation.actions.lookup import counter_named, host_of, point_named
from nucuoi.organisation.actions.spans import cut_off, make_room
from nucuoi.organisation.models import (
    Counter,
    CounterField,
    CounterHolder,
    CounterSuccession,
    Duty,
    Field,
    ServicePoint,
    Unit,
)
from nucuoi.organisation.rules.codes import free_code


def open_counter(
    *,
    by: Seat,
    point: str,
    number: int,
    name: str,
    opens_on: date,
    fields: Collection[str] = (),
) -> Counter:
    """Opens a counter under a code that nobody ever had.

    Args:
        by: The seat acted from.
        point: Identity of the service point.
        number: Shown at the desk, 1 to 99; may come back after an earlier counter has closed.
        name: Shown beside the number, at most 80 characters.
        opens_on: Its first day.
        fields: Codes of the fields served from that day.

    Raises:
        NotFound: If there is no such point.
        Invalid: Naming `number` when it is in use or out of range, or `fields`.
        Conflict: If the point does not exist on that day.
    """
    with transaction.atomic():
        row = point_named(point)
        host = host_of(row, opens_on)
        _refuse_number_in_use(row, number, opens_on)
        counter = Counter.objects.create(
            code=_new_code(host, number), point=row, number=number, name=name, valid_from=opens_on
        )
        _serve(counter, _known(fields), opens_on, until=None)
        touch_intake()
        facts = {"point": point, "number": number, "name": name, "fields": sorted(fields)}
        record(
            by=by,
            action="organisation.counter.opened",
            subject=counter.code,
            valid_from=opens_on.isoformat(),
            **facts,
        )
    return counter


def change_counter(*, by: Seat, code: str, number: int, name: str) -> None:
    """Changes number and name; nothing is written when both stay. The code stays for ever.

    Raises:
        NotFound: If there is no such counter.
        Invalid: Naming `number` when it is in use or out of range.
        Conflict: If the counter has a day on which it closes.
    """
    wanted = {"number": number, "name": name}
    with transaction.atomic():
        counter = _open_counter(code)
        old = {"number": counter.number, "name": counter.name}
        if old == wanted:
            return
        if number != counter.number:
            _refuse_number_in_use(counter.point, number, counter.valid_from)
        counter.number, counter.name = number, name
        counter.save(update_fields=["number", "name"])
        touch_intake()
        record(by=by, action="organisation.counter.changed", subject=code, old=old, new=wanted)


def set_counter_fields(*, by: Seat, code: str, fields: Collection[str], valid_from: date) -> None:
    """Says which fields a counter serves from a day on, until what is planned for later begins.

    Args:
        by: The seat acted from.
        code: Code of the counter.
        fields: Codes of all its fields from that day; empty = not known.
        valid_from: First day.

    Raises:
        NotFound: If there is no such counter.
        Invalid: Naming `fields` when one is unknown, or `valid_from` when the counter was not open yet.
        Conflict: If the counter has a day on which it closes.
    """
    with transaction.atomic():
        counter = _open_counter(code)
        refuse_before_opening(counter, valid_from)
        known = _known(fields)
        until = make_room(CounterField.objects.filter(counter=counter), valid_from)
        _serve(counter, known, valid_from, until)
        touch_intake()
        facts = {"fields": sorted(fields), "valid_from": valid_from.isoformat()}
        record(by=by, action="organisation.counter.fields_set", subject=code, **facts)


def close_counter(*, by: Seat, code: str, on: date, successor: str = "") -> None:
    """Closes a counter for good: the day `on` is the first without it.

    Its fields, usual holder and roster end with it; its old QR codes answer with the successor.

    Args:
        by: The seat acted from.
        code: Code of the counter.
        on: Not before the counter opened; that very day undoes a counter opened by mistake.
        successor: Code of the counter that takes over, open on that day; empty = none.

    Raises:
        NotFound: If there is no such counter or successor.
        Invalid: Naming `on` or `successor`.
        Conflict: If it already has a day on which it closes.
    """
    with transaction.atomic():
        counter = _open_counter(code)
        refuse_before_opening(counter, on, field="on")
        counter.valid_to = on
        counter.save(update_fields=["valid_to"])
        cut_off(CounterField.objects.filter(counter=counter), on)
        cut_off(CounterHolder.objects.filter(counter=counter), on)
        Duty.objects.filter(counter=counter, on__gte=on).delete()
        if successor:
            _pass_into(counter, successor, on)
        touch_intake()
        facts = {"valid_to": on.isoformat(), "successor": successor}
        record(by=by, action="organisation.counter.closed", subject=code, **facts)


def refuse_before_opening(counter: Counter, on: date, field: str = "valid_from") -> None:
    """Raises Invalid, naming `field`, for a day before the counter's first."""
    if on < counter.valid_from:
        sentence = f"Quầy mở từ ngày {counter.valid_from:%d/%m/%Y}. Xin chọn từ ngày đó."
        raise Invalid(sentence, fields={field: sentence})


def _open_counter(code: str) -> Counter:
    counter = counter_named(code)
    if counter.valid_to is not None:
        raise Conflict(f"Quầy này đã được ghi là ngừng từ ngày {counter.valid_to:%d/%m/%Y}.")
    return counter


def _refuse_number_in_use(point: ServicePoint, number: int, since: date) -> None:
    later = Q(valid_to=None) | Q(valid_to__gt=since)
    if Counter.objects.filter(later, point=point, number=number).exists():
        sentence = f"Nơi này đã có quầy số {number}. Xin chọn số khác."
        raise Invalid(sentence, fields={"number": sentence})


def _new_code(host: Unit, number: int) -> str:
    return free_code(host.unit, number, set(Counter.objects.values_list("code", flat=True)))


def _known(codes: Collection[str]) -> list[Field]:
    found = list(Field.objects.filter(code__in=codes))
    if len(found) != len(set(codes)):
        sentence = "Có lĩnh vực không nằm trong danh mục. Xin chọn lại."
        raise Invalid(sentence, fields={"fields": sentence})
    return found


def _serve(counter: Counter, fields: list[Field], since: date, until: date | None) -> None:
    CounterField.objects.bulk_create(
        CounterField(counter=counter, field=field, valid_from=since, valid_to=until)
        for field in fields
    )


def _pass_into(counter: Counter, successor: str, on: date) -> None:
    later = counter_named(successor)
    ended = later.valid_to is not None and later.valid_to <= on
    if later == counter or later.valid_from > on or ended:
        sentence = "Quầy thay thế phải là một quầy khác, đang mở vào ngày đó."
        raise Invalid(sentence, fields={"successor": sentence})
    CounterSuccession.objects.create(old=counter, new=later, on=on)
