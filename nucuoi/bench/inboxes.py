"""What a person with a large inbox waits for, timed in an installation filled by `bench.matters`."""

import time
from collections.abc import Callable, Mapping
from statistics import median

from nucuoi.accounts.rules import Role
from nucuoi.cases.queries.inbox import Asked, Folder, counts, page
from nucuoi.cases.views.figures_page import USUAL, FiguresPage, figures_page
from nucuoi.foundation import clock
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.queries import tree, units_as_of

ROUNDS = 5
_SOUGHT = ("cho lau", "tre hen xin loi", "500000", "khong dau co nhu the")
"""Common words, a rare one, and some that stand nowhere."""


def inbox() -> Mapping[str, float]:
    """The slowest of every folder's page, of the counts and of searches; milliseconds and CPU.

    For the province's control, for a head above all units, and for a single unit's handler; then the
    figures of all matters of a year, and how many these are.
    """
    province = units_as_of(clock.today(), "province")[0].unit
    seats = (
        Seat("a", Role.ONE_STOP_CONTROL, province),
        Seat("b", Role.HEAD, province),
        Seat("c", Role.HANDLER, units_as_of(clock.today(), "commune")[0].unit),
    )
    today = clock.today()
    tasks: dict[str, list[Callable[[], object]]] = {
        "page": [
            lambda s=seat, f=folder: page([s], Asked(f), today)  # type: ignore[misc]  # bound now
            for seat in seats
            for folder in Folder
        ],
        "counts": [lambda s=seat: counts([s], today) for seat in seats],  # type: ignore[misc]  # the same
        "search": [
            lambda s=seat, w=words: page([s], Asked(Folder.CLOSED, w), today)  # type: ignore[misc]  # the same
            for seat in seats
            for words in _SOUGHT
        ],
        "sums": [lambda: _sums(province)],
    }
    figures = {"summed": float(_sums(province).whole.sums.counts.came)}
    for name, works in tasks.items():
        taken = [_taken(work) for work in works]
        figures[f"{name}_ms"] = max(wall for wall, _ in taken)
        figures[f"{name}_cpu_ms"] = max(cpu for _, cpu in taken)
    return figures


def _sums(unit: str) -> FiguresPage:
    return figures_page(tree(clock.today()), unit, USUAL, clock.now(), "Người đo", ())


def _taken(work: Callable[[], object]) -> tuple[float, float]:
    """Time and CPU of this program, medians of some rounds."""
    walls, cpus = [], []
    for _ in range(ROUNDS):
        started, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append((time.perf_counter() - started) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    return median(walls), median(cpus)
