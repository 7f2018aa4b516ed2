"""What the rules of `fairness.flags` see in the ratings of some days, each with its picture; pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from nucuoi.fairness import flags
from nucuoi.fairness.flags import DayCounts
from nucuoi.foundation import clock
from nucuoi.ratings.queries import Moment

_SLOT_S = 1800
DAY_RULES = frozenset({"F1", "F2", "F3", "F4", "F12"})
SPAN_RULES = frozenset({"F6", "F9"})
_LAST_DAYS = 5
Column = tuple[str, int]
Hours = tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A flag as it is stored; see `scores.models.Flag`."""

    rule: str
    subject: str
    unit: str
    first: date
    last: date
    value: float
    threshold: float
    inputs: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, str, date, date]:
        """What is the same when it is seen again."""
        return self.rule, self.subject, self.first, self.last


@dataclass(frozen=True, slots=True)
class DeskDays:
    """A counter with its days that have a visit count.

    Attributes:
        days: Ratings are those by ticket or kiosk.
    """

    code: str
    unit: str
    days: DayCounts


def on_days(
    moments: Sequence[Moment], points: Mapping[int, str], hours: Mapping[tuple[str, int], Hours]
) -> Iterator[Seen]:
    """F1 to F4 and F12 of each device and day.

    Args:
        moments: Ratings at tablets.
        points: Identity of the service point of each device (row).
        hours: Openings by point and day number; a day that is not there is not asked for F1.
    """
    found = [flag for flag in flags.scan(_rows(moments), (), ()) if flag.rule in DAY_RULES]
    found += _after_hours(moments, points, hours)
    of_day = defaultdict(list)
    for one in moments:
        of_day[str(one.device), one.day].append(one)
    for flag in found:
        assert flag.day is not None
        own, point = of_day[flag.device, flag.day], points[int(flag.device)]
        open_ = hours.get((point, flag.day), ())
        day = clock.day_of(flag.day)
        inputs = {"ratings": len(own), **_half_hours(own, flag.rule, open_)}
        subject = f"device:{flag.device}"
        yield Seen(flag.rule, subject, point, day, day, flag.value, flag.threshold, inputs)


def over_month(
    moments: Sequence[Moment], points: Mapping[int, str], first: date, last: date
) -> Iterator[Seen]:
    """F6 and F9 of each device over a month."""
    own = defaultdict(list)
    for one in moments:
        own[str(one.device)].append(one)
    for flag in flags.scan(_rows(moments), (), ()):
        if flag.rule in SPAN_RULES:
            counts = Counter(one.day for one in own[flag.device])
            columns = [(f"{clock.day_of(day):%d/%m}", n) for day, n in sorted(counts.items())]
            marked = range(len(columns))[-_LAST_DAYS:] if flag.rule == "F9" else ()
            inputs = _inputs(sum(counts.values()), columns, marked)
            subject, unit = f"device:{flag.device}", points[int(flag.device)]
            yield Seen(flag.rule, subject, unit, first, last, flag.value, flag.threshold, inputs)


def against_visits(desks: Iterable[DeskDays], first: date, last: date) -> Iterator[Seen]:
    """F5 of each counter: days with more ratings than visits, and jumps over the whole span."""
    for desk in sorted(desks, key=lambda desk: desk.code):
        subject = f"counter:{desk.code}"
        for flag in flags.of_counts(desk.code, desk.days):
            if flag.day is None:
                start, end, inputs = first, last, _months(desk)
            else:
                start = end = clock.day_of(flag.day)
                inputs = _more_than_visits(int(flag.value), int(flag.threshold))
            yield Seen("F5", subject, desk.unit, start, end, flag.value, flag.threshold, inputs)


def contested(
    rows: Sequence[Mapping[str, Any]], units: Mapping[str, str], first: date, last: date
) -> Iterator[Seen]:
    """F11 of each official over a quarter; rows as `fairness.flags.contested` takes them."""
    tickets = {row["official"]: row["tickets"] for row in rows}
    for flag in flags.contested(rows):
        used = tickets[flag.device]
        inputs = _inputs(used, [("mã đã dùng", used), ("dùng lại", int(flag.value))], [1])
        unit = units.get(flag.device, "")
        subject = f"official:{flag.device}"
        yield Seen("F11", subject, unit, first, last, flag.value, flag.threshold, inputs)


def copied(said: Mapping[str, Sequence[str]], first: date, last: date) -> Iterator[Seen]:
    """F13 of each service point over a month: how many remarks are copies, never which."""
    for point, texts in sorted(said.items()):
        groups = flags.copies(texts)
        if groups:
            most = max(map(len, groups))
            inputs = _inputs(len(texts), [("nhận xét", len(texts)), ("giống nhau", most)], [1])
            subject = f"point:{point}"
            yield Seen(
                "F13", subject, point, first, last, float(most), float(flags.LEAST_COPIES), inputs
            )


def _rows(moments: Iterable[Moment]) -> list[dict[str, Any]]:
    return [
        {
            "device": str(one.device),
            "day": one.day,
            "time": f"{one.second // 3600}:{one.second // 60 % 60}:{one.second % 60}",
            "score": one.score,
        }
        for one in moments
    ]


def _after_hours(
    moments: Sequence[Moment], points: Mapping[int, str], hours: Mapping[tuple[str, int], Hours]
) -> list[flags.Flag]:
    """Days that share their openings are asked together."""
    alike: dict[Hours, list[Moment]] = defaultdict(list)
    for one in moments:
        asked = points[one.device], one.day
        if asked in hours:
            alike[hours[asked]].append(one)
    return [
        flag
        for open_, own in alike.items()
        for flag in flags.after_hours(_rows(own), [(str(a), str(b)) for a, b in open_])
    ]


def _half_hours(own: Sequence[Moment], rule: str, hours: Hours) -> dict[str, Any]:
    """Ratings of the day by half hour, from the first to the last one."""
    counts = Counter(one.second // _SLOT_S for one in own)
    slots = range(min(counts), max(counts) + 1)
    columns = [(f"{slot // 2}:{slot % 2 * 30:02}", counts[slot]) for slot in slots]
    most = max(counts.values())
    marked = [
        place
        for place, slot in enumerate(slots)
        if counts[slot] and (_is_closed(slot, hours) if rule == "F1" else counts[slot] == most)
    ]
    return _inputs(len(own), columns, marked)


def _is_closed(slot: int, hours: Hours) -> bool:
    at = time(slot // 2, slot % 2 * 30)
    return not any(opens <= at < closes for opens, closes in hours)


def _more_than_visits(ratings: int, visits: int) -> dict[str, Any]:
    columns = [("giao dịch", visits), ("đánh giá", ratings)]
    return _inputs(ratings, columns, [1]) | {"visits": visits}


def _months(desk: DeskDays) -> dict[str, Any]:
    """Ratings of each month: no fives, as those of one week could tell who said what."""
    counts: Counter[str] = Counter()
    for day, ratings in zip(desk.days.days.tolist(), desk.days.ratings.tolist(), strict=True):
        counts[f"{clock.day_of(day):%m/%Y}"] += ratings
    return _inputs(sum(counts.values()), list(counts.items()), ())


def _inputs(ratings: int, columns: Sequence[Column], marked: Iterable[int]) -> dict[str, Any]:
    return {"ratings": ratings, "columns": [list(one) for one in columns], "marked": list(marked)}
