"""Five steps of satisfaction as the three levels that TT 01/2018/TT-VPCP reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from nucuoi.foundation.errors import Invalid

STEPS = 5
LONGEST_CITATION = 300


class ThreeLevel(IntEnum):
    """Levels of part II of the circular's evaluation table."""

    DISSATISFIED = 1
    SATISFIED = 2
    VERY_SATISFIED = 3


LEVEL_NAMES = {
    ThreeLevel.DISSATISFIED: "Không hài lòng",
    ThreeLevel.SATISFIED: "Hài lòng",
    ThreeLevel.VERY_SATISFIED: "Rất hài lòng",
}


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which level each step belongs to, from a day on.

    Attributes:
        levels: Of steps 1 to 5, in that order.
        valid_from: First day.
        valid_to: First day on which it holds no more; None = until the next one begins.
        citation: What it rests on.
    """

    levels: tuple[ThreeLevel, ...]
    valid_from: date
    valid_to: date | None
    citation: str


def three_levels(counts: Sequence[int], mapping: Mapping) -> dict[ThreeLevel, int]:
    """Counts of ratings with score 1 to 5 as counts by level; the sum stays the same."""
    found = dict.fromkeys(ThreeLevel, 0)
    for count, level in zip(counts, mapping.levels, strict=True):
        found[level] += count
    return found


def mapping_on(mappings: Iterable[Mapping], on: date) -> Mapping | None:
    """The mapping of a day: of those that hold the one that began last; None = none holds."""
    holding = [
        one
        for one in mappings
        if one.valid_from <= on and (one.valid_to is None or on < one.valid_to)
    ]
    return max(holding, key=lambda one: one.valid_from, default=None)


def check_levels(levels: Sequence[int]) -> tuple[ThreeLevel, ...]:
    """The levels of steps 1 to 5.

    Raises:
        Invalid: If they are not five, or a better step would have a worse level, or a level stays
            without any step.
    """
    if len(levels) != STEPS or sorted(levels) != list(levels) or set(levels) != set(ThreeLevel):
        sentence = "Mức cao hơn không được thấp bậc hơn, và mỗi bậc phải có ít nhất một mức."
        raise Invalid(sentence, fields={"step_3": sentence})
    return tuple(map(ThreeLevel, levels))
