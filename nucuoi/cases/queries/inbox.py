"""The inbox: folders, one page of matters in the order of their deadlines, and what a month was like."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.db.models import F, Q, QuerySet

from nucuoi.accounts.queries import full_names
from nucuoi.cases.models import WORKING, CaseStanding, Reading
from nucuoi.cases.permissions import READ, reached
from nucuoi.cases.queries.alike import groups_of
from nucuoi.cases.queries.names import last_names
from nucuoi.cases.queries.search import find
from nucuoi.cases.rules.words import Kind, State
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.models import Unit
from nucuoi.organisation.queries import carried_over, tree
from nucuoi.organisation.queries import reached as units_reached

PAGE = 30
COUNTED = 1000
"""Folders are counted up to here: beyond it the page says "1.000+"."""


_NEWEST = 4_000
"""Matters among which the newest of an inbox are looked for first."""


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


_BY_AGE = (Folder.CLOSED, Folder.THANKS)
"""Shown the newest first; the others the nearest deadline first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A matter in the inbox.

    Attributes:
        text: The masked remark; empty when there is none.
        place: Name of the service point.
        owner: Full name; empty = nobody yet.
        official: Code of the official on duty or named; for the settler's choices, never shown with the remark.
        alike: How many matters of the folder, within reach, are worded alike, itself included; 0 = in no group.
    """

    case: int
    opened_at: datetime
    kind: Kind
    state: State
    topic: str
    text: str
    place: str
    owner: str
    day: int
    half: int
    due_at: datetime | None
    official: str = ""
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the inbox: folder, words looked for, topic, and page from 1.

    `alike` is the number of a matter: only those worded like it; 0 = all.
    """

    folder: Folder
    words: str = ""
    topic: str = ""
    page: int = 1
    alike: int = 0

    @property
    def sifts(self) -> bool:
        """Whether less than the whole folder is asked for."""
        return bool(self.words.strip() or self.topic or self.alike)


def counts(seats: Sequence[Seat], on: date) -> dict[Folder, int]:
    """How many matters stand in each folder, at most `COUNTED`."""
    mine = CaseStanding.objects.filter(reached(seats, on))
    names = [seat.username for seat in seats]
    return {
        folder: mine.filter(_of_folder(folder, names)).order_by()[:COUNTED].count()
        for folder in Folder
    }


def page(seats: Sequence[Seat], asked: Asked, on: date) -> tuple[list[Row], bool]:
    """One page of a folder, the nearest deadline first, and whether another follows."""
    names = [seat.username for seat in seats]
    mine = CaseStanding.objects.filter(reached(seats, on))
    whole = mine.filter(_of_folder(asked.folder, names))
    found = whole.select_related("case")
    if asked.topic:
        found = found.filter(case__topic=asked.topic)
    if asked.words.strip():
        found = found.filter(case__rating__in=find(asked.words, _units(seats, on)))
    if asked.alike:
        found = found.filter(case__rating__in=_group_of(mine, asked.alike))
    start = (asked.page - 1) * PAGE
    if asked.sifts:
        rows = list(_in_order(found, asked.folder)[start : start + PAGE + 1])
    else:
        rows = _unsifted(found, asked.folder, start)
    return _rows(rows[:PAGE], _alike(rows[:PAGE], whole)), len(rows) > PAGE


def alike(seats: Sequence[Seat], case: int, on: date) -> list[Row]:
    """Other matters within reach that are worded like one, the newest first, at most a page."""
    mine = CaseStanding.objects.filter(reached(seats, on))
    ratings = _group_of(mine, case)
    if not ratings:
        return []
    found = mine.filter(case__rating__in=ratings).exclude(pk=case).select_related("case")
    return _rows(list(found.order_by("-pk")[:PAGE]), {})


def case_row(case: int) -> Row:
    """One matter as a row; the caller has checked that she may see it."""
    return _rows([CaseStanding.objects.select_related("case").get(pk=case)], {})[0]


def _group_of(mine: QuerySet[CaseStanding], case: int) -> Collection[int]:
    """Ratings worded like the matter's own, itself included; none when it is out of reach."""
    rating = mine.filter(pk=case).values_list("case__rating", flat=True).first()
    return groups_of([rating]) if rating else ()


def _alike(rows: Sequence[CaseStanding], whole: QuerySet[CaseStanding]) -> Mapping[int, int]:
    """For ratings of a page's matters that are in a group: how many of that are in the whole folder."""
    groups = groups_of([row.case.rating for row in rows if row.case.rating])
    if not groups:
        return {}
    there = whole.filter(case__rating__in=groups).values_list("case__rating", flat=True)
    sizes = Counter(groups[rating] for rating in there if rating)
    return {rating: sizes[first] for rating, first in groups.items()}


def _units(seats: Sequence[Seat], on: date) -> set[str]:
    """Units whose remarks these seats may find: those they reach, and what these were before."""
    units = {row.unit for row in units_reached(seats, READ, on)} | {seat.unit for seat in seats}
    ended = set(Unit.objects.values_list("unit", flat=True)) - {row.unit for row in tree(on).rows}
    heirs = carried_over(ended, on)
    return units | {old for old, new in heirs.items() if not units.isdisjoint(new)}


def _in_order(found: QuerySet[CaseStanding], folder: Folder) -> QuerySet[CaseStanding]:
    if folder in _BY_AGE:
        return found.order_by("-pk")
    return found.order_by(F("due_at").asc(nulls_last=True), "case_id")


def _unsifted(found: QuerySet[CaseStanding], folder: Folder, start: int) -> list[CaseStanding]:
    """A page and one row more; first among the newest of all, so that no large folder is sorted whole."""
    rows = _in_order(found, folder)
    if folder in _BY_AGE:
        numbers = CaseStanding.objects.order_by("-pk").values_list("pk", flat=True)[:_NEWEST]
        page = list(rows.filter(pk__in=list(numbers))[start : start + PAGE + 1])
        if len(page) > PAGE:
            return page
    return list(rows[start : start + PAGE + 1])


def _of_folder(folder: Folder, names: Sequence[str]) -> Q:
    match folder:
        case Folder.WAITING:
            return WORKING
        case Folder.MINE:
            return WORKING & Q(owner__in=names)
        case Folder.CLIMBED:
            return WORKING & Q(level__gt=0)
        case Folder.CITIZEN:
            return Q(state=State.ANSWERED)
        case Folder.THANKS:
            return Q(kind=Kind.THANKS)
        case Folder.CLOSED:
            return Q(state=State.CLOSED) & ~Q(kind=Kind.THANKS)


def _rows(standings: Sequence[CaseStanding], sizes: Mapping[int, int]) -> list[Row]:
    ratings = [standing.case.rating or 0 for standing in standings]
    texts = dict(Reading.objects.filter(rating__in=ratings).values_list("rating", "masked"))
    places = last_names({standing.case.point for standing in standings})
    owners = full_names(standing.owner for standing in standings if standing.owner)
    return [
        Row(
            case=standing.case_id,
            opened_at=standing.case.opened_at,
            kind=Kind(standing.kind),
            state=State(standing.state),
            topic=standing.case.topic,
            text=texts.get(standing.case.rating or 0, ""),
            place=places.get(standing.case.point, ""),
            owner=owners.get(standing.owner, standing.owner),
            day=standing.case.day,
            half=standing.case.half,
            due_at=standing.due_at,
            official=standing.official,
            alike=sizes.get(standing.case.rating or 0, 0),
        )
        for standing in standings
    ]
