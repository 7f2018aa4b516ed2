"""Measuring cases: each on a fresh stand, round after round."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from nucuoi.bench.case import Case, Figure, Goal
from nucuoi.bench.errors import BenchFailed
from nucuoi.bench.stand import Database, stand

Progress = Callable[[str, Database, int, int], object]
"""Told the case, its database, how many rounds are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Row:
    """What all rounds gave for one figure.

    Attributes:
        values: In the order of the rounds.
    """

    case: str
    database: Database
    figure: Figure
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The value that stands for all."""
        return median(self.values)

    @property
    def goal(self) -> Goal | None:
        """What it should reach on this database; None = no goal was set."""
        return self.figure.goals.get(self.database)


def measure(
    cases: Sequence[Case],
    databases: Sequence[Database],
    rounds: int,
    progress: Progress,
    *,
    size: int,
) -> list[Row]:
    """Measures every case on every database it is for; the figures in their order.

    Args:
        size: How many ratings a stand holds that a case fills.

    Raises:
        BenchFailed: If something that was measured did not do its work.
    """
    rows: list[Row] = []
    for case in cases:
        for database in databases:
            if database in case.databases:
                rows += _measured(case, database, rounds, progress, size)
    return rows


def _measured(
    case: Case, database: Database, rounds: int, progress: Progress, size: int
) -> list[Row]:
    progress(case.name, database, 0, rounds)
    found = []
    with stand(database, size) as made, case.opened(made) as measure_round:
        for number in range(rounds):
            found.append(measure_round(number))
            progress(case.name, database, number + 1, rounds)
    if any(set(one) != {figure.key for figure in case.figures} for one in found):
        raise BenchFailed(f"Phép đo {case.name} thiếu số liệu.")
    return [
        Row(case.name, database, figure, tuple(one[figure.key] for one in found))
        for figure in case.figures
    ]
