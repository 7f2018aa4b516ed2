"""The inbox: one page of a folder in the order of deadlines, and how much is in each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from nucuoi.accounts.queries import full_names
from nucuoi.cases.models import CaseStanding, Reading
from nucuoi.cases.permissions import reached
from nucuoi.cases.queries.names import last_names
from nucuoi.cases.queries.search import find
from nucuoi.cases.queries.shelves import Folder, Shelf, count, first, groups_on
from nucuoi.cases.rules.words import Kind, State
from nucuoi.foundation.seat import Seat

PAGE = 30
COUNTED = 1000
"""Folders are counted up to here: beyond it the page says "1.000+"."""


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
    """Which part of the inbox: folder, words looked for, topic.

    Attributes:
        alike: Number of a matter: only those worded like it; 0 = all.
        after: Number of the matter after which the page begins; 0 = the first page.
    """

    folder: Folder
    words: str = ""
    topic: str = ""
    alike: int = 0
    after: int = 0

    @property
    def sifts(self) -> bool:
        """Whether less than the whole folder is asked for."""
        return bool(self.words.strip() or self.topic or self.alike)


def counts(within: Mapping[Folder, Sequence[Shelf]]) -> dict[Folder, int]:
    """How many matters stand in each folder, at most `COUNTED`.

    Args:
        within: As `shelves.shelves` gives them.
    """
    return dict(zip(within, count(list(within.values()), COUNTED), strict=True))


def page(
    seats: Sequence[Seat], asked: Asked, on: date, within: Mapping[Folder, Sequence[Shelf]]
) -> tuple[list[Row], bool]:
    """One page of a folder, the nearest deadline first, and whether another follows.

    Args:
        seats: Of the reader.
        asked: Which part.
        on: The day.
        within: As `shelves.shelves` gives them for the same seats and day.
    """
    whole = within[asked.folder]
    sieve = _sieve(seats, asked, whole, on)
    rows = first(
        [shelf.matters.filter(sieve) for shelf in whole],
        PAGE + 1,
        newest_first=asked.folder.newest_first,
        after=_within_reach(seats, asked.after, on),
    )
    firsts = {row.alike for row in rows if row.alike}
    return _rows(rows[:PAGE], groups_on(whole, firsts)), len(rows) > PAGE


def alike(seats: Sequence[Seat], case: int, on: date) -> list[Row]:
    """Other matters within reach that are worded like one, the newest first, at most a page."""
    one = _within_reach(seats, case, on)
    if one is None or one.alike is None:
        return []
    others = CaseStanding.objects.filter(reached(seats, on), alike=one.alike).exclude(pk=case)
    return _rows(list(others.select_related("case").order_by("-pk")[:PAGE]), {})


def case_row(case: int) -> Row:
    """One matter as a row; the caller has checked that she may see it."""
    return _rows([CaseStanding.objects.select_related("case").get(pk=case)], {})[0]


def _within_reach(seats: Sequence[Seat], case: int, on: date) -> CaseStanding | None:
    return CaseStanding.objects.filter(reached(seats, on), pk=case).first() if case else None


def _sieve(seats: Sequence[Seat], asked: Asked, whole: Sequence[Shelf], on: date) -> Q:
    """What holds for the matters asked for, beside the folder."""
    sieve = Q(topic=asked.topic) if asked.topic else Q()
    if asked.words.strip():
        sieve &= Q(case__rating__in=find(asked.words, whole))
    if asked.alike:
        one = _within_reach(seats, asked.alike, on)
        sieve &= Q(alike=one.alike) if one and one.alike else Q(pk__in=())
    return sieve


def _rows(standings: Collection[CaseStanding], sizes: Mapping[int, int]) -> list[Row]:
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
            topic=standing.topic,
            text=texts.get(standing.case.rating or 0, ""),
            place=places.get(standing.case.point, ""),
            owner=owners.get(standing.owner, standing.owner),
            day=standing.case.day,
            half=standing.case.half,
            due_at=standing.due_at,
            official=standing.official,
            alike=sizes.get(standing.alike or 0, 0),
        )
        for standing in standings
    ]
