"""What happened to one matter, in order, and its figures by unit."""

from dataclasses import dataclass
from datetime import datetime

from nucuoi.accounts.queries import full_names
from nucuoi.cases.models import CaseMessage, CaseMove, CaseStanding
from nucuoi.cases.queries.names import official_names
from nucuoi.cases.rules.words import Act, Kind, State


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One thing that happened.

    Attributes:
        message: Answer, or masked words of the citizen; empty for other moves.
        who: Full name; empty for the citizen and the schedule.
        named: Full name of the official whom the inspectors named; empty for other moves.
        owner: Full name of whom the matter is with after it.
        desk_unit: Identity of the unit whose desk has it after it.
    """

    at: datetime
    act: Act
    who: str
    text: str
    message: str
    owner: str
    desk_unit: str
    level: int
    due_at: datetime | None
    named: str = ""


@dataclass(frozen=True, slots=True)
class StandingRow:
    """How a matter stands."""

    case: int
    kind: Kind
    state: State
    desk: str
    desk_unit: str
    owner: str
    level: int
    due_at: datetime | None
    moved_at: datetime
    rating: int | None


def moves_of(case: int) -> list[MoveRow]:
    """Everything that happened to a matter, the first first.

    Of a matter that the inspectors have passed to the unit, what they did and why it came to them
    stays with them; only what was said to the citizen and by her goes along.
    """
    kind = CaseStanding.objects.values_list("kind", flat=True).get(pk=case)
    written = CaseMessage.objects.filter(move__case=case)
    messages = dict(written.values_list("move_id", "masked"))
    found = CaseMove.objects.filter(case=case).order_by("id")
    rows = [row for row in found if _goes_along(row, kind) or row.pk in messages]
    names = full_names({row.by for row in rows} | {row.owner for row in rows})
    meant = official_names({row.named for row in rows if row.named})
    return [
        MoveRow(
            at=row.at,
            act=Act(row.act),
            who=names.get(row.by, ""),
            text=row.text if _goes_along(row, kind) else "",
            message=messages.get(row.pk, ""),
            owner=names.get(row.owner, row.owner),
            desk_unit=row.desk_unit,
            level=row.level,
            due_at=row.due_at,
            named=meant.get(row.named, row.named),
        )
        for row in rows
    ]


def _goes_along(row: CaseMove, kind: str) -> bool:
    return kind == Kind.ALLEGATION or row.kind != Kind.ALLEGATION


def standing_of(case: int) -> StandingRow:
    """How a matter stands; the caller has checked that she may see it."""
    row = CaseStanding.objects.select_related("case").get(pk=case)
    last = CaseMove.objects.filter(case=case).order_by("-id").values_list("at", flat=True)[0]
    return StandingRow(
        case=row.case_id,
        kind=Kind(row.kind),
        state=State(row.state),
        desk=row.desk,
        desk_unit=row.desk_unit,
        owner=row.owner,
        level=row.level,
        due_at=row.due_at,
        moved_at=last,
        rating=row.case.rating,
    )
