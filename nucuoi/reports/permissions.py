"""Who may take what away: `accounts.matrix`, on the unit as of the day of its tree."""

from collections.abc import Iterable

from nucuoi.accounts.permissions import reach
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.permissions import check_may
from nucuoi.reports.rules.question import Kind, Question


def seat_for(seats: Iterable[Seat], question: Question) -> Seat:
    """The first of a person's seats that allows the export.

    Raises:
        Forbidden: If none does.
    """
    return check_may(seats, question.kind.action, question.unit, question.as_of)


def kinds_for(seats: Iterable[Seat]) -> list[Kind]:
    """What somebody with these seats may ask for somewhere."""
    held = list(seats)
    return [kind for kind in Kind if reach(held, kind.action)]
