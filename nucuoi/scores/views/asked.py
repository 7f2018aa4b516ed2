"""What a request for a board asks for, read and checked once."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Forbidden
from nucuoi.foundation.seat import Seat
from nucuoi.organisation import permissions
from nucuoi.organisation import queries as organisation
from nucuoi.scores.rules.periods import Period, Span, in_address, read_day, read_period, span_of

READ = "scores.board.read"


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit, the span that holds the asked day, and today."""

    unit: str
    on: date
    span: Span
    today: date

    @property
    def as_of(self) -> date:
        """The day whose tree is shown."""
        return self.span.as_of(self.today)

    def query(self, period: Period | None = None, on: date | None = None) -> str:
        """The same question with another period or day, as the end of an address; empty = today."""
        period, on = period or self.span.period, on or self.on
        words = [] if period is Period.DAY else [f"ky={period.value}"]
        if not span_of(period, on).holds(self.today):
            words.append(f"ngay={in_address(on)}")
        return f"?{'&'.join(words)}" if words else "?"


def read(request: HttpRequest, unit: str) -> Asked:
    """The question in `?ky=` and `?ngay=`.

    Raises:
        Invalid: If either cannot be read.
    """
    today = clock.today()
    on = read_day(request.GET.get("ngay", ""), today)
    return Asked(unit, on, span_of(read_period(request.GET.get("ky", "")), on), today)


def check_may(request: StaffRequest, asked: Asked) -> Seat:
    """The seat from which the person may read this board; see `seat_for`."""
    return seat_for(request, READ, asked.unit, asked.as_of, asked.today)


def seat_for(request: StaffRequest, action: str, unit: str, as_of: date, today: date) -> Seat:
    """The seat from which the person may do this to a unit as of a day.

    The past of a unit that has ended is read by whoever reaches the unit it passed into.

    Raises:
        Forbidden: If none of her seats reaches the unit on that day, or its heirs today.
    """
    try:
        return permissions.check_may(request.seats, action, unit, as_of)
    except Forbidden:
        for heir in organisation.carried_over([unit], today)[unit]:
            if permissions.may(request.seats, action, heir, today):
                return permissions.check_may(request.seats, action, heir, today)
        raise


def may_read(request: StaffRequest, action: str, unit: str, as_of: date, today: date) -> bool:
    """Whether `seat_for` would find a seat."""
    with suppress(Forbidden):
        seat_for(request, action, unit, as_of, today)
        return True
    return False


def read_today(request: StaffRequest, action: str, units: Iterable[str], today: date) -> set[str]:
    """Those of the units to which, or to whose heirs, the person may do this today."""
    heirs = organisation.carried_over(units, today)
    found = {
        heir
        for heir in {one for now in heirs.values() for one in now}
        if permissions.may(request.seats, action, heir, today)
    }
    return {unit for unit, now in heirs.items() if found.intersection(now)}


def readable(request: StaffRequest, asked: Asked, units: Iterable[str]) -> frozenset[str]:
    """Those of the units whose boards of the same span the person may read too."""
    found = set()
    for unit in units:
        with suppress(Forbidden):
            check_may(request, replace(asked, unit=unit))
            found.add(unit)
    return frozenset(found)
