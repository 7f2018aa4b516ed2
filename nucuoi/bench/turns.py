"""Two things measured in turn, so that neither always has the machine to itself first."""

from collections.abc import Callable
from typing import TypeVar

from nucuoi.bench.program import Program

_Found = TypeVar("_Found")


def in_turn(
    number: int, first: Callable[[], _Found], second: Callable[[], _Found]
) -> tuple[_Found, _Found]:
    """What both give; in an odd round the second goes first."""
    if number % 2:
        later = second()
        return first(), later
    return first(), second()


def cpu_s(programs: list[Program]) -> float:
    """CPU seconds that programs have used so far."""
    return sum(program.cpu_s() for program in programs)
