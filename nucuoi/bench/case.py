"""What a case is: figures with their goals, and how one round of them is measured.

A new case is a module in `bench.cases` with a `CASE`, entered in `bench.cases.CASES`.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal

from nucuoi.bench.stand import Database, Stand

Measure = Callable[[int], Mapping[str, float]]
"""Measures one round, whose number counts from 0, and gives a value for each figure by its key.

Where two things are compared they take turns within the round; an odd round begins with the other.
"""


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure's median should reach."""

    sign: Literal["≥", "≤"]
    bound: float

    def met(self, value: float) -> bool:
        """Whether it does."""
        return value >= self.bound if self.sign == "≥" else value <= self.bound


Goals = Mapping[Database, Goal]


def at_least(sqlite: float, postgresql: float | None = None) -> Goals:
    """The goal on each database; None = the same on both."""
    second = sqlite if postgresql is None else postgresql
    return {"sqlite": Goal("≥", sqlite), "postgresql": Goal("≥", second)}


def at_most(sqlite: float, postgresql: float | None = None) -> Goals:
    """The goal on each database; None = the same on both."""
    second = sqlite if postgresql is None else postgresql
    return {"sqlite": Goal("≤", sqlite), "postgresql": Goal("≤", second)}


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured once a round.

    Attributes:
        key: Short name, unique in its case.
        text: What it is, in English, for the table.
        unit: Empty for a ratio.
        databases: On which there is such a thing; what the other one measures is not shown.
    """

    key: str
    text: str
    unit: str = ""
    goals: Goals = field(default_factory=dict)
    databases: tuple[Database, ...] = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Case:
    """Something to measure.

    Attributes:
        purpose: What is measured and how, one English sentence for the docs.
        opened: Builds what the case needs on a fresh stand; leaving it ends what it started.
        databases: On which it can be measured.
        only_named: Whether it is left out unless it is asked for by name.
        on_shared: Whether it is measured on the stand of all such cases, which one of them fills.
        keeps: Name under which its stand stays for the next time (`--keep`), with that of other cases which fill
            theirs alike; empty = measuring uses the stand up.
    """

    name: str
    purpose: str
    figures: tuple[Figure, ...]
    opened: Callable[[Stand], AbstractContextManager[Measure]]
    databases: tuple[Database, ...] = ("sqlite", "postgresql")
    only_named: bool = False
    on_shared: bool = False
    keeps: str = ""
