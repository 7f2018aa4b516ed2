"""The figures of matters by unit and month; what points to a breach is not in them."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Count, Q

from nucuoi.cases.models import CaseStanding
from nucuoi.cases.rules.figures import COUNTED, Counts, Sums
from nucuoi.cases.rules.words import Level, State
from nucuoi.foundation import clock

Cells = dict[tuple[str, int], Sums]


def sums_of(units: Collection[str], first: date, now: datetime) -> Cells:
    """Sums by unit and month of the feedback that came to these units' desks since a month.

    A matter that the inspectors passed on counts from the day on which the unit had it.

    Args:
        units: Identities; a matter counts for the unit that has it now.
        first: A day of the first month.
        now: A first deadline before it that nobody met is missed.
    """
    rows = CaseStanding.objects.filter(month__gte=clock.month(first), desk_unit__in=units)
    cells = rows.order_by().values_list("desk_unit", "month")
    found: Cells = {
        (unit, month): Sums(Counts(*counts))
        for unit, month, *counts in cells.annotate(**_counted(now))
    }
    for days in ("answer_days", "close_days"):
        taken = cells.filter(**{f"{days}__isnull": False}).values_list("desk_unit", "month", days)
        for unit, month, number, count in taken.annotate(Count("pk")):
            sums = found.setdefault((unit, month), Sums())
            (sums.answers if days == "answer_days" else sums.closes)[number] = count
    return found


def _counted(now: datetime) -> dict[str, Count]:
    """The columns of `Counts`, in its order."""
    waiting = Q(state=State.OPEN)
    late = waiting & Q(due_at__lt=now)
    which = {
        "came": Q(),
        "judged": Q(met__isnull=False) | Q(first_due__lt=now),
        "on_time": Q(met=True),
        "heard": Q(satisfied__isnull=False),
        "satisfied": Q(satisfied=True),
        "reopened": Q(reopened=True),
        "waiting": waiting,
        "late": late,
        "head": late & Q(level=Level.HEAD),
        "above": late & Q(level=Level.ABOVE),
        "province": late & Q(level=Level.PROVINCE),
    }
    return {f"n_{name}": Count("pk", filter=which[name]) for name in COUNTED}
