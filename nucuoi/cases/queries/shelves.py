"""Where an inbox is read: shelves, each of matters that one index holds in the order they are shown."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from nucuoi.cases.models import OWNED, CaseStanding
from nucuoi.cases.permissions import Scope, about, scopes
from nucuoi.cases.rules.moves import states_of
from nucuoi.cases.rules.words import Kind, State
from nucuoi.foundation.seat import Seat

Matters = QuerySet[CaseStanding]
_WORKED_ON = (State.OPEN, State.HEARING)


class Folder(Enum):
    """The folders of the inbox: address, words, icon."""

    WAITING = ("dang-cho", "Đang chờ xử lý", "inbox")
    MINE = ("cua-toi", "Giao cho tôi", "user-check")
    CLIMBED = ("qua-han", "Quá hạn đã báo lên", "alarm")
    CITIZEN = ("cho-nguoi-dan", "Chờ người dân", "messages")
    THANKS = ("loi-cam-on", "Lời cảm ơn", "heart")
    CLOSED = ("da-khep", "Đã khép", "archive")

    @property
    def slug(self) -> str:
        """How it stands in the address."""
        return self.value[0]

    @property
    def states(self) -> Sequence[State]:
        """The states of what is in it."""
        if self is Folder.CITIZEN:
            return (State.ANSWERED,)
        return (State.CLOSED,) if self.newest_first else _WORKED_ON

    @property
    def newest_first(self) -> bool:
        """Whether the latest deadline comes first, and not the nearest."""
        return self in (Folder.THANKS, Folder.CLOSED)

    def condition(self, names: Sequence[str]) -> Q:
        """What else holds for its matters, beside kind and state; `names` are the reader's."""
        if self is Folder.MINE:
            return OWNED & Q(owner__in=names)
        return Q(level__gt=0) if self is Folder.CLIMBED else Q()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Matters of a scope in one state, and what else holds for them."""

    scope: Scope
    state: State
    own: Q

    @property
    def matters(self) -> Matters:
        """Those that stand on it."""
        return CaseStanding.objects.filter(self.scope.condition, self.own, state=self.state)


def shelves(seats: Sequence[Seat], on: date) -> dict[Folder, list[Shelf]]:
    """The shelves of each folder within reach; no matter is on two of a folder."""
    names, others, within = [seat.username for seat in seats], ~about(seats), scopes(seats, on)
    return {
        folder: [
            Shelf(scope, state, folder.condition(names) & others)
            for scope in within
            if (scope.kind == Kind.THANKS) == (folder is Folder.THANKS)
            for state in folder.states
            if state in states_of(scope.kind)
        ]
        for folder in Folder
    }


def condition_of(found: Sequence[Shelf]) -> tuple[str, Sequence[Any]]:
    """SQL that holds for the matters on the shelves in `cases_casestanding`, and its values."""
    standing = Q()
    for shelf in found:
        standing |= shelf.scope.condition & shelf.own & Q(state=shelf.state)
    query = CaseStanding.objects.filter(standing).query
    sql, values = query.where.as_sql(query.get_compiler(connection=connection), connection)
    return sql, values


def ratings_on(found: Sequence[Shelf]) -> list[int]:
    """Ratings that opened the matters on the shelves."""
    opened = (shelf.matters.values_list("case__rating", flat=True) for shelf in found)
    return [rating for ratings in opened for rating in ratings if rating is not None]


def groups_on(found: Sequence[Shelf], firsts: Collection[int]) -> Mapping[int, int]:
    """How many matters on the shelves are in each group of remarks, by the first of it.

    Asked for the groups alone and sifted here, or a database may go through the shelves, which are long.
    """
    sizes: Counter[int] = Counter()
    if not firsts or not found:
        return sizes
    members = CaseStanding.objects.filter(found[0].own, alike__in=firsts, alike__isnull=False)
    columns = ("alike", "state", "kind", "desk_unit", "level")
    for first, state, *where in members.order_by().values_list(*columns):
        sizes[first] += any(state == shelf.state and shelf.scope.holds(*where) for shelf in found)
    return sizes


def count(found: Sequence[Shelf], most: int) -> int:
    """How many matters stand on the shelves, at most so many; in order, so that a shelf is read as shown."""
    counted = 0
    for shelf in found:
        if counted < most:
            counted += shelf.matters.order_by("due_at")[: most - counted].count()
    return counted


def first(
    found: Sequence[Matters], most: int, *, newest_first: bool, after: CaseStanding | None
) -> list[CaseStanding]:
    """The first of all these matters by their deadlines, those without one last.

    Args:
        found: Some of those on each shelf.
        most: How many at most.
        newest_first: As `Folder.newest_first`.
        after: Those before this one and itself are left out.
    """
    sign = -1 if newest_first else 1

    def place(one: CaseStanding) -> tuple[bool, float, int]:
        due = 0.0 if one.due_at is None else one.due_at.timestamp()
        return one.due_at is None, sign * due, sign * one.pk

    rows = [one for matters in found for one in _first(matters, most, newest_first, after)]
    return sorted(rows, key=place)[:most]


def _first(
    matters: Matters, most: int, newest_first: bool, after: CaseStanding | None
) -> list[CaseStanding]:
    """Of one shelf: two questions where one would be sorted, as databases place nothing differently."""
    sign, beyond = ("-", "lt") if newest_first else ("", "gt")
    dated, undated = matters.filter(due_at__isnull=False), matters.filter(due_at=None)
    if after is not None:
        following = Q(**{f"pk__{beyond}": after.pk})
        if after.due_at is None:
            dated, undated = dated.none(), undated.filter(following)
        else:
            later = Q(**{f"due_at__{beyond}": after.due_at})
            # Besides, a bound at which an index can begin.
            dated = dated.filter(later | following, **{f"due_at__{beyond}e": after.due_at})
    rows = list(dated.order_by(f"{sign}due_at", f"{sign}pk")[:most])
    return rows + list(undated.order_by(f"{sign}pk")[: most - len(rows)])
