"""Counters as those who set them up see them: fields, usual holder, roster, what is planned."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Q

from nucuoi.foundation.clock import Half
from nucuoi.foundation.errors import NotFound
from nucuoi.foundation.names import sort_key
from nucuoi.organisation.models import (
    Counter,
    CounterField,
    CounterHolder,
    CounterSuccession,
    Duty,
)
from nucuoi.organisation.queries.counters import FieldRow
from nucuoi.organisation.queries.units import valid_on


class State(Enum):
    """Whether a counter serves on a day."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter, whatever the day.

    Attributes:
        point: Identity of its service point.
        fields: Served on the asked day, by name.
        holder: Code and full name of who usually sits there on the asked day; None = nobody.
        state: On the asked day.
    """

    id: int
    code: str
    number: int
    name: str
    point: str
    fields: tuple[FieldRow, ...]
    holder: tuple[str, str] | None
    valid_from: date
    valid_to: date | None
    state: State


@dataclass(frozen=True, slots=True)
class HolderRow:
    """Somebody who usually sits at a counter, in a span of time."""

    official: str
    full_name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A roster exception; `official` and `full_name` empty = nobody."""

    on: date
    half: Half
    official: str
    full_name: str


def desk(code: str, on: date) -> Desk:
    """The counter of that code, open or not; fields and holder as of a day.

    Raises:
        NotFound: If there never was such a counter.
    """
    found = None
    if code.isprintable():
        found = Counter.objects.select_related("point__unit").filter(code=code).first()
    if found is None:
        raise NotFound("Không có quầy này. Xin kiểm tra lại mã quầy.")
    return _desks([found], on)[0]


def desks_of(point: str, on: date) -> list[Desk]:
    """Counters of a service point that serve on a day or will, by number."""
    ahead = Q(valid_to=None) | Q(valid_to__gt=on)
    rows = Counter.objects.select_related("point__unit").filter(ahead, point__unit__unit=point)
    return _desks(rows.order_by("number", "code"), on)


def closed_desks_of(point: str, on: date) -> list[Desk]:
    """Counters of a service point that have closed by a day, the latest first."""
    rows = Counter.objects.select_related("point__unit").filter(point__unit__unit=point)
    return _desks(rows.filter(valid_to__lte=on).order_by("-valid_to", "number"), on)


def holders(counter: int) -> list[HolderRow]:
    """All who ever held a counter or will, the latest first."""
    rows = CounterHolder.objects.filter(counter=counter).select_related("official")
    return [
        HolderRow(row.official.code, row.official.full_name, row.valid_from, row.valid_to)
        for row in rows.order_by("-valid_from")
    ]


def duties(counter: int, since: date) -> list[DutyRow]:
    """Roster exceptions from a day on, early first."""
    rows = Duty.objects.filter(counter=counter, on__gte=since).select_related("official")
    return [
        DutyRow(
            row.on,
            Half(row.half),
            row.official.code if row.official else "",
            row.official.full_name if row.official else "",
        )
        for row in rows.order_by("on", "half")
    ]


def passed_into(counter: int) -> str:
    """Code of the counter that took over directly; empty = none."""
    rows = CounterSuccession.objects.filter(old=counter)
    return rows.values_list("new__code", flat=True).first() or ""


def _desks(counters: Iterable[Counter], on: date) -> list[Desk]:
    rows = list(counters)
    served, held = _served(rows, on), _held(rows, on)
    return [
        Desk(
            id=row.pk,
            code=row.code,
            number=row.number,
            name=row.name,
            point=row.point.unit.unit,
            fields=tuple(served[row.pk]),
            holder=held.get(row.pk),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            state=_state(row, on),
        )
        for row in rows
    ]


def _served(counters: list[Counter], on: date) -> dict[int, list[FieldRow]]:
    rows = valid_on(CounterField.objects.filter(counter__in=counters), on).select_related("field")
    served: dict[int, list[FieldRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: sort_key(row.field.name)):
        served[row.counter_id].append(FieldRow(row.field.pk, row.field.code, row.field.name))
    return served


def _held(counters: list[Counter], on: date) -> dict[int, tuple[str, str]]:
    rows = valid_on(CounterHolder.objects.filter(counter__in=counters), on)
    names = rows.values_list("counter_id", "official__code", "official__full_name")
    return {counter: (code, name) for counter, code, name in names}


def _state(counter: Counter, on: date) -> State:
    if counter.valid_to is not None and counter.valid_to <= on:
        return State.CLOSED
    return State.PLANNED if counter.valid_from > on else State.OPEN
