"""The inbox: folders, one page of matters in the order of their deadlines, and what a month was like."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.db.models import F, Q, QuerySet

from nucuoi.accounts.queries import full_names
from nucuoi.cases.models import CaseStanding, Reading
from nucuoi.cases.permissions import READ, reached
from nucuoi.cases.queries.names import last_names
from nucuoi.cases.queries.search import find
from nucuoi.cases.rules.words import Kind, State
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.queries import reached as units_reached

PAGE = 30
COUNTED = 1000
"""Folders are counted up to here: beyond it the page says "1.000+"."""


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


@dataclass(frozen=True, slots=True)
class Row:
    """A matter in the inbox.

    Attributes:
        text: The masked remark; empty when there is none.
        place: Name of the service point.
        owner: Full name; empty = nobody yet.
        official: Code of the official on duty; for the settler's choices, never shown with the remark.
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


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the inbox: folder, words looked for, topic, and page from 1."""

    folder: Folder
    words: str = ""
    topic: str = ""
    page: int = 1


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
    found = CaseStanding.objects.filter(reached(seats, on)).filter(_of_folder(asked.folder, names))
    if asked.topic:
        found = found.filter(case__topic=asked.topic)
    if asked.words.strip():
        units = {row.unit for row in units_reached(seats, READ, on)}
        units |= set(found.order_by().values_list("desk_unit", flat=True).distinct()[:COUNTED])
        found = found.filter(case__rating__in=find(asked.words, units))
    start = (asked.page - 1) * PAGE
    rows = list(_ordered(found, asked.folder).select_related("case")[start : start + PAGE + 1])
    return _rows(rows[:PAGE]), len(rows) > PAGE


def case_row(case: int) -> Row:
    """One matter as a row; the caller has checked that she may see it."""
    return _rows([CaseStanding.objects.select_related("case").get(pk=case)])[0]


def _ordered(found: QuerySet[CaseStanding], folder: Folder) -> QuerySet[CaseStanding]:
    if folder in (Folder.CLOSED, Folder.THANKS):
        return found.order_by("-case_id")
    return found.order_by(F("due_at").asc(nulls_last=True), "case_id")


def _of_folder(folder: Folder, names: Sequence[str]) -> Q:
    working = Q(state__in=(State.OPEN, State.HEARING))
    match folder:
        case Folder.WAITING:
            return working
        case Folder.MINE:
            return working & Q(owner__in=names)
        case Folder.CLIMBED:
            return working & Q(level__gt=0)
        case Folder.CITIZEN:
            return Q(state=State.ANSWERED)
        case Folder.THANKS:
            return Q(kind=Kind.THANKS)
        case Folder.CLOSED:
            return Q(state=State.CLOSED) & ~Q(kind=Kind.THANKS)


def _rows(standings: Sequence[CaseStanding]) -> list[Row]:
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
            official=standing.case.official,
        )
        for standing in standings
    ]
