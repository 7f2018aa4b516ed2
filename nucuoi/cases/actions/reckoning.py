"""Keeping what counts of a matter beside how it stands, and the tally of its unit with it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime

from django.db import connection

from nucuoi.cases.models import CaseStanding
from nucuoi.cases.queries.calendar import swapped_days
from nucuoi.cases.rules.reckoning import Happened, Reckoned, after
from nucuoi.cases.rules.tallying import tallied
from nucuoi.cases.rules.words import Act, Kind, State
from nucuoi.foundation.working_days import working_days_until

_COLUMNS = tuple(one.name for one in fields(Reckoned))
_ADD = """
    INSERT INTO cases_casetally (month, desk_unit, what, number, count) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (month, desk_unit, what, number)
    DO UPDATE SET count = cases_casetally.count + excluded.count
"""
_Cell = tuple[int, str, str, int]
"""Month, unit, and as `rules.tallying.Tallied`."""


def reckon(
    standing: CaseStanding, act: Act, at: datetime, swapped: Mapping[date, bool] | None = None
) -> None:
    """Sets on an unsaved standing what counts of the matter after an act that led to it.

    Args:
        standing: With the kind and deadline after the act.
        act: What happened.
        at: When.
        swapped: As `queries.calendar.swapped_days` gives them; None = they are read when needed.
    """

    def between(since: date, until: date) -> int:
        return working_days_until(since, until, swapped_days() if swapped is None else swapped)

    happened = Happened(at, act, Kind(standing.kind), standing.due_at)
    for column, value in asdict(after(_counted(standing), happened, between)).items():
        setattr(standing, column, value)


def keep(standing: CaseStanding, *, new: bool = False) -> None:
    """Saves a standing and moves the tally by what has changed, in the caller's transaction."""
    change = Counter(_cells(standing))
    if not new:
        change.subtract(_cells(CaseStanding.objects.get(pk=standing.pk)))
    standing.save(force_insert=new)
    rows = sorted((*cell, number) for cell, number in change.items() if number)
    if rows:  # in order, so that two of them never wait for each other
        with connection.cursor() as cursor:
            cursor.executemany(_ADD, rows)


def _cells(standing: CaseStanding) -> list[_Cell]:
    counted, waiting = _counted(standing), standing.state == State.OPEN
    return [
        (counted.month or 0, standing.desk_unit, *one) for one in tallied(counted, waiting=waiting)
    ]


def _counted(standing: CaseStanding) -> Reckoned:
    return Reckoned(*(getattr(standing, column) for column in _COLUMNS))
