"""Running all kiosk rules over a span of days."""

from collections.abc import Iterable, Iterator, Sequence

from nucuoi.fairness.betabinomial import Prior
from nucuoi.fairness.flags import day, span
from nucuoi.fairness.flags.flag import Flag
from nucuoi.fairness.flags.stream import (
    Opening,
    Row,
    Stream,
    openings,
    streams,
    visit_counts,
)


def scan(
    events: Iterable[Row], visits: Iterable[Row], hours: Sequence[tuple[str, str]]
) -> list[Flag]:
    """What a person should look at, by device, rule and day.

    Args:
        events: Ratings with `device`, `day` (number), `time` (HH:MM:SS) and `score` (1 to 5);
            text or numbers.
        visits: `device`, `day` and `visits`; a day without a row has no visit count.
        hours: Openings of a day such as ("07:30", "11:30"); empty = F1 is not asked.

    Raises:
        Unusable: If a row lacks something or says something impossible; it names the row.
    """
    read, counts, opened = streams(events), visit_counts(visits), openings(hours)
    prior = span.prior_of_fives(read)
    found = [
        flag
        for stream in read
        for flag in _of(stream, counts.get(stream.device, {}), opened, prior)
    ]
    return sorted(found, key=lambda flag: (flag.device, flag.rule, flag.day or 0))


def after_hours(events: Iterable[Row], hours: Sequence[tuple[str, str]]) -> list[Flag]:
    """F1 alone, for days that share their openings; without any the places were closed all day.

    Raises:
        Unusable: As `scan`.
    """
    opened = openings(hours)
    parts = (part for stream in streams(events) for part in stream.by_day())
    return [flag for part in parts for flag in day.outside(part, opened)]


def _of(
    stream: Stream, visits: dict[int, int], hours: Sequence[Opening], prior: Prior
) -> Iterator[Flag]:
    for part in stream.by_day():
        yield from day.of_day(part, hours)
    if visits:
        yield from span.of_visits(stream, visits)
    yield from span.no_variation(stream, prior)
    yield from span.period_end(stream)
