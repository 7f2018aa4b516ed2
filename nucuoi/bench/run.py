"""Measuring cases: each on a fresh stand, round after round."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from nucuoi.bench.case import Case, Figure, Goal
from nucuoi.bench.errors import BenchFailed
from nucuoi.bench.stand import Database, Stand, stand

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
    keep: Path | None = None,
) -> list[Row]:
    """Measures every case on every database it is for; the figures in their order.

    Args:
        size: How many ratings a stand holds that a case fills.
        keep: Folder for the stands of cases that keep theirs, used again the next time; None = no stand stays.

    Raises:
        BenchFailed: If something that was measured did not do its work.
    """
    rows = [
        row for database in databases for row in _on(database, cases, rounds, progress, size, keep)
    ]
    places = {case.name: place for place, case in enumerate(cases)}
    return sorted(rows, key=lambda row: places[row.case])


def _on(
    database: Database,
    cases: Sequence[Case],
    rounds: int,
    progress: Progress,
    size: int,
    keep: Path | None,
) -> Iterator[Row]:
    with ExitStack() as closing:
        shared: Stand | None = None
        for case in cases:
            if database not in case.databases:
                continue
            progress(case.name, database, 0, rounds)
            if case.on_shared:
                shared = shared or closing.enter_context(stand(database, size))
                yield from _measured(case, shared, rounds, progress)
            else:
                kept = keep / f"{case.keeps}-{database}-{size}" if keep and case.keeps else None
                with stand(database, size, kept) as own:
                    yield from _measured(case, own, rounds, progress)


def _measured(case: Case, made: Stand, rounds: int, progress: Progress) -> list[Row]:
    found = []
    with case.opened(made) as measure_round:
        for number in range(rounds):
            found.append(measure_round(number))
            progress(case.name, made.database, number + 1, rounds)
    if any(set(one) != {figure.key for figure in case.figures} for one in found):
        raise BenchFailed(f"Phép đo {case.name} thiếu số liệu.")
    return [
        Row(case.name, made.database, figure, tuple(one[figure.key] for one in found))
        for figure in case.figures
        if made.database in figure.databases
    ]
