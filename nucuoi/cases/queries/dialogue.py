"""The dialogue under a receipt: what a citizen reads with her code, and what she may do now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from nucuoi.cases.models import CaseMove, CaseStanding
from nucuoi.cases.rules import moves
from nucuoi.cases.rules.words import Act, Kind, State
from nucuoi.foundation import clock

SATISFIED_AFTER = timedelta(days=3)
"""When "satisfied" takes effect."""
_SHOWN = (Act.ANSWERED, Act.WROTE_BACK, Act.REOPENED, Act.SATISFIED, Act.TOOK_BACK, Act.CLOSED)


@dataclass(frozen=True, slots=True)
class Said:
    """One thing in the dialogue; her own words are never shown again, since others may look on.

    Attributes:
        text: The unit's answer; empty for her own.
    """

    on: date
    at: datetime
    by_unit: bool
    act: Act
    text: str


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What the page shows.

    Attributes:
        due_at: By when the unit must answer; None when no clock runs.
        satisfied_until: Until when "satisfied" can be taken back; None = not said.
    """

    said: tuple[Said, ...]
    open: bool
    closed: bool
    answered: bool
    due_at: datetime | None
    satisfied_until: datetime | None
    may_write: bool
    may_judge: bool
    may_reopen: bool


def dialogue_of(rating: int | None) -> Dialogue | None:
    """The dialogue of a rating; None when it opened no matter that is answered."""
    found = CaseStanding.objects.filter(case__rating=rating or 0).first()
    if found is None or found.kind == Kind.THANKS:
        return None
    kind, state = Kind(found.kind), State(found.state)
    satisfied = satisfied_at(found.pk)
    said = _said(found.pk)
    reopened = any(one.act is Act.REOPENED for one in said)
    return Dialogue(
        said=said,
        open=state in (State.OPEN, State.HEARING),
        closed=state is State.CLOSED,
        answered=any(one.by_unit for one in said),
        due_at=found.due_at if state is State.OPEN else None,
        satisfied_until=None if satisfied is None else satisfied + SATISFIED_AFTER,
        may_write=moves.may(kind, state, Act.WROTE_BACK),
        may_judge=satisfied is None and moves.may(kind, state, Act.SATISFIED),
        may_reopen=not reopened and moves.may(kind, state, Act.REOPENED),
    )


def satisfied_at(case: int) -> datetime | None:
    """When she said that the answer satisfied; None when not, or taken back, or answered anew."""
    last = CaseMove.objects.filter(
        case=case, act__in=(Act.SATISFIED, Act.TOOK_BACK, Act.ANSWERED, Act.REOPENED)
    ).order_by("-id")
    found = last.values_list("act", "at").first()
    return found[1] if found and found[0] == Act.SATISFIED else None


def settled_by(
    answered: QuerySet[CaseStanding], at: datetime, silence: timedelta
) -> QuerySet[CaseStanding, int]:
    """Those of the answered matters that end by an instant, as numbers."""
    last = CaseMove.objects.filter(case=OuterRef("pk")).order_by("-id")
    judged = last.filter(act__in=(Act.SATISFIED, Act.TOOK_BACK, Act.ANSWERED))
    rows = answered.annotate(
        moved=Max("case__moves__at"),
        judged=Subquery(judged.values("act")[:1]),
        judged_at=Subquery(judged.values("at")[:1]),
    )
    satisfied = Q(judged=Act.SATISFIED, judged_at__lte=at - SATISFIED_AFTER)
    ended = rows.filter(satisfied | Q(moved__lte=at - silence))
    return ended.values_list("pk", flat=True)


def _said(case: int) -> tuple[Said, ...]:
    rows = CaseMove.objects.filter(case=case, act__in=_SHOWN).order_by("id")
    return tuple(
        Said(
            on=clock.local(at).date(),
            at=at,
            by_unit=act == Act.ANSWERED,
            act=Act(act),
            text=text if act == Act.ANSWERED and text else "",
        )
        for at, act, text in rows.values_list("at", "act", "message__text")
    )
