"""The figures of matters by unit and month, read from their moves; what points to a breach is not in them."""

from collections.abc import Callable, Collection
from datetime import date, datetime, time
from functools import cache

from django.db.models import Count, Max, Min, Q

from nucuoi.cases.models import CaseStanding
from nucuoi.cases.queries.calendar import swapped_days
from nucuoi.cases.rules.figures import Course
from nucuoi.cases.rules.words import Act, Kind, State
from nucuoi.foundation import clock
from nucuoi.foundation.working_days import working_days_until

_MOVES = "case__moves"
_COLUMNS = (
    "desk_unit", "state", "due_at", "level", "begun_at", "first_due", "answered", "closed",
    "reopened", "said_yes", "said_else",
)  # fmt: skip


def courses(units: Collection[str], first: date, now: datetime) -> list[Course]:
    """The ways of the feedback that came to these units' desks since a day.

    A matter that the inspectors passed on counts from the day on which the unit had it.
    """
    since = datetime.combine(first, time(), clock.HO_CHI_MINH)
    rows = CaseStanding.objects.filter(
        kind=Kind.FEEDBACK, desk_unit__in=units, case__opened_at__gte=since
    )
    found = rows.order_by().annotate(
        begun_at=Min(f"{_MOVES}__at", filter=_of_unit()),
        first_due=Min(f"{_MOVES}__due_at", filter=_of_unit()),
        answered=Min(f"{_MOVES}__at", filter=_of_unit() & _did(Act.ANSWERED)),
        closed=Max(f"{_MOVES}__at", filter=_did(Act.CLOSED)),
        reopened=Count(_MOVES, filter=_did(Act.REOPENED)),
        said_yes=Max(f"{_MOVES}__id", filter=_did(Act.SATISFIED)),
        said_else=Max(f"{_MOVES}__id", filter=_did(Act.TOOK_BACK, Act.REOPENED)),
    )
    return [_course(row, now) for row in found.values(*_COLUMNS)]


def days_between() -> Callable[[date, date], int]:
    """Counts working days from one day to another, with the swapped days as they stand now."""
    swapped = swapped_days()

    @cache
    def between(since: date, until: date) -> int:
        return working_days_until(since, until, swapped)

    return between


def _did(*acts: Act) -> Q:
    return Q(**{f"{_MOVES}__act__in": acts})


def _of_unit() -> Q:
    return Q(**{f"{_MOVES}__kind": Kind.FEEDBACK})


def _course(row: dict[str, object], now: datetime) -> Course:
    begun = _local(row["begun_at"])
    assert begun is not None  # every standing has a move
    due = _local(row["due_at"])
    waiting = row["state"] == State.OPEN
    yes, other = int(str(row["said_yes"] or 0)), int(str(row["said_else"] or 0))
    reopened = bool(row["reopened"])
    return Course(
        unit=str(row["desk_unit"]),
        month=clock.month(begun.date()),
        begun=begun.date(),
        due=_local(row["first_due"]),
        answered=_local(row["answered"]),
        closed=_local(row["closed"]) if row["state"] == State.CLOSED else None,
        satisfied=True if yes > other else False if reopened else None,
        reopened=reopened,
        waiting=waiting,
        late=waiting and due is not None and due < now,
        level=int(str(row["level"])),
    )


def _local(at: object) -> datetime | None:
    return clock.local(at) if isinstance(at, datetime) else None
