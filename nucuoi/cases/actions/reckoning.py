"""Keeping what counts of a matter beside how it stands."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime

from nucuoi.cases.models import CaseStanding
from nucuoi.cases.queries.calendar import swapped_days
from nucuoi.cases.rules.reckoning import Happened, Reckoned, after
from nucuoi.cases.rules.words import Act, Kind
from nucuoi.foundation.working_days import working_days_until

_COLUMNS = tuple(one.name for one in fields(Reckoned))


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

    before = Reckoned(*(getattr(standing, column) for column in _COLUMNS))
    happened = Happened(at, act, Kind(standing.kind), standing.due_at)
    for column, value in asdict(after(before, happened, between)).items():
        setattr(standing, column, value)
