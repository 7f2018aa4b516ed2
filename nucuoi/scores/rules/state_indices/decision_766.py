"""Decision 766/QĐ-TTg of 23/6/2022: the group "mức độ hài lòng", 18 of the index's 100 points.

It is no survey: who says nothing counts as satisfied. The formulas are those of the national
portal, found again from its answers; they give all published scores of Phú Thọ, quarter 3 of 2026.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MOST = Decimal(6)
"""Points of each of the three parts."""
FULL_FROM = Decimal("0.90")
"""From this share of satisfied dossiers on, the first part has all its points."""
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Quarter:
    """What the portal counts of a unit in a quarter.

    Attributes:
        dossiers: All that were handled.
        satisfied: Those neither overdue nor with a petition or a dislike.
        petitions: Phản ánh, kiến nghị.
        on_time: Petitions that were answered in time.
        answered_well: Petitions whose answer satisfied.

    Raises:
        ValueError: If a part is larger than its whole, or negative.
    """

    dossiers: int
    satisfied: int
    petitions: int
    on_time: int
    answered_well: int

    def __post_init__(self) -> None:
        parts = (
            (self.satisfied, self.dossiers),
            (self.on_time, self.petitions),
            (self.answered_well, self.petitions),
        )
        if any(not 0 <= part <= whole for part, whole in parts):
            raise ValueError("a part is not between 0 and its whole")


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The three parts, 0 to 6 points each; exact until they are shown."""

    dossiers: Decimal
    on_time: Decimal
    answered_well: Decimal

    @property
    def total(self) -> Decimal:
        """0 to 18 points, rounded to two places as the portal prints them."""
        return rounded(self.dossiers + self.on_time + self.answered_well)


def satisfaction(quarter: Quarter) -> Satisfaction:
    """The group's points; without dossiers the first part has none, without petitions the others all."""
    return Satisfaction(
        dossiers=_of_dossiers(quarter),
        on_time=_of_petitions(quarter.on_time, quarter.petitions),
        answered_well=_of_petitions(quarter.answered_well, quarter.petitions),
    )


def rounded(points: Decimal) -> Decimal:
    """Points as they are printed: two places, halves up."""
    return points.quantize(_CENT, ROUND_HALF_UP)


def _of_dossiers(quarter: Quarter) -> Decimal:
    if not quarter.dossiers:
        return Decimal(0)
    share = Decimal(quarter.satisfied) / quarter.dossiers
    return min(MOST, MOST * share / FULL_FROM)


def _of_petitions(part: int, petitions: int) -> Decimal:
    return MOST * part / petitions if petitions else MOST
