"""A counter as the citizen in front of it meets it: whose it is, what it does, whether it is open."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Q

from nucuoi.foundation.errors import NotFound
from nucuoi.foundation.names import sort_key
from nucuoi.organisation.models import Counter, CounterField, CounterSuccession, UnitVersion

LONGEST_CODE = 40


class State(Enum):
    """Whether a counter may be rated on a day."""

    OPEN = "open"
    CLOSED = "closed"
    EARLY = "not yet open"


@dataclass(frozen=True, slots=True)
class Service:
    """A field (lĩnh vực) that is served at a counter."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A counter on a day.

    Attributes:
        code: The counter's code, as printed below its QR code.
        number: Its number at the service point.
        name: What stands over it; may be empty.
        point: Name of the service point, valid that day (the last one when it has ended).
        services: Fields served there that day, in Vietnamese order.
        state: Open, closed or not yet open.
        since: First day of that state; None when open.
        successor: Code of the counter that took over; empty when none.
    """

    code: str
    number: int
    name: str
    point: str
    services: tuple[Service, ...]
    state: State
    since: date | None
    successor: str


def place(code: str, on: date) -> Place:
    """The counter `code`, read without case, as of `on`.

    Raises:
        NotFound: If there never was such a counter.
    """
    counter = _counter(code)
    state, since = _state(counter, on)
    return Place(
        code=counter.code,
        number=counter.number,
        name=counter.name,
        point=_point_name(counter.point.unit_id, on),
        services=_services(counter, on),
        state=state,
        since=since,
        successor=_successor(counter) if state is State.CLOSED else "",
    )


def _counter(code: str) -> Counter:
    wanted = code.strip().lower()
    if "\0" in wanted or len(wanted) > LONGEST_CODE:
        raise NotFound("Chưa tìm thấy quầy này.")
    counter = Counter.objects.select_related("point").filter(code=wanted).first()
    if counter is None:
        raise NotFound("Chưa tìm thấy quầy này.")
    return counter


def _state(counter: Counter, on: date) -> tuple[State, date | None]:
    if counter.valid_to is not None and counter.valid_to <= on:
        return State.CLOSED, counter.valid_to
    if counter.valid_from > on:
        return State.EARLY, counter.valid_from
    return State.OPEN, None


def _point_name(unit: int, on: date) -> str:
    begun = UnitVersion.objects.filter(unit=unit, valid_from__lte=on).order_by("-valid_from")
    version = begun.first() or UnitVersion.objects.filter(unit=unit).order_by("valid_from").first()
    return version.name if version else ""


def _services(counter: Counter, on: date) -> tuple[Service, ...]:
    valid = Q(valid_to=None) | Q(valid_to__gt=on)
    rows = CounterField.objects.filter(valid, counter=counter, valid_from__lte=on)
    pairs = set(rows.values_list("field__code", "field__name"))
    return tuple(Service(*pair) for pair in sorted(pairs, key=lambda pair: sort_key(pair[1])))


def _successor(counter: Counter) -> str:
    """The last counter of the chain: an old poster leads on however often counters moved."""
    code, seen = "", {counter.pk}
    step = CounterSuccession.objects.select_related("new").filter(old=counter).first()
    while step is not None and step.new_id not in seen:
        code = step.new.code
        seen.add(step.new_id)
        step = CounterSuccession.objects.select_related("new").filter(old=step.new_id).first()
    return code
