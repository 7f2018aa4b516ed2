"""Opening matters, in the follower's transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from nucuoi.audit import actions as audit
from nucuoi.cases.actions.reckoning import keep, reckon
from nucuoi.cases.models import Case, CaseMove, CaseStanding
from nucuoi.cases.queries.alike import first_of
from nucuoi.cases.queries.calendar import inspection_over, span_for, swapped_days
from nucuoi.cases.rules.deadlines import due_at
from nucuoi.cases.rules.words import Act, Desk, Kind, State
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM, Seat


@dataclass(frozen=True, slots=True)
class Opening:
    """A matter to be opened; columns as `models.Case`."""

    rating: int | None
    kind: Kind
    unit: str
    point: str
    official: str
    topic: str
    day: int
    half: int
    wants_answer: bool
    citation: str


def open_cases(openings: Iterable[Opening], on: date, *, by: Seat = SYSTEM) -> int:
    """Opens matters that are not open yet; returns how many.

    Args:
        openings: What to open; a rating opens at most one.
        on: The day from which clocks run.
        by: The seat acted from; the schedule's as a rule.
    """
    wanted = list(openings)
    known = Case.objects.filter(rating__in=[one.rating for one in wanted])
    there = set(known.values_list("rating", flat=True))
    new = [one for one in wanted if one.rating is None or one.rating not in there]
    swapped = swapped_days() if new else {}
    for one in new:
        open_case(one, on, by=by, swapped=swapped)
    return len(new)


def open_case(
    opening: Opening,
    on: date,
    *,
    by: Seat = SYSTEM,
    swapped: Mapping[date, bool] | None = None,
    about: str = "",
    at: datetime | None = None,
) -> CaseStanding:
    """Opens one matter; the caller knows that it is not open yet.

    Args:
        opening: What to open.
        on: The day from which its clock runs.
        by: The seat acted from.
        swapped: As `queries.calendar.swapped_days` gives them; None = they are read.
        about: What else stands in the first record beside the citation.
        at: When; None = now.

    Returns:
        How it stands.
    """
    due = _due(opening.kind, on, swapped_days() if swapped is None else swapped)
    begun = at or clock.now()
    case = Case.objects.create(
        rating=opening.rating,
        kind=opening.kind,
        unit=opening.unit,
        point=opening.point,
        official=opening.official,
        topic=opening.topic,
        day=opening.day,
        half=opening.half,
        wants_answer=opening.wants_answer,
        opened_at=begun,
        citation=opening.citation,
    )
    desk, desk_unit = desk_of(opening.kind, opening.unit, opening.official, on)
    standing = CaseStanding(
        case=case,
        kind=opening.kind,
        state=State.CLOSED if opening.kind == Kind.THANKS else State.OPEN,
        desk=desk,
        desk_unit=desk_unit,
        due_at=due,
        topic=opening.topic,
        official=opening.official,
        alike=first_of(opening.rating),
    )
    reckon(standing, Act.OPENED, begun)
    keep(standing, new=True)
    text = ". ".join(filter(None, (opening.citation, about)))
    record_move(standing, Act.OPENED, by=by, text=text, at=begun)
    return standing


def desk_of(kind: Kind, unit: str, official: str, on: date) -> tuple[Desk, str]:
    """The desk that takes a matter: the unit's own, or the inspection's for what points to a breach."""
    if kind == Kind.ALLEGATION:
        return Desk.INSPECTION, inspection_over(unit, official, on)
    return Desk.UNIT, unit


def record_move(
    standing: CaseStanding, act: Act, *, by: Seat, text: str = "", at: datetime | None = None
) -> CaseMove:
    """Writes what happened, how the matter stands after it, and the audit row; `at` None = now."""
    made = CaseMove.objects.create(
        case_id=standing.case_id,
        at=at or clock.now(),
        act=act,
        by=by.username,
        role=by.role,
        text=text,
        kind=standing.kind,
        state=standing.state,
        desk=standing.desk,
        desk_unit=standing.desk_unit,
        owner=standing.owner,
        level=standing.level,
        due_at=standing.due_at,
        named=standing.official if act == Act.NAMED else "",
    )
    audit.record(
        by=by,
        action=f"cases.case.{act}",
        subject=str(standing.case_id),
        unit=standing.desk_unit,
        owner=standing.owner,
        level=standing.level,
    )
    return made


def _due(kind: Kind, on: date, swapped: Mapping[date, bool]) -> datetime | None:
    span = span_for(kind, on)
    return None if span is None else due_at(on, span, swapped)
