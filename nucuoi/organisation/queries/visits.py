"""Visits at counters: what ratings are held against as coverage."""

from collections.abc import Collection
from datetime import date

from django.db import connection
from django.db.models import F, Sum

from nucuoi.organisation.models import Visit
from nucuoi.organisation.queries.at_counters import at_counters

_VISITS_ON = (
    "SELECT counter_id, submitted + supplemented + collected"
    ' FROM organisation_visit WHERE "on" = %s'
)


def visits(counter_ids: Collection[int], first_day: date, last_day: date) -> dict[int, int | None]:
    """Visits in person at each counter from one day to another, both included.

    Returns:
        Submitted, supplemented and collected dossiers together (online ones are no visits) for
        every asked counter; None where nothing was keyed, which is not the same as 0.
    """
    rows = Visit.objects.filter(
        at_counters("counter", counter_ids), on__range=(first_day, last_day)
    )
    sums = rows.values("counter_id").annotate(
        total=Sum(F("submitted") + F("supplemented") + F("collected"))
    )
    keyed = dict(sums.values_list("counter_id", "total"))
    return {counter: keyed.get(counter) for counter in counter_ids}


def visits_on(on: date) -> list[tuple[int, int]]:
    """Counter (row) and visits in person of every desk with a count for a day."""
    # Day by day, and not through the ORM: for a year of 5,000 desks a day or an object in each row
    # would cost more than the rest.
    with connection.cursor() as cursor:
        cursor.execute(_VISITS_ON, [on.isoformat()])
        rows: list[tuple[int, int]] = cursor.fetchall()
    return rows


def visit_total(counter_ids: Collection[int], first_day: date, last_day: date) -> int | None:
    """Visits at all these counters together; None when nothing was keyed at any of them."""
    keyed = [n for n in visits(counter_ids, first_day, last_day).values() if n is not None]
    return sum(keyed) if keyed else None
