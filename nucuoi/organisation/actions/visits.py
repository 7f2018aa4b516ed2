"""Visits keyed on a screen, read from a file or sent by a system; a correction keeps old and new."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from nucuoi.audit.actions import record, record_each
from nucuoi.foundation import clock
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.models import Visit
from nucuoi.organisation.queries.visit_days import VisitChange, visit_changes
from nucuoi.organisation.rules.visit_file import Line
from nucuoi.organisation.rules.visits import KINDS, Counts, check_counts
from nucuoi.organisation.rules.words import VisitSource


def record_visits(
    *,
    by: Seat,
    on: date,
    counts: dict[str, Counts],
    source: VisitSource = VisitSource.SCREEN,
) -> list[VisitChange]:
    """Keeps what was counted at counters on one day; earlier counts are overwritten.

    Args:
        by: Who counted, kept beside the count.
        on: The day, not in the future.
        counts: Code of a counter to its counts.
        source: How they reached us.

    Returns:
        What was new or other than before; equal counts are left as they are.

    Raises:
        Invalid: If a counter is unknown or was not open that day, or a count is out of range.
    """
    lines = [
        Line(number, code, on, these) for number, (code, these) in enumerate(counts.items(), 1)
    ]
    return import_visits(by=by, lines=lines, source=source)


def import_visits(
    *, by: Seat, lines: Sequence[Line], source: VisitSource = VisitSource.CSV
) -> list[VisitChange]:
    """Keeps the counts of many counters and days, all or nothing; otherwise like `record_visits`.

    Raises:
        WrongFile: Naming the lines whose counter is unknown or was not open.
    """
    for line in lines:
        check_counts(line.counts)
    with transaction.atomic():
        changes = visit_changes(lines, today=clock.today())
        _keep(changes, by=by, source=source, at=clock.now())
        _audit(changes, by=by, source=source)
    return changes


def _keep(changes: Iterable[VisitChange], *, by: Seat, source: VisitSource, at: datetime) -> None:
    Visit.objects.bulk_create(
        (
            Visit(
                counter_id=change.counter_id,
                on=change.on,
                source=source,
                keyed_by=by.username,
                keyed_at=at,
                **{kind: getattr(change.new, kind) for kind in KINDS},
            )
            for change in changes
        ),
        batch_size=500,
        update_conflicts=True,
        unique_fields=["counter", "on"],
        update_fields=[*KINDS, "source", "keyed_by", "keyed_at"],
    )


def _audit(changes: Sequence[VisitChange], *, by: Seat, source: VisitSource) -> None:
    """One row for what is new, one for each correction with old and new."""
    fresh = [change for change in changes if change.old is None]
    if fresh:
        days = [change.on for change in fresh]
        record(
            by=by,
            action="organisation.visit.recorded",
            subject=fresh[0].point if len({change.point for change in fresh}) == 1 else "",
            source=str(source),
            first_day=min(days).isoformat(),
            last_day=max(days).isoformat(),
            desk_days=len(fresh),
        )
    record_each(
        by=by,
        action="organisation.visit.corrected",
        acts=[
            (
                change.counter,
                {
                    "on": change.on.isoformat(),
                    "source": str(source),
                    "old": change.old.words,
                    "new": change.new.words,
                },
            )
            for change in changes
            if change.old is not None
        ],
    )
