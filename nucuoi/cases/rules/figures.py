"""What matters add up to: time to answer and to close, on time, satisfied, overdue; pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Counts:
    """Matters counted.

    Attributes:
        came: How many there are.
        judged: How many have met their first deadline or missed it.
        on_time: Of these, answered (or closed) in time.
        heard: How many citizens said whether the answer satisfied.
        satisfied: Of these, with yes.
        late: How many wait beyond the deadline that holds now.
        head, above, province: Of these, how many wait with the head, the level above and the province.
    """

    came: int = 0
    judged: int = 0
    on_time: int = 0
    heard: int = 0
    satisfied: int = 0
    reopened: int = 0
    waiting: int = 0
    late: int = 0
    head: int = 0
    above: int = 0
    province: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, one) + getattr(other, one) for one in COUNTED))


COUNTED = tuple(one.name for one in fields(Counts))
Days = Counter[int]
"""Working days to how many matters took so many."""


@dataclass(slots=True)
class Sums:
    """Many matters together; `answers` and `closes` say how long the answered and closed ones took."""

    counts: Counts = Counts()
    answers: Days = field(default_factory=Counter)
    closes: Days = field(default_factory=Counter)

    @property
    def answered(self) -> int:
        """How many have an answer."""
        return self.answers.total()

    @property
    def answer_days(self) -> float | None:
        """Median working days to the first answer; None = none was answered."""
        return median(self.answers)

    @property
    def closed(self) -> int:
        """How many are closed."""
        return self.closes.total()

    @property
    def close_days(self) -> float | None:
        """Median working days to the close; None = none is closed."""
        return median(self.closes)

    def add(self, other: "Sums") -> None:
        """Adds others to these."""
        self.counts += other.counts
        self.answers.update(other.answers)
        self.closes.update(other.closes)


def together(sums: Iterable[Sums]) -> Sums:
    """All of these as one."""
    whole = Sums()
    for one in sums:
        whole.add(one)
    return whole


def grouped(units: Mapping[str, Sums], key: Callable[[str], Key]) -> dict[Key, Sums]:
    """The sums of units put together by a key of theirs."""
    found: dict[Key, Sums] = {}
    for unit, sums in units.items():
        found.setdefault(key(unit), Sums()).add(sums)
    return found


def median(days: Days) -> float | None:
    """The middle one, or the mean of the two in the middle; None of none."""
    total = days.total()
    if not total:
        return None
    ordered = sorted(days.items())
    return (_at(ordered, (total - 1) // 2) + _at(ordered, total // 2)) / 2


def _at(ordered: list[tuple[int, int]], place: int) -> int:
    """The value at a place, from 0."""
    for value, count in ordered:
        place -= count
        if place < 0:
            return value
    raise IndexError(place)
