"""What a table leaves out: how so few people answered that one of them could be made out."""

from collections.abc import Sequence

from nucuoi.scores.rules.tally import LEVELS, SCORES

FEWEST = 10
"""Below so many answers their distribution is left out (design §4.7); their number never is."""


def withheld(counts: Sequence[int]) -> list[int | None]:
    """A cell's counts in the order of `scores.rules.tally.COLUMNS`, with None for what is left out.

    Ticks go with the scores; each dimension goes by how many answered it.
    """
    n, rest = counts[0], counts[1:]
    scores, levels, ticks = _split(rest)
    shown: list[int | None] = [n, *_shown(scores, n)]
    for place in range(0, len(LEVELS), len(SCORES)):
        answers = levels[place : place + len(SCORES)]
        shown.extend(_shown(answers, sum(answers)))
    return [*shown, *_shown(ticks, n)]


def _split(rest: Sequence[int]) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
    levels_end = len(SCORES) + len(LEVELS)
    return rest[: len(SCORES)], rest[len(SCORES) : levels_end], rest[levels_end:]


def _shown(counts: Sequence[int], answers: int) -> list[int | None]:
    return [count if answers >= FEWEST else None for count in counts]
