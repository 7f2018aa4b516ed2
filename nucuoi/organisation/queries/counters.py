"""Counters, their fields and successors, and when their service point is open."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time

from django.db.models import QuerySet

from nucuoi.foundation.errors import Gone, NotFound
from nucuoi.foundation.names import sort_key
from nucuoi.organisation.models import (
    Counter,
    CounterField,
    CounterSuccession,
    Field,
    OpeningHours,
)
from nucuoi.organisation.queries.units import tree, valid_on
from nucuoi.organisation.rules.hours import usual_hours
from nucuoi.organisation.rules.words import Level


@dataclass(frozen=True, slots=True)
class CounterRow:
    """A counter as of a day.

    Attributes:
        id: Its row, as ratings and visits refer to it.
        point: Identity of the service point it stands at.
        fields: Names of the fields served there that day, joined by commas; may be empty.
    """

    id: int
    code: str
    number: int
    name: str
    point: str
    fields: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field (lĩnh vực)."""

    id: int
    code: str
    name: str


def counters_under(identity: str, on: date, since: date | None = None) -> list[CounterRow]:
    """Counters that are open on a day at the unit or below it, by service point and number.

    Args:
        identity: A unit in the tree of `on`.
        on: The day of the tree.
        since: Also those that closed after this day, up to `on`; None = only those open on `on`.

    Raises:
        NotFound: If there is no such unit on that day.
    """
    points = [row.unit for row in tree(on).subtree(identity) if row.level == Level.SERVICE_POINT]
    begun = Counter.objects.filter(point__unit__unit__in=points, valid_from__lte=on)
    rows = begun.exclude(valid_to__lte=since or on)
    place = {point: order for order, point in enumerate(points)}
    found = _with_fields(rows, on)
    return sorted(found, key=lambda row: (place[row.point], row.number, row.code))


def counter(code: str, on: date) -> CounterRow:
    """The counter of that code.

    Raises:
        NotFound: If there is no such counter, or none yet on that day.
        Gone: If it has been closed by that day; `successor` may name the one that took over.
    """
    rows = Counter.objects.filter(code=code)
    found = rows.first()
    if found is None or found.valid_from > on:
        raise NotFound("Không có quầy này. Xin kiểm tra lại mã trên biển quầy.")
    if found.valid_to is not None and found.valid_to <= on:
        raise Gone(f"Quầy này đã ngừng hoạt động từ ngày {found.valid_to:%d/%m/%Y}.")
    return _with_fields(rows, on)[0]


def successor(code: str) -> CounterRow | None:
    """The counter that took over, at the end of the chain; None when nobody did.

    It is shown as of the day it took over and may itself have been closed since.
    """
    follows = dict(CounterSuccession.objects.values_list("old__code", "new__code"))
    last, seen = code, {code}
    while (later := follows.get(last)) is not None and later not in seen:
        last = later
        seen.add(last)
    if last == code:
        return None
    days = CounterSuccession.objects.filter(new__code=last).order_by("-on")
    return _with_fields(Counter.objects.filter(code=last), days.values_list("on", flat=True)[0])[0]


def point_of_counter(code: str) -> str:
    """Identity of the service point of a counter, open or closed.

    Raises:
        NotFound: If there is no such counter.
    """
    found = Counter.objects.filter(code=code).values_list("point__unit__unit", flat=True).first()
    if found is None:
        raise NotFound("Không có quầy mang mã này. Xin kiểm tra lại mã.")
    return found


def fields() -> list[FieldRow]:
    """All fields, by name."""
    rows = [FieldRow(*row) for row in Field.objects.values_list("id", "code", "name")]
    return sorted(rows, key=lambda row: sort_key(row.name))


def opening_hours(point: str, on: date) -> list[tuple[time, time]]:
    """Openings of a service point on a day, early first; empty = closed.

    A point without any hours of its own in force keeps the usual office hours. Public holidays are
    not considered.
    """
    rows = valid_on(OpeningHours.objects.filter(point__unit__unit=point), on)
    own = list(rows.order_by("opens").values_list("weekday", "opens", "closes"))
    if not own:
        return usual_hours(on)
    return [(opens, closes) for weekday, opens, closes in own if weekday == on.weekday()]


def _with_fields(counters: QuerySet[Counter], on: date) -> list[CounterRow]:
    served = valid_on(CounterField.objects.filter(counter__in=counters), on)
    names: dict[int, list[str]] = defaultdict(list)
    for counter_id, name in served.values_list("counter_id", "field__name"):
        names[counter_id].append(name)
    rows = counters.values_list(
        "pk", "code", "number", "name", "point__unit__unit", "valid_from", "valid_to"
    )
    return [
        CounterRow(
            id=pk,
            code=code,
            number=number,
            name=name,
            point=point,
            fields=", ".join(sorted(names[pk], key=sort_key)),
            valid_from=valid_from,
            valid_to=valid_to,
        )
        for pk, code, number, name, point, valid_from, valid_to in rows
    ]
