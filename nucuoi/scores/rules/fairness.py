"""What may be said of a fair figure, in which band, and when there is too little to say anything."""

from dataclasses import dataclass
from enum import IntEnum

from nucuoi.ratings.rules.steps import FIRST_STEP

LEAST_RATINGS = FIRST_STEP
"""Below this many ratings there is no figure at all."""
LEAST_RELIABILITY = 0.5
"""Below this a figure says more about the peers than about whom it is of: no band."""
GOOD_RELIABILITY = 0.7
LEAST_COVERAGE = 0.05
"""Below this share of visits too few people answered to tell how the others were served."""
FLAT = 500_000.0
"""Weight of a prior from which the peers differ no more than chance makes them."""


class Verdict(IntEnum):
    """Where somebody stands among peers; UNKNOWN = too little evidence."""

    UNKNOWN = -9
    MUCH_LOWER = -2
    LOWER = -1
    EXPECTED = 0
    BETTER = 1
    MUCH_BETTER = 2


@dataclass(frozen=True, slots=True)
class Answered:
    """How many of those who came have rated.

    Attributes:
        rated: Ratings by ticket or kiosk on desk-days with a visit count.
        visits: Visits on these; 0 = no visit count at all.
        alone: Whether only days count on which she alone was on duty; False = all of the desk's.
    """

    rated: int
    visits: int
    alone: bool = False

    @property
    def share(self) -> float | None:
        """Rated of all who came; None = not known."""
        return self.rated / self.visits if self.visits else None

    @property
    def is_thin(self) -> bool:
        """Whether it is known and too low to judge by."""
        return self.share is not None and self.share < LEAST_COVERAGE


def verdict(n: int, reliability: float, band: int, answered: Answered) -> Verdict:
    """The band that may be shown."""
    enough = n >= LEAST_RATINGS and reliability >= LEAST_RELIABILITY
    return Verdict(band) if enough and not answered.is_thin else Verdict.UNKNOWN
