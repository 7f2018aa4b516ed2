"""What a unit was before and what it passed into, with links to the figures of each time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.urls import reverse

from nucuoi.foundation.names import sort_key
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.queries import UnitRow
from nucuoi.organisation.rules.history import Passing
from nucuoi.organisation.rules.words import SuccessionKind
from nucuoi.scores.views import choice
from nucuoi.scores.views.choice import Times
from nucuoi.web import formats
from nucuoi.web.components import Link

Readable = Callable[[Iterable[str]], set[str]]
"""Which of some units the reader may open."""
_ENDED = {
    SuccessionKind.MERGED: "đã sáp nhập vào",
    SuccessionKind.SPLIT: "đã chia tách thành",
    SuccessionKind.RENAMED: "đã đổi tên thành",
    SuccessionKind.CHANGED_KIND: "đã chuyển thành",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """What happened to a unit on a day.

    Attributes:
        words: What stands before the others' names; empty = it ended and passed into none.
        links: The others, by name; only named where nothing was computed or the reader may not go.
        basis: The legal basis in brackets, with a blank before; empty = none is known.
    """

    on: date
    words: str
    links: Sequence[Link]
    basis: str


@dataclass(frozen=True, slots=True)
class Past:
    """All that happened up to today; `ending` None = the unit stands."""

    ending: Turn | None
    beginnings: Sequence[Turn]


def past_of(unit: str, there: Times, today: date, readable: Readable) -> Past:
    """The past of a unit; `there` is what has been computed."""
    ended = organisation.passed_into(unit, today)
    came = organisation.came_from(unit, today)
    heirs = organisation.successors(unit, today) if ended else []
    others = [*(one.old for one in came), *(one.new for one in ended if one.new)]
    open_to = readable([*others, *(row.unit for row in heirs)]) if others or heirs else set()
    return Past(
        ending=_ending(ended, heirs, open_to) if ended else None,
        beginnings=list(_beginnings(unit, came, there, open_to)),
    )


def _ending(ended: Sequence[Passing], heirs: Sequence[UnitRow], open_to: set[str]) -> Turn:
    """Into what it passed that day; of a dissolved unit, where today is what it left."""
    first, units = ended[0], organisation.tree(ended[0].on)
    into = [units.unit(one.new) for one in ended if one.new and one.new in units]
    links = [
        Link(row.name, _page(row.unit) if row.unit in open_to else "") for row in into or heirs
    ]
    words = _ENDED.get(first.kind, _ENDED[SuccessionKind.MERGED]) if into else ""
    return Turn(first.on, words, _by_name(links), _basis(first))


def _beginnings(
    unit: str, came: Sequence[Passing], there: Times, open_to: set[str]
) -> Iterator[Turn]:
    """What it came from or took in, the newest first, by day and legal basis."""
    ordered = sorted(came, key=lambda one: (-one.on.toordinal(), _basis(one)))
    for (on, basis), passings in groupby(ordered, key=lambda one: (one.on, _basis(one))):
        before = organisation.tree(on - timedelta(days=1))
        links = []
        for one in passings:
            if one.old in before:
                name = before.unit(one.old).name
                part = " (một phần)" if one.kind == SuccessionKind.SPLIT else ""
                url = _last_figures(one.old, on, there) if one.old in open_to else ""
                links.append(Link(f"{name}{part}", url))
        words = f"Từ {formats.day(on)} gồm cả" if unit in before else "Trước đó là"
        yield Turn(on, words, _by_name(links), basis)


def _last_figures(unit: str, before: date, there: Times) -> str:
    """Address of the last figures before a day; empty when there are none."""
    window = choice.newest(unit, there, before)
    return choice.address(unit, window) if window else ""


def _page(unit: str) -> str:
    return reverse("scores:unit_figures", args=[unit])


def _by_name(links: Iterable[Link]) -> list[Link]:
    return sorted(links, key=lambda link: sort_key(link.label))


def _basis(one: Passing) -> str:
    known = f"căn cứ: {one.legal_basis}" if one.legal_basis else ""
    said = ", ".join(filter(None, (known, "" if one.verified else "chưa kiểm chứng")))
    return f" ({said})" if said else ""
