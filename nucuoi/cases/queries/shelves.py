"""Where an inbox is read: shelves, each of matters that one index holds in the order they are shown."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Q, QuerySet

from nucuoi.cases.models import OWNED, CaseStanding
from nucuoi.cases.permissions import Scope, about, scopes
from nucuoi.cases.rules.moves import states_of
from nucuoi.cases.rules.words import Kind, State
from nucuoi.foundation.seat import Seat

Matters = QuerySet[CaseStanding]
_WORKED_ON = (State.OPEN, State.HEARING)
_COUNTED = "(SELECT COUNT(*) FROM ({}) shelf)"
_PART = "SELECT case_id, due_at FROM ({}) shelf"
_FIRST = """
    SELECT case_id FROM ({union}) shelves
    ORDER BY due_at IS NULL, due_at {sign}, case_id {sign} LIMIT %s
"""


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
    """Matters of a scope in one state, and what else holds for them.

    Attributes:
        own: What holds in its folder.
        others: Holds for matters that are not about the reader herself.
    """

    scope: Scope
    state: State
    own: Q
    others: Q

    @property
    def matters(self) -> Matters:
        """Those that stand on it."""
        return self.place.filter(self.others)

    @property
    def place(self) -> Matters:
        """Those and the few about the reader: an index alone knows how many."""
        return CaseStanding.objects.filter(self.scope.condition, self.own, state=self.state)


def shelves(seats: Sequence[Seat], on: date) -> dict[Folder, list[Shelf]]:
    """The shelves of each folder within reach; no matter is on two of a folder."""
    names, others, within = [seat.username for seat in seats], ~about(seats), scopes(seats, on)
    return {
        folder: [
            Shelf(scope, state, folder.condition(names), others)
            for scope in within
            if (scope.kind == Kind.THANKS) == (folder is Folder.THANKS)
            for state in folder.states
            if state in states_of(scope.kind)
        ]
        for folder in Folder
    }


def condition_of(found: Sequence[Shelf]) -> tuple[str, Sequence[Any]]:
    """SQL that holds for the matters on the shelves in `cases_casestanding`, and its values."""
    query = CaseStanding.objects.filter(_standing(found)).query
    sql, values = query.where.as_sql(query.get_compiler(connection=connection), connection)
    return sql, values


def numbers_on(found: Sequence[Shelf]) -> tuple[str, Sequence[Any]]:
    """SQL that gives the matters on the shelves as `pk`, each shelf read by its index, and its values."""
    asked = [_sql(shelf.matters.values("pk")) for shelf in found]
    return " UNION ALL ".join(sql for sql, _ in asked), [
        value for _, more in asked for value in more
    ]


def hold_at_most(found: Sequence[Shelf], most: int) -> bool:
    """Whether no more than so many matters stand on the shelves, those about the reader counted too."""
    return _count([[shelf.place for shelf in found]], most + 1)[0] <= most


def groups_on(found: Sequence[Shelf], firsts: Collection[int]) -> Mapping[int, int]:
    """How many matters on the shelves are in each group of remarks, by the first of it.

    Where they stand is asked of the groups' own matters only, or a database may go through the
    shelves, which are long.
    """
    if not firsts or not found:
        return {}
    members = CaseStanding.objects.filter(alike__in=firsts, alike__isnull=False)
    there = Count("pk", filter=_standing(found))
    return dict(members.order_by().values_list("alike").annotate(there=there))


def count(folders: Sequence[Sequence[Shelf]], most: int) -> list[int]:
    """How many matters stand on the shelves of each folder, at most so many."""
    return _count([[shelf.matters for shelf in found] for found in folders], most)


def _count(folders: Sequence[Sequence[Matters]], most: int) -> list[int]:
    """One question for all; in order, so that each shelf is read as it is shown."""
    values: list[Any] = []
    sums = []
    for found in folders:
        asked = [_sql(matters.order_by("due_at").values("pk")[:most]) for matters in found]
        sums.append(" + ".join(_COUNTED.format(sql) for sql, _ in asked) or "0")
        values += [value for _, more in asked for value in more]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(sums)}", values)  # as compiled
        return [min(number, most) for number in cursor.fetchone()]


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
    parts = [part for matters in found for part in _parts(matters, newest_first, after)]
    try:
        asked = [_sql(part.values_list("case_id", "due_at")[:most]) for part in parts]
    except EmptyResultSet:  # the sieve lets nothing through
        return []
    if not asked:
        return []
    union = " UNION ALL ".join(_PART.format(sql) for sql, _ in asked)
    values = [value for _, more in asked for value in more]
    sign = "DESC" if newest_first else "ASC"
    with connection.cursor() as cursor:
        cursor.execute(_FIRST.format(union=union, sign=sign), [*values, most])
        places = [case for (case,) in cursor.fetchall()]
    rows = CaseStanding.objects.select_related("case").in_bulk(places)
    return [rows[case] for case in places]


def _parts(matters: Matters, newest_first: bool, after: CaseStanding | None) -> Iterator[Matters]:
    """Of one shelf: two questions where one would be sorted, as databases place nothing differently."""
    sign, beyond = ("-", "lt") if newest_first else ("", "gt")
    placed = (f"{sign}due_at", f"{sign}pk")  # as the index has it, those without a deadline too
    dated, undated = matters.filter(due_at__isnull=False), matters.filter(due_at=None)
    if after is not None:
        following = Q(**{f"pk__{beyond}": after.pk})
        if after.due_at is None:
            yield undated.filter(following).order_by(*placed)
            return
        later = Q(**{f"due_at__{beyond}": after.due_at})
        # Besides, a bound at which an index can begin.
        dated = dated.filter(later | following, **{f"due_at__{beyond}e": after.due_at})
    yield dated.order_by(*placed)
    yield undated.order_by(*placed)


def _standing(found: Sequence[Shelf]) -> Q:
    standing = Q()
    for shelf in found:
        standing |= shelf.scope.condition & shelf.own & shelf.others & Q(state=shelf.state)
    return standing


def _sql(asked: QuerySet[CaseStanding, Any]) -> tuple[str, Sequence[Any]]:
    return asked.query.sql_with_params()
