"""The flags of a night, a month and a quarter: read, seen, stored once (docs/explanation/figures.md)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Sum

from nucuoi.fairness import flags
from nucuoi.foundation import clock
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.models import Counter, Official
from nucuoi.ratings import queries as ratings
from nucuoi.ratings.rules.words import Evidence
from nucuoi.scores.figures import seeing
from nucuoi.scores.figures.desks import Desks
from nucuoi.scores.figures.seeing import DeskDays, Hours, Seen
from nucuoi.scores.models import Computation, Flag, MonthTally
from nucuoi.scores.rules.windows import Window, quarter

FLAGS = "flags"
DAYS_BACK = 14
"""So long tablets may have waited for the network before a day is looked at for the last time."""
LATEST_OF_MONTH = 13
"""Until then all of last month's instants are still kept (45 days)."""
YEAR = timedelta(days=364)
QUIET = timedelta(days=180)
"""So long after a jump over a long span the same counter is not flagged for it again."""


def flag_due(desks: Desks | None = None) -> int:
    """Looks at what has not been looked at; returns how many new flags there are.

    Args:
        desks: What has been read already and is not read again.
    """
    read = desks or Desks()
    return sum(_look(window, read) for window in _due(clock.today()))


def look_at_days(last: date, desks: Desks) -> Iterator[Seen]:
    """Flags of single days: the fortnight up to a day."""
    first = last - timedelta(days=DAYS_BACK - 1)
    points = ratings.points_of_devices()
    moments = list(ratings.moments(first, last))
    asked = {(points[one.device], one.day) for one in moments}
    yield from seeing.on_days(moments, points, _hours(asked))
    for seen in seeing.against_visits(_counted(desks, first, last), first, last):
        if seen.first == seen.last:
            yield seen


def look_at_month(first: date, last: date, desks: Desks) -> Iterator[Seen]:
    """Flags over a month, and of jumps within the year up to its end."""
    points = ratings.points_of_devices()
    yield from seeing.over_month(list(ratings.moments(first, last)), points, first, last)
    yield from seeing.copied(ratings.remarks_at_points(first, last), first, last)
    since = last - YEAR
    quiet = set(
        Flag.objects.filter(rule="F5", last__gt=last - QUIET, first__lt=F("last")).values_list(
            "subject", flat=True
        )
    )
    for seen in seeing.against_visits(_counted(desks, since, last), since, last):
        if seen.first < seen.last and seen.subject not in quiet:
            yield seen


def look_at_quarter(first: date, last: date) -> Iterator[Seen]:
    """Contested tickets of officials over a quarter."""
    months = clock.month(first), clock.month(last)
    used = MonthTally.objects.filter(
        month__range=months, official__gt=0, evidence__in=(Evidence.TICKET, Evidence.DISPUTED)
    )
    codes = dict(Official.objects.values_list("id", "code"))
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for official, evidence, n in used.values_list("official", "evidence").annotate(Sum("n")):
        counts[codes[official]][0] += n if evidence == Evidence.DISPUTED else 0
        counts[codes[official]][1] += n
    rows = [
        {"official": code, "disputed": disputed, "tickets": tickets}
        for code, (disputed, tickets) in counts.items()
    ]
    yield from seeing.contested(rows, organisation.posted_at(counts, last), first, last)


def _due(today: date) -> Iterator[Window]:
    """Yesterday, last month while its instants are kept, and the last quarter; each once."""
    yesterday = today - timedelta(days=1)
    ended = today.replace(day=1) - timedelta(days=1)
    first = ended.replace(day=1)
    windows = [Window(f"{yesterday:%Y%m%d}", yesterday, yesterday)]
    if today.day <= LATEST_OF_MONTH:
        windows.append(Window(f"{ended:%Y%m}", first, ended))
    this = quarter(today, today)
    windows.append(quarter(this.first - timedelta(days=1), today))
    spans = [window.span for window in windows]
    done = Computation.objects.filter(kind=FLAGS, span__in=spans)
    known = set(done.values_list("span", flat=True))
    yield from (window for window in windows if window.span not in known)


def _look(window: Window, desks: Desks) -> int:
    if "Q" in window.span:
        return _store(window, look_at_quarter(window.first, window.last))
    if window.first < window.last:
        return _store(window, look_at_month(window.first, window.last, desks))
    return _store(window, look_at_days(window.last, desks))


def _store(window: Window, seen: Iterable[Seen]) -> int:
    found = {one.key: one for one in seen}
    rows = Flag.objects.filter(subject__in={one.subject for one in found.values()})
    known = set(rows.values_list("rule", "subject", "first", "last"))
    with transaction.atomic():
        computation = Computation.objects.create(
            kind=FLAGS,
            span=window.span,
            first=window.first,
            last=window.last,
            method=flags.VERSION,
            parameters={"days_back": DAYS_BACK},
            computed_at=clock.now(),
        )
        made = [_row(computation, one) for key, one in found.items() if key not in known]
        Flag.objects.bulk_create(made, batch_size=1_000, ignore_conflicts=True)
    return len(made)


def _row(computation: Computation, seen: Seen) -> Flag:
    return Flag(
        computation=computation,
        rule=seen.rule,
        subject=seen.subject,
        unit=seen.unit,
        first=seen.first,
        last=seen.last,
        value=seen.value,
        threshold=seen.threshold,
        inputs=dict(seen.inputs),
    )


def _hours(asked: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Hours]:
    return {
        (point, day): tuple(organisation.opening_hours(point, clock.day_of(day)))
        for point, day in asked
    }


def _counted(desks: Desks, first: date, last: date) -> list[DeskDays]:
    """Counters with visit counts in a span, and their headline ratings of those days."""
    of = desks.by_counter(first, last)
    places = Counter.objects.filter(pk__in=of).values_list("id", "code", "point__unit__unit")
    return [DeskDays(code, unit, of[number]) for number, code, unit in places]
