"""Counts of ratings and remarks for boards, health and metrics."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Min

from nucuoi.foundation import clock
from nucuoi.organisation.queries import at_counters
from nucuoi.ratings.models import Pending, Rating, Remark

REMARKS_WAIT = timedelta(days=30)
"""Until matters are settled in their own room, a remark waits this long."""


def ratings_total() -> int:
    """How many ratings are stored: counted in the table itself, so that no process can differ."""
    return Rating.objects.count()


def pending() -> int:
    """How many ratings wait for their leaf."""
    return Pending.objects.count()


def oldest_pending_at() -> datetime | None:
    """When the rating that waits longest for its leaf arrived; None when none waits."""
    waiting = Pending.objects.filter(rating__intake__isnull=False)
    oldest = waiting.aggregate(at=Min("rating__intake__arrived_ms"))["at"]
    return None if oldest is None else clock.from_ms(oldest)


def remarks_waiting(counters: Iterable[int]) -> int:
    """Remarks at these counters that nobody has settled: all of the last 30 days.

    Args:
        counters: Rows of counters, as `organisation.queries.counters_under` gives them.
    """
    since = clock.day_number(clock.today() - REMARKS_WAIT)
    remarks = Remark.objects.exclude(text="")
    return remarks.filter(at_counters("rating__counter", counters), rating__day__gte=since).count()
