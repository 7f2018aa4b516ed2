"""The numbers of an outbox: which are missing, and which came twice.

A tablet numbers what it says 0, 1, 2, …; every number reaches us once, in whatever order. A number
that came before with another rating means that the tablet's storage has been copied or set back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

Gap = tuple[int, int]
"""First and last missing number."""


@dataclass(slots=True)
class Sequence:
    """What has come of one outbox so far.

    Attributes:
        reached: The highest number; -1 = none yet.
        gaps: Missing numbers below it.
        forks: Numbers that came again, in the order they were noticed.
    """

    reached: int = -1
    gaps: list[Gap] = field(default_factory=list)
    forks: list[int] = field(default_factory=list)

    def take(self, seq: int) -> None:
        """Counts a rating under its number; each rating once, never its repeats."""
        if seq > self.reached:
            if seq > self.reached + 1:
                self.gaps.append((self.reached + 1, seq - 1))
            self.reached = seq
            return
        for place, (first, last) in enumerate(self.gaps):
            if first <= seq <= last:
                self.gaps[place : place + 1] = list(_without(first, last, seq))
                return
        self.forks.append(seq)


def missing(gaps: Iterable[Gap]) -> int:
    """How many numbers the gaps hold."""
    return sum(last - first + 1 for first, last in gaps)


def _without(first: int, last: int, seq: int) -> Iterable[Gap]:
    if first < seq:
        yield first, seq - 1
    if seq < last:
        yield seq + 1, last
