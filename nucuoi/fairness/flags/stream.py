"""What each device sent, read from rows as a CSV reader gives them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nucuoi.fairness.errors import Unusable

Row = Mapping[str, Any]
Opening = tuple[int, int]
"""From and to, in seconds of the day."""


class DayCounts(NamedTuple):
    """Days of a desk, each once and in their order; one entry a day.

    Attributes:
        days: Their numbers.
        fives: Among the ratings.
    """

    days: NDArray[np.int64]
    ratings: NDArray[np.int64]
    fives: NDArray[np.int64]
    visits: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stream:
    """The ratings of one device in the order of time.

    Attributes:
        days: Day number of each.
        seconds: Second of the day of each.
        scores: 1 to 5.
    """

    device: str
    days: NDArray[np.int64]
    seconds: NDArray[np.int64]
    scores: NDArray[np.int64]

    def by_day(self) -> Iterator["Stream"]:
        """The same, a day at a time."""
        starts = np.flatnonzero(np.diff(self.days, prepend=self.days[:1] - 1))
        ends = np.append(starts[1:], len(self.days))
        for start, end in zip(starts, ends, strict=True):
            part = slice(start, end)
            yield Stream(self.device, self.days[part], self.seconds[part], self.scores[part])


def streams(events: Iterable[Row]) -> list[Stream]:
    """The streams of all devices, by name.

    Raises:
        Unusable: If a row lacks something or says something impossible; it names the row.
    """
    found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, row in enumerate(events, start=1):
        try:
            moment = int(row["day"]), _second(row["time"]), int(row["score"])
            device = str(row["device"])
        except (KeyError, TypeError, ValueError) as fault:
            raise Unusable(f"event {number}: {fault!r}") from fault
        if not 1 <= moment[2] <= 5:
            raise Unusable(f"event {number}: score {moment[2]} is not from 1 to 5")
        found[device].append(moment)
    return [_stream(device, found[device]) for device in sorted(found)]


def visit_counts(visits: Iterable[Row]) -> dict[str, dict[int, int]]:
    """Visits by device and day; rows of the same day are added up.

    Raises:
        Unusable: As `streams`.
    """
    found: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for number, row in enumerate(visits, start=1):
        try:
            count = int(row["visits"])
            found[str(row["device"])][int(row["day"])] += count
        except (KeyError, TypeError, ValueError) as fault:
            raise Unusable(f"visits {number}: {fault!r}") from fault
        if count < 0:
            raise Unusable(f"visits {number}: {count} is negative")
    return found


def openings(hours: Sequence[tuple[str, str]]) -> list[Opening]:
    """Opening hours in seconds of the day, such as ("07:30", "11:30").

    Raises:
        Unusable: If one is no time or ends before it begins.
    """
    try:
        read = [(_second(start), _second(end)) for start, end in hours]
    except (TypeError, ValueError) as fault:
        raise Unusable(f"hours: {fault!r}") from fault
    if any(end <= start for start, end in read):
        raise Unusable("hours: an opening ends before it begins")
    return sorted(read)


def _stream(device: str, moments: list[tuple[int, int, int]]) -> Stream:
    days, seconds, scores = np.array(sorted(moments), dtype=np.int64).T
    return Stream(device, days, seconds, scores)


def _second(text: object) -> int:
    """The second of the day of HH:MM or HH:MM:SS."""
    hour, minute, second = (int(float(part)) for part in [*str(text).split(":"), "0"][:3])
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 61):
        raise ValueError(f"{text!r} is no time of day")
    return hour * 3600 + minute * 60 + second
