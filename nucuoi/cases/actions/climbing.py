"""What the schedule does with matters: those overdue climb, those of an ended unit pass on."""

from datetime import datetime

from django.db import transaction

from nucuoi.cases.actions.opening import record_move
from nucuoi.cases.actions.reckoning import keep
from nucuoi.cases.models import WORKING, CaseStanding
from nucuoi.cases.queries.calendar import climbing, inspection_over, swapped_days
from nucuoi.cases.rules import moves
from nucuoi.cases.rules.words import Act, Desk, Kind, State
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.foundation.working_days import working_days_until
from nucuoi.organisation.queries import carried_over, tree

AT_ONCE = 500
"""Matters a call looks at, the longest overdue first."""


def climb(*, by: Seat = SYSTEM, now: datetime | None = None) -> int:
    """Lets overdue matters climb to the level that the rules name; returns how many steps they took.

    Every level is a record of its own, so that nobody is left out when the worker stood still.
    """
    at = now or clock.now()
    rules, swapped = climbing(clock.local(at).date()), swapped_days()
    highest = max((level for level, _ in rules), default=0)
    late = CaseStanding.objects.filter(
        WORKING, kind=Kind.FEEDBACK, state=State.OPEN, due_at__lt=at, level__lt=highest
    )
    steps = 0
    for case, due in list(late.order_by("due_at").values_list("pk", "due_at")[:AT_ONCE]):
        assert due is not None  # the query asks for it
        days = working_days_until(clock.local(due).date(), clock.local(at).date(), swapped)
        steps += _climb(case, [level for level, after in rules if days >= after], at, by)
    return steps


def pass_on_ended(*, by: Seat = SYSTEM) -> int:
    """Passes matters of units that are no more to their successors, with a record; how many."""
    today = clock.today()
    there = [row.unit for row in tree(today).rows]
    desks = CaseStanding.objects.exclude(desk_unit__in=there).values_list("desk_unit", flat=True)
    ended = sorted(set(desks.distinct()))
    heirs = {old: new[0] for old, new in carried_over(ended, today).items() if new}
    return sum(_hand_down(old, new, by) for old, new in heirs.items())


def _climb(case: int, levels: list[int], at: datetime, by: Seat) -> int:
    with transaction.atomic():
        standing = CaseStanding.objects.select_for_update().get(pk=case)
        due = standing.due_at
        if standing.state != State.OPEN or due is None or due >= at:
            return 0  # it was answered meanwhile
        above = [level for level in levels if level > standing.level]
        for level in above:
            standing.state = moves.after(Kind(standing.kind), State(standing.state), Act.CLIMBED)
            standing.level = level
            standing.save()
            record_move(standing, Act.CLIMBED, by=by)
    return len(above)


def _hand_down(old: str, new: str, by: Seat) -> int:
    cases = list(CaseStanding.objects.filter(desk_unit=old).values_list("pk", flat=True)[:AT_ONCE])
    for case in cases:
        with transaction.atomic():
            standing = CaseStanding.objects.select_for_update().get(pk=case)
            inspected = standing.desk == Desk.INSPECTION
            standing.desk_unit, standing.owner = inspection_of(standing) if inspected else new, ""
            keep(standing)
            record_move(standing, Act.PASSED_ON, by=by)
    return len(cases)


def inspection_of(standing: CaseStanding) -> str:
    """The unit whose inspection desk has it today: valid for the unit rated, or for its heir."""
    today = clock.today()
    rated = carried_over([standing.case.unit], today)[standing.case.unit]
    return inspection_over(rated[0] if rated else standing.case.unit, standing.official, today)
