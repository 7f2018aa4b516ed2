"""What a unit's figures count of one matter: how each thing that happens to it moves that; pure."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from nucuoi.cases.rules.words import Act, Kind
from nucuoi.foundation import clock

DaysBetween = Callable[[date, date], int]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What counts of a matter; columns of `models.CaseStanding`.

    Attributes:
        begun: Day from which the unit had it; None = it is in no figure.
        month: In which that was, as `foundation.clock.month`.
        first_due: Its first deadline; None = it had none.
        met: Whether that was met; None = there was none, or nobody has met it yet.
        answer_days: Working days to the first answer; None = none yet.
        close_days: The same to the close; None = it is not closed.
        satisfied: What the citizen said of the answer; None = nothing.
    """

    begun: date | None = None
    month: int | None = None
    first_due: datetime | None = None
    met: bool | None = None
    answer_days: int | None = None
    close_days: int | None = None
    satisfied: bool | None = None
    reopened: bool = False


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened, and the kind and deadline of the matter after it."""

    at: datetime
    act: Act
    kind: Kind
    due_at: datetime | None


def after(before: Reckoned, happened: Happened, between: DaysBetween) -> Reckoned:
    """What counts after one more thing has happened.

    What points to a breach counts nowhere; passed on to the unit, a matter counts from that day.

    Args:
        before: What counted until then; `Reckoned()` of a matter that is being opened.
        happened: What happened.
        between: Working days from one day to another.
    """
    if happened.kind != Kind.FEEDBACK:
        return Reckoned()
    on = clock.local(happened.at).date()
    if before.begun is None:
        return Reckoned(begun=on, month=clock.month(on), first_due=happened.due_at)
    match happened.act:
        case Act.ANSWERED if before.answer_days is None:
            met = _met(before, happened)
            return replace(before, met=met, answer_days=between(before.begun, on))
        case Act.CLOSED:
            met = _met(before, happened) if before.answer_days is None else before.met
            return replace(before, met=met, close_days=between(before.begun, on))
        case Act.REOPENED:
            met = None if before.answer_days is None else before.met
            return replace(before, met=met, close_days=None, satisfied=False, reopened=True)
        case Act.SATISFIED:
            return replace(before, satisfied=True)
        case Act.TOOK_BACK:
            return replace(before, satisfied=False if before.reopened else None)
        case _:
            return before


def _met(before: Reckoned, happened: Happened) -> bool | None:
    return None if before.first_due is None else happened.at <= before.first_due
