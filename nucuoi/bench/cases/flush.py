"""What group commit is worth on a disk that takes its time."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from nucuoi.bench import doors, load
from nucuoi.bench.case import Case, Figure, Measure, at_least
from nucuoi.bench.errors import BenchFailed
from nucuoi.bench.program import run
from nucuoi.bench.stand import Stand
from nucuoi.bench.turns import in_turn

ONE_BY_ONE = ("nucuoi.bench.serving", "nucuoi.bench.one_by_one:application")
GROUPED = 6_000
SINGLE = 600
SOURCE = Path(__file__).parents[1] / "slow_flush.c"


@contextmanager
def opened(stand: Stand) -> Iterator[Measure]:
    """The web server twice on a slow disk: as it is, and with a commit for each rating."""
    requests = doors.ratings(doors.open_office(stand))
    slow = {"LD_PRELOAD": str(_built(stand.folder))}
    _, grouped_port = stand.serve("nucuoi.cli", "serve", **slow)
    _, single_port = stand.serve(*ONE_BY_ONE, **slow)
    load.closed_loop(grouped_port, requests, GROUPED // 10)
    load.closed_loop(single_port, requests, SINGLE // 10)

    def measure(number: int) -> Mapping[str, float]:
        grouped_s, single_s = in_turn(
            number,
            lambda: load.closed_loop(grouped_port, requests, GROUPED),
            lambda: load.closed_loop(single_port, requests, SINGLE),
        )
        grouped, single = GROUPED / grouped_s, SINGLE / single_s
        return {"grouped": grouped, "single": single, "ratio": grouped / single}

    yield measure


def _built(folder: Path) -> Path:
    """The library that slows flushes down."""
    compiler = shutil.which("cc")
    if compiler is None:
        raise BenchFailed("Phép đo flush cần trình biên dịch C (gói gcc).")
    library = folder / "slow_flush.so"
    run([compiler, "-shared", "-fPIC", "-O2", "-o", str(library), str(SOURCE), "-ldl"], os.environ)
    return library


CASE = Case(
    name="flush",
    purpose="64 keep-alive connections in a closed loop while every flush takes 2 ms longer "
    "(`bench/slow_flush.c`, preloaded); the product as it is, and the same with a commit for each "
    "rating.",
    figures=(
        Figure("single", "ratings with a commit for each", "/s"),
        Figure("grouped", "ratings", "/s"),
        Figure("ratio", "the second by the first", "", at_least(10)),
    ),
    opened=opened,
    databases=("sqlite",),
)
