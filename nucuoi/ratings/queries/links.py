"""Named links, the counters they lead to, and what came by them."""

from collections import Counter as Tally
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from nucuoi.foundation import clock
from nucuoi.foundation.errors import Gone, NotFound
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.queries import CounterRow
from nucuoi.ratings.models import NamedLink, Rating
from nucuoi.ratings.rules import links, steps
from nucuoi.ratings.rules.links import Standing
from nucuoi.ratings.rules.words import Evidence, Rater

_LONGEST_CODE = 20


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A named link as of a day.

    Attributes:
        counter: Code of its one counter; empty when it leads to those of `unit`.
        unit: Identity of the unit whose counters it leads to; empty = one counter.
        last_day: Included; the day it was ended, when that came first.
        why: Why it was ended early; empty otherwise.
    """

    code: str
    title: str
    rater: str
    counter: str
    unit: str
    opens_on: date
    last_day: date
    standing: Standing
    made_by: str
    why: str


@dataclass(frozen=True, slots=True)
class Results:
    """What came by a link, in the open class, on its days.

    Attributes:
        total: All, live.
        levels: Ratings with score 1 to 5 as of the last step; None before the first.
        until_next: How many more the next step needs.
    """

    total: int
    levels: tuple[int, int, int, int, int] | None
    until_next: int


def named_links(on: date, made_by: Collection[str] | None = None) -> list[LinkRow]:
    """Named links as of a day, the newest first; `made_by` None = by anybody."""
    rows = _links().order_by("-pk")
    if made_by is not None:
        rows = rows.filter(made_by__in=made_by)
    return [_row(link, on) for link in rows]


def named_link(code: str, on: date) -> LinkRow:
    """The named link of that code, read without case.

    Raises:
        NotFound: If there is none.
    """
    wanted = code.strip().lower()[: _LONGEST_CODE + 1]
    link = _links().filter(code=wanted).first() if wanted.isprintable() else None
    if link is None:
        raise NotFound("Không có liên kết này. Xin kiểm tra lại địa chỉ.")
    return _row(link, on)


def counters_of(link: LinkRow, on: date) -> list[CounterRow]:
    """The open counters it leads to on a day; a unit and a counter are carried over to their heirs."""
    if link.counter:
        return _one(link.counter, on)
    heirs = organisation.carried_over([link.unit], on)[link.unit]
    return [row for heir in heirs for row in organisation.counters_under(heir, on)]


def results(link: LinkRow) -> Results:
    """How many came by the link, and their distribution in steps (design §4.7).

    The log's `core` does not hold the link, so it is counted from the ratings themselves.
    """
    rows = _came_by(link)
    total = rows.count()
    counted = steps.last_step(total)
    by_score = Tally(rows.order_by("pk").values_list("score", flat=True)[:counted])
    levels = (by_score[1], by_score[2], by_score[3], by_score[4], by_score[5])
    return Results(total, levels if counted else None, steps.until_next(total))


def _came_by(link: LinkRow) -> QuerySet[Rating]:
    first, last = clock.day_number(link.opens_on), clock.day_number(link.last_day)
    rows = Rating.objects.filter(link=link.code, evidence=Evidence.OPEN, disputed=False)
    return rows.filter(day__gte=first, day__lte=last)


def _one(code: str, on: date) -> list[CounterRow]:
    try:
        return [organisation.counter(code, on)]
    except (Gone, NotFound):
        heir = organisation.successor(code)
        closed = heir is None or (heir.valid_to is not None and heir.valid_to <= on)
        return [] if heir is None or closed else [heir]


def _links() -> QuerySet[NamedLink]:
    return NamedLink.objects.select_related("counter", "ending")


def _row(link: NamedLink, on: date) -> LinkRow:
    ending = getattr(link, "ending", None)
    ended_on = clock.local(ending.at).date() if ending else link.closes_on
    last_day = min(link.closes_on, ended_on)
    return LinkRow(
        code=link.code,
        title=link.title,
        rater=Rater(link.rater).name.lower(),
        counter=link.counter.code if link.counter else "",
        unit=link.unit,
        opens_on=link.opens_on,
        last_day=last_day,
        standing=links.standing(link.opens_on, last_day, on, ended=ending is not None),
        made_by=link.made_by,
        why=ending.why if ending else "",
    )
