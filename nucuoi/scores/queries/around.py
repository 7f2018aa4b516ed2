"""What stands around the figures today: tablets at the counters and remarks that wait."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from nucuoi.foundation import clock
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.rules.hours import usual_hours
from nucuoi.ratings import queries as ratings
from nucuoi.scores.queries.place import Place


@dataclass(frozen=True, slots=True)
class Devices:
    """Paired tablets of some counters.

    Attributes:
        alive: How many were heard of lately.
        silent: Names of those that were not, or never.
        is_open: Whether people are served now: outside opening hours silence means nothing.
    """

    alive: int
    silent: tuple[str, ...]
    is_open: bool

    @property
    def total(self) -> int:
        """All paired tablets."""
        return self.alive + len(self.silent)


def devices(place: Place, at: datetime) -> Devices:
    """Which tablets of a place are alive at an instant."""
    rows = ratings.devices_of(place.counters)
    silent = tuple(row.name for row in rows if not row.is_alive(at))
    return Devices(
        alive=len(rows) - len(silent),
        silent=silent,
        is_open=bool(silent) and _is_open(place.points, at),
    )


def remarks_waiting(counters: Collection[int]) -> int:
    """How many remarks at these counters wait to be read; never whose or beside which face."""
    return ratings.remarks_waiting(counters)


def _is_open(points: Collection[str], at: datetime) -> bool:
    """Whether the one service point is open; for several of them the usual office hours hold."""
    there = clock.local(at)
    hours = usual_hours(there.date())
    if len(points) == 1:
        hours = organisation.opening_hours(next(iter(points)), there.date())
    return any(opens <= there.time() < closes for opens, closes in hours)
