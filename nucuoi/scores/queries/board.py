"""Everything a board shows, from a few statements over rollups."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from nucuoi.foundation import clock
from nucuoi.organisation import queries as organisation
from nucuoi.scores.queries import steps, tallies
from nucuoi.scores.queries.around import Devices, devices, remarks_waiting
from nucuoi.scores.queries.place import Group, Place
from nucuoi.scores.queries.tallies import Recent
from nucuoi.scores.rules.coverage import Coverage, coverage
from nucuoi.scores.rules.evidence import Counts
from nucuoi.scores.rules.periods import Span
from nucuoi.scores.rules.shown import Shown, missing


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of some counters in a span.

    Attributes:
        counts: Live, by evidence class.
        shown: The distribution of the last step; None before the first.
        missing: Ratings by ticket or kiosk until the next step; 0 = it is due.
        coverage: Ratings by ticket or kiosk against visits.
    """

    counts: Counts
    shown: Shown | None
    missing: int
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Row:
    """One unit or counter below, with its figures."""

    group: Group
    figures: Figures


@dataclass(frozen=True, slots=True)
class Board:
    """A unit in a span.

    Attributes:
        place: The unit in the tree of the board's day.
        span: What is counted.
        is_now: Whether the span holds today, so that its counts still move.
        recent: All ratings today, this week, this month and per day, as the tree stands today.
        figures: Of the whole unit in the span.
        rows: What is below, in Vietnamese order of names.
        devices: Tablets at its counters; None for spans that are over.
        remarks: Remarks that wait to be read; None for spans that are over.
        at: When it was read.
    """

    place: Place
    span: Span
    is_now: bool
    recent: Recent
    figures: Figures
    rows: tuple[Row, ...]
    devices: Devices | None
    remarks: int | None
    at: datetime


def board(place: Place, span: Span, today: date, counters_today: Collection[int]) -> Board:
    """The board of a place in a span.

    Args:
        place: The unit and what is below, as of the span.
        span: What is counted.
        today: The present day in Viet Nam.
        counters_today: Counters of the unit as the tree stands today, for the live counts.
    """
    is_now, at = span.holds(today), clock.local(clock.now())
    figures = _figures(place, span, [place.whole, *place.groups])
    return Board(
        place=place,
        span=span,
        is_now=is_now,
        recent=tallies.recent(counters_today, today),
        figures=figures[0],
        rows=tuple(Row(*pair) for pair in zip(place.groups, figures[1:], strict=True)),
        devices=devices(place, at) if is_now else None,
        remarks=remarks_waiting(place.counters) if is_now else None,
        at=at,
    )


def _figures(place: Place, span: Span, groups: list[Group]) -> list[Figures]:
    counts = tallies.by_counter(span, place.counters)
    visits = organisation.visits(place.counters, span.first, place.as_of)
    shown = steps.shown(span, [group.subject for group in groups])
    return [_of_group(group, counts, visits, shown.get(group.subject)) for group in groups]


def _of_group(
    group: Group,
    counts: Mapping[int, Counts],
    visits: Mapping[int, int | None],
    shown: Shown | None,
) -> Figures:
    none = Counts()
    whole = sum((counts.get(counter, none) for counter in group.counters), start=none)
    desks = (
        (counts.get(counter, none).headline, visits.get(counter)) for counter in group.counters
    )
    return Figures(whole, shown, missing(shown, whole.headline), coverage(desks))
