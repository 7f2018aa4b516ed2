"""Recording the distributions that may be shown (design §4.7); a record, never made anew."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from nucuoi.foundation import clock
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.queries import Tree
from nucuoi.ratings.rules.words import Evidence
from nucuoi.scores.models import Step
from nucuoi.scores.rules.fold import DayCell
from nucuoi.scores.rules.steps import is_due, starts
from nucuoi.scores.rules.tally import SCORES
from nucuoi.scores.writing import write

HEADLINE = frozenset({Evidence.TICKET, Evidence.KIOSK})
"""Evidence that distributions are drawn from."""

_NUMBERS = {"day": clock.day_number, "week": clock.iso_week, "month": clock.month}
_SUMS = """
    SELECT counter.code, unit.unit,
        SUM(tally.n), SUM(tally.s1), SUM(tally.s2), SUM(tally.s3), SUM(tally.s4), SUM(tally.s5)
    FROM scores_{period}tally tally
    JOIN organisation_counter counter ON counter.id = tally.counter
    JOIN organisation_servicepoint point ON point.id = counter.point_id
    JOIN organisation_unit unit ON unit.id = point.unit_id
    WHERE tally.{period} = %s AND tally.evidence IN (%s, %s)
    GROUP BY counter.code, unit.unit
"""
_STEP = {
    "shown_at": "timestamptz",
    "period": "text",
    "start": "date",
    "subject": "text",
    **dict.fromkeys(("n", *SCORES), "int"),
}
_INSTEAD = f"""
    ON CONFLICT (subject, period, start) DO UPDATE SET
    {", ".join(f"{column} = excluded.{column}" for column in ("shown_at", "n", *SCORES))}
"""


class _Sum(NamedTuple):
    counter: str
    point: str
    counts: tuple[int, ...]


def show(on: date, touched: Iterable[DayCell]) -> int:
    """Takes the steps that are due on a day for the counters touched and the units above them.

    Cells before the month (and week) of `on`, and of evidence that no distribution is drawn from,
    change nothing. Returns how many steps were taken.
    """
    first = clock.day_number(min(starts(on).values()))
    counters = {cell.counter for cell in touched if cell.day >= first and cell.evidence in HEADLINE}
    return _show(on, counters) if counters else 0


def show_all(on: date | None = None) -> int:
    """Takes every step that is due on a day, None = today: for what a crash left out."""
    return _show(on or clock.today(), None)


def _show(on: date, counters: Collection[str] | None) -> int:
    tree = organisation.tree(on)
    shown_at = connection.ops.adapt_datetimefield_value(clock.now())
    due = [
        (shown_at, period, start, *step)
        for period, start in starts(on).items()
        for step in _due(period, start, _totals(tree, _sums(period, start), counters))
    ]
    if due:
        with transaction.atomic(), connection.cursor() as cursor:
            write(cursor, "scores_step", _STEP, due, _INSTEAD)
    return len(due)


def _sums(period: str, start: date) -> list[_Sum]:
    with connection.cursor() as cursor:
        cursor.execute(_SUMS.format(period=period), (_NUMBERS[period](start), *sorted(HEADLINE)))
        return [_Sum(counter, point, tuple(counts)) for counter, point, *counts in cursor]


def _totals(
    tree: Tree, sums: list[_Sum], counters: Collection[str] | None
) -> dict[str, tuple[int, ...]]:
    """Total n and scores by subject; only subjects that hold one of `counters`, None = all."""
    wanted = {
        subject
        for found in sums
        if counters is None or found.counter in counters
        for subject in _subjects(tree, found)
    }
    totals: dict[str, tuple[int, ...]] = {}
    for found in sums:
        for subject in _subjects(tree, found):
            if subject in wanted:
                before = totals.get(subject, (0,) * len(found.counts))
                totals[subject] = tuple(map(sum, zip(before, found.counts, strict=True)))
    return totals


def _subjects(tree: Tree, found: _Sum) -> Iterator[str]:
    yield f"counter:{found.counter}"
    if found.point in tree:
        yield f"unit:{found.point}"
        for above in tree.ancestors(found.point):
            yield f"unit:{above.unit}"


def _due(
    period: str, start: date, totals: dict[str, tuple[int, ...]]
) -> Iterator[tuple[str | int, ...]]:
    shown = Step.objects.filter(period=period, start=start, subject__in=totals)
    before = dict(shown.values_list("subject", "n"))
    for subject, counts in totals.items():
        if is_due(shown=before.get(subject), n=counts[0]):
            yield subject, *counts
