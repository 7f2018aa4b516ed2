"""Who could have been on duty at each counter on a day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from nucuoi.foundation import clock
from nucuoi.organisation.models import CounterHolder, Duty, SignOn

_Officials = frozenset[int]
_Term = tuple[int, date, date | None, int]
"""Counter, first day, first day after it (None = still) and official."""
_Halves = Mapping[int, int | None]
"""Official by half-day; None = nobody."""
_NOBODY: _Officials = frozenset()
_HALVES = len(clock.Half)


def served(days: Sequence[date]) -> Iterator[tuple[date, Mapping[int, frozenset[int]]]]:
    """Each of some days with all who may have served at each counter (rows).

    They are those who signed on, are on the roster, or usually hold the counter.

    Args:
        days: In their order.
    """
    if not days:
        return
    first, last, wanted = days[0], days[-1], set(days)
    duties = _duties(first, last)
    for on, usual in _usual(first, last):
        if on in wanted:
            yield on, _there(on, usual, duties.get(on, {}))


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


def _there(
    on: date, usual: Mapping[int, _Officials], duties: Mapping[int, _Halves]
) -> Mapping[int, _Officials]:
    """Who may have been at each counter on a day; nearly everybody who signs on holds it anyway."""
    there = dict(usual)
    for counter, halves in duties.items():
        there[counter] = _rostered(halves, usual.get(counter, _NOBODY))
    for counter, official in _signed(on):
        officials = there.get(counter, _NOBODY)
        if official not in officials:
            there[counter] = officials | {official}
    return there


def _rostered(halves: _Halves, usual: _Officials) -> _Officials:
    """Who is on the roster; the usual holder has the half-days that are not on it."""
    there = frozenset(one for one in halves.values() if one is not None)
    return there | usual if len(halves) < _HALVES else there


def _duties(first: date, last: date) -> Mapping[date, Mapping[int, _Halves]]:
    """The roster by day and counter."""
    found: dict[date, dict[int, dict[int, int | None]]] = {}
    rows = Duty.objects.filter(on__range=(first, last))
    for on, counter, half, official in rows.values_list("on", "counter", "half", "official"):
        found.setdefault(on, {}).setdefault(counter, {})[half] = official
    return found


def _signed(on: date) -> Iterable[tuple[int, int]]:
    """Counter and official of everybody who signed on on a day."""
    # Between instants: for the day of each the database would reckon through all there ever were.
    begin, end = _midnight(on), _midnight(on + timedelta(days=1))
    rows = SignOn.objects.filter(started_at__gte=begin, started_at__lt=end)
    return rows.values_list("counter", "official")


def _midnight(on: date) -> datetime:
    """The instant at which a day begins."""
    return datetime.combine(on, time(), clock.HO_CHI_MINH)
