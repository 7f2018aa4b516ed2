"""What the ways of matters add up to: time to answer and to close, on time, satisfied, overdue; pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from nucuoi.cases.rules.words import Level


@dataclass(frozen=True, slots=True)
class Course:
    """The way of one matter so far; days are those of Viet Nam.

    Attributes:
        unit: Identity of the unit that has it.
        month: In which it came, as `foundation.clock.month`.
        begun: Day from which its clock ran.
        due: Its first deadline; None = it had none.
        answered: First answer; None = not yet.
        closed: When it was closed, if it is.
        satisfied: What the citizen said of the answer; None = nothing.
        late: Whether it waits now, beyond the deadline that holds now.
        level: How far it has climbed.
    """

    unit: str
    month: int
    begun: date
    due: datetime | None
    answered: datetime | None
    closed: datetime | None
    satisfied: bool | None
    reopened: bool
    waiting: bool
    late: bool
    level: int


@dataclass(frozen=True, slots=True)
class Sums:
    """Many matters together.

    Attributes:
        came: How many there are.
        answer_days: Median working days to the first answer; None = none was answered.
        close_days: The same to the close.
        judged: How many have met their first deadline or missed it.
        on_time: Of these, answered (or closed) in time.
        heard: How many citizens said whether the answer satisfied.
        satisfied: Of these, with yes.
        climbed: Of the late ones, how many wait with the head, the level above and the province.
    """

    came: int
    answered: int
    answer_days: float | None
    closed: int
    close_days: float | None
    judged: int
    on_time: int
    heard: int
    satisfied: int
    reopened: int
    waiting: int
    late: int
    climbed: tuple[int, int, int]


def add_up(
    courses: Iterable[Course], days_between: Callable[[date, date], int], now: datetime
) -> Sums:
    """The sums of some matters.

    Args:
        courses: Their ways.
        days_between: Working days from one day to another.
        now: A first deadline before it that nobody met is missed.
    """
    rows = list(courses)
    first_met = [(one, _met(one)) for one in rows if one.due]
    judged = [(one, met) for one, met in first_met if met or (one.due and one.due < now)]
    late = [one for one in rows if one.late]
    return Sums(
        came=len(rows),
        answered=sum(one.answered is not None for one in rows),
        answer_days=_median(
            days_between(one.begun, one.answered.date()) for one in rows if one.answered
        ),
        closed=sum(one.closed is not None for one in rows),
        close_days=_median(
            days_between(one.begun, one.closed.date()) for one in rows if one.closed
        ),
        judged=len(judged),
        on_time=sum(bool(met and one.due and met <= one.due) for one, met in judged),
        heard=sum(one.satisfied is not None for one in rows),
        satisfied=sum(bool(one.satisfied) for one in rows),
        reopened=sum(one.reopened for one in rows),
        waiting=sum(one.waiting for one in rows),
        late=len(late),
        climbed=(
            sum(one.level == Level.HEAD for one in late),
            sum(one.level == Level.ABOVE for one in late),
            sum(one.level == Level.PROVINCE for one in late),
        ),
    )


def _met(one: Course) -> datetime | None:
    """When the citizen had her answer, or the matter ended without one."""
    return one.answered or one.closed


def _median(values: Iterable[int]) -> float | None:
    found = list(values)
    return float(median(found)) if found else None
