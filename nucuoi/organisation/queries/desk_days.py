"""Desk-days with a visit count, and who could have been on duty there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from nucuoi.foundation import clock
from nucuoi.organisation.models import CounterHolder, Duty, SignOn
from nucuoi.organisation.queries.visits import visits_on

_Officials = frozenset[int]
_Term = tuple[int, date, date | None, int]
"""Counter, first day, first day after it (None = still) and official."""
_NOBODY: _Officials = frozenset()
_HALVES = len(clock.Half)


class DeskDay(NamedTuple):
    """A counter on a day whose visits were keyed.

    Attributes:
        visits: In person, 0 or more.
        officials: Rows of all who may have served there: signed on, on the roster, usual holder.
    """

    counter: int
    on: date
    visits: int
    officials: frozenset[int]


def desk_days(first: date, last: date) -> Iterator[DeskDay]:
    """All desk-days with a visit count from one day to another, day by day."""
    duties = _duties(first, last)
    for on, usual in _usual(first, last):
        visited = list(visits_on(on))
        signed = _signed(on) if visited else {}
        for counter, visits in visited:
            officials, at = usual.get(counter, _NOBODY), (counter, on)
            if at in duties:
                officials = _rostered(duties[at], officials)
            if counter in signed:
                officials |= signed[counter]
            yield DeskDay(counter, on, visits, officials)


def _usual(first: date, last: date) -> Iterator[tuple[date, Mapping[int, _Officials]]]:
    """Each day with the usual holders by counter, gathered anew only when somebody comes or goes."""
    rows = CounterHolder.objects.filter(valid_from__lte=last).exclude(valid_to__lte=first)
    terms = list(rows.values_list("counter", "valid_from", "valid_to", "official"))
    changes = {first, *(day for _, since, until, _ in terms for day in (since, until))}
    holders: Mapping[int, _Officials] = {}
    for number in range((last - first).days + 1):
        on = first + timedelta(days=number)
        if on in changes:
            holders = _holders(terms, on)
        yield on, holders


def _holders(terms: Sequence[_Term], on: date) -> Mapping[int, _Officials]:
    found: dict[int, _Officials] = {}
    for counter, since, until, official in terms:
        if since <= on and (until is None or on < until):
            found[counter] = found.get(counter, _NOBODY) | {official}
    return found


def _rostered(halves: Mapping[int, int | None], usual: _Officials) -> _Officials:
    """Who is on the roster; the usual holder has the half-days that are not on it."""
    there = frozenset(one for one in halves.values() if one is not None)
    return there | usual if len(halves) < _HALVES else there


def _duties(first: date, last: date) -> dict[tuple[int, date], dict[int, int | None]]:
    found: dict[tuple[int, date], dict[int, int | None]] = defaultdict(dict)
    rows = Duty.objects.filter(on__range=(first, last))
    for counter, on, half, official in rows.values_list("counter", "on", "half", "official"):
        found[counter, on][half] = official
    return found


def _signed(on: date) -> Mapping[int, _Officials]:
    """Who signed on at each counter on a day."""
    # Between instants: for the day of each the database would reckon through all there ever were.
    begin, end = _midnight(on), _midnight(on + timedelta(days=1))
    rows = SignOn.objects.filter(started_at__gte=begin, started_at__lt=end)
    found: dict[int, _Officials] = {}
    for counter, official in rows.values_list("counter", "official"):
        found[counter] = found.get(counter, _NOBODY) | {official}
    return found


def _midnight(on: date) -> datetime:
    """The instant at which a day begins."""
    return datetime.combine(on, time(), clock.HO_CHI_MINH)
