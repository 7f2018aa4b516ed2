"""SIPAS of the Ministry of Home Affairs: the share of answers "hài lòng" and "rất hài lòng".

"Bình thường" does not count as satisfied. Unlike ours the share is neither adjusted nor shrunken.
"""

from collections.abc import Sequence
from fractions import Fraction

SATISFIED = (4, 5)
"""Of the five steps, from 1 "rất không hài lòng" to 5 "rất hài lòng"."""


def index(answers: Sequence[int]) -> Fraction | None:
    """The share of satisfied answers, 0 to 1; None = there is no answer.

    Args:
        answers: How many chose each of the five steps, from 1 to 5.

    Raises:
        ValueError: If there are not five counts, or one is negative.
    """
    if len(answers) != 5 or min(answers) < 0:
        raise ValueError("five counts from 0 are wanted")
    total = sum(answers)
    return Fraction(sum(answers[step - 1] for step in SATISFIED), total) if total else None


def of_factor(questions: Sequence[Sequence[int]]) -> Fraction | None:
    """The index over all answers to a factor's questions; None = nobody answered any."""
    return index([sum(counts) for counts in zip(*questions, strict=True)]) if questions else None
