"""What web server and worker need while nobody rates."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from nucuoi.bench import doors, load, processor
from nucuoi.bench.case import Case, Figure, Measure
from nucuoi.bench.program import Program
from nucuoi.bench.stand import Stand

_MEGA = 1e6
_REST_S = 1.0


@contextmanager
def opened(stand: Stand) -> Iterator[Measure]:
    """Web server and worker that have done some work and rest."""
    requests = doors.ratings(doors.open_office(stand))
    web, port = stand.serve("nucuoi.cli", "serve")
    worker = stand.start("nucuoi.cli", "worker")
    load.closed_loop(port, requests, 2_000)
    stand.settle()

    def measure(_: int) -> Mapping[str, float]:
        time.sleep(_REST_S)
        return {"web": _megabytes(web), "worker": _megabytes(worker)}

    yield measure


def _megabytes(program: Program) -> float:
    return processor.proportional_bytes(program.pid) / _MEGA


CASE = Case(
    name="memory",
    purpose="memory of the web server and of the worker at rest after 2,000 ratings, once they "
    "are counted and the night's figures are computed; what processes share is divided among them "
    "(PSS).",
    figures=(Figure("web", "web server", "MB"), Figure("worker", "worker", "MB")),
    opened=opened,
)
