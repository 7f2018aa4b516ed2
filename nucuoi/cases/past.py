"""Matters of the past, opened and moved as they would have been on their days: for a demonstration."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from nucuoi.cases.actions.messages import keep_message
from nucuoi.cases.actions.opening import Opening, open_case, record_move
from nucuoi.cases.actions.reckoning import keep, reckon
from nucuoi.cases.follower import read_ahead
from nucuoi.cases.models import CaseStanding
from nucuoi.cases.rules import moves
from nucuoi.cases.rules.words import Act, Kind, State
from nucuoi.foundation import clock
from nucuoi.foundation.seat import Seat
from nucuoi.ledger import queries

_AT_ONCE = 500
SPOKEN = (Act.ANSWERED, Act.WROTE_BACK, Act.REOPENED)
"""Acts whose text is a message of the dialogue, with a leaf of its own."""


@dataclass(frozen=True, slots=True)
class Past:
    """One thing that happened.

    Attributes:
        level: How far the matter has climbed from then on.
        due: The deadline that holds from then on; None = as before.
    """

    at: datetime
    act: Act
    by: Seat
    text: str = ""
    level: int = 0
    due: datetime | None = None


def newest_openings(leaves: int) -> list[Opening]:
    """Reads the newest leaves of the log; what the rules open for them, the oldest visit first."""
    size = queries.size()
    found: list[Opening] = []
    for start in range(max(size - leaves, 0), size, _AT_ONCE):
        rows = queries.subjects_from(start, min(_AT_ONCE, size - start))
        found += read_ahead(rows)
    return sorted(found, key=lambda one: (one.day, one.rating or 0))


@dataclass(frozen=True, slots=True)
class Opened:
    """A matter that was opened.

    Attributes:
        desk_unit: Identity of the unit whose desk has it.
        due_at: Its deadline; None = it has none.
    """

    case: int
    kind: Kind
    desk_unit: str
    topic: str
    due_at: datetime | None


def open_past(opening: Opening, swapped: Mapping[date, bool]) -> Opened:
    """Opens a matter at five in the afternoon of the day of the visit, in the caller's transaction."""
    day = clock.day_of(opening.day)
    at = datetime.combine(day, time(17), clock.HO_CHI_MINH) - timedelta(minutes=opening.half)
    made = open_case(opening, day, swapped=swapped, at=at)
    return Opened(made.pk, opening.kind, made.desk_unit, opening.topic, made.due_at)


def happen(case: int, past: Sequence[Past], swapped: Mapping[date, bool]) -> None:
    """Lets a matter go its legal way, each step at its own time.

    Raises:
        Conflict: If a step is not legal where it would be taken.
    """
    with transaction.atomic():
        standing = CaseStanding.objects.select_for_update().select_related("case").get(pk=case)
        for one in past:
            _step(standing, one, swapped)
        keep(standing)


def _step(standing: CaseStanding, one: Past, swapped: Mapping[date, bool]) -> None:
    standing.state = moves.after(Kind(standing.kind), State(standing.state), one.act)
    standing.level = max(standing.level, one.level)
    standing.due_at = one.due or standing.due_at
    if one.act == Act.ASSIGNED:
        standing.owner = one.by.username
    reckon(standing, one.act, one.at, swapped)
    spoken = one.act in SPOKEN
    made = record_move(standing, one.act, by=one.by, text="" if spoken else one.text, at=one.at)
    if spoken and one.text:
        keep_message(made, one.text, masked=one.text)


def until(past: Iterator[Past], now: datetime) -> list[Past]:
    """Those that have happened by now."""
    return [one for one in past if one.at <= now]
