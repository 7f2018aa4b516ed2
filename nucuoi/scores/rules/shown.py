"""The distribution last shown, what may be said of it, and how many ratings the next one waits for."""

from dataclasses import dataclass
from itertools import accumulate

from nucuoi.scores.rules.steps import FIRST_STEP, NEXT_STEP


@dataclass(frozen=True, slots=True)
class Shown:
    """Ratings with score 1, 2, 3, 4, 5 as they stood at the last step; at least `FIRST_STEP`."""

    levels: tuple[int, int, int, int, int]

    @property
    def total(self) -> int:
        """All ratings of the step."""
        return sum(self.levels)

    @property
    def satisfied(self) -> int:
        """Those with score 4 or 5."""
        return self.levels[3] + self.levels[4]

    @property
    def middle(self) -> int:
        """Score of the rating in the middle (the lower one of two), 1 to 5: the face beside the words."""
        half = (self.total + 1) // 2
        return next(
            score for score, up_to in enumerate(accumulate(self.levels), start=1) if up_to >= half
        )


def missing(shown: Shown | None, ratings: int) -> int:
    """How many more ratings the next step needs, given how many there are now; 0 = it is due."""
    wanted = FIRST_STEP if shown is None else shown.total + NEXT_STEP
    return max(0, wanted - ratings)
