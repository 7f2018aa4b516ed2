"""Desk-days with a visit count, and who could have been on duty there."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import F

from nucuoi.foundation import clock
from nucuoi.organisation.models import CounterHolder, Duty, SignOn, Visit

_SPANS = dict[int, list[tuple[date, date | None, int]]]
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
    """All desk-days with a visit count from one day to another, by counter."""
    holders, duties, signed = _holders(first, last), _duties(first, last), _signed(first, last)
    rows = Visit.objects.filter(on__range=(first, last)).order_by("counter", "on")
    came = F("submitted") + F("supplemented") + F("collected")
    for counter, on, visits in rows.values_list("counter", "on", came).iterator():
        rostered = duties.get((counter, on), {})
        there = {one for one in rostered.values() if one is not None}
        if len(rostered) < _HALVES:
            there |= _usual(holders.get(counter, ()), on)
        yield DeskDay(counter, on, visits, frozenset(there | signed.get((counter, on), set())))


def _holders(first: date, last: date) -> _SPANS:
    found: _SPANS = defaultdict(list)
    rows = CounterHolder.objects.filter(valid_from__lte=last).exclude(valid_to__lte=first)
    columns = ("counter", "valid_from", "valid_to", "official")
    for counter, since, until, official in rows.values_list(*columns):
        found[counter].append((since, until, official))
    return found


def _usual(spans: "list[tuple[date, date | None, int]] | tuple[()]", on: date) -> set[int]:
    return {who for since, until, who in spans if since <= on and (until is None or on < until)}


def _duties(first: date, last: date) -> dict[tuple[int, date], dict[int, int | None]]:
    found: dict[tuple[int, date], dict[int, int | None]] = defaultdict(dict)
    rows = Duty.objects.filter(on__range=(first, last))
    for counter, on, half, official in rows.values_list("counter", "on", "half", "official"):
        found[counter, on][half] = official
    return found


def _signed(first: date, last: date) -> dict[tuple[int, date], set[int]]:
    found: dict[tuple[int, date], set[int]] = defaultdict(set)
    rows = SignOn.objects.filter(started_at__date__range=(first, last))
    for counter, started, official in rows.values_list("counter", "started_at", "official"):
        found[counter, clock.local(started).date()].add(official)
    return found
