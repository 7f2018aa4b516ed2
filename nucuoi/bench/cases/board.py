"""How long it takes until an acknowledged rating stands on the board."""

import http.client
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from statistics import median

from nucuoi.bench import doors, load
from nucuoi.bench.case import Case, Figure, Measure, at_most
from nucuoi.bench.doors import Doors
from nucuoi.bench.errors import BenchFailed
from nucuoi.bench.staff import page
from nucuoi.bench.stand import Stand

SAMPLES = 5
_LOOK_S = 0.02
_PATIENCE_S = 30.0
_COUNT = re.compile(r'value="(\d+)" data-count="today"')


@contextmanager
def opened(stand: Stand) -> Iterator[Measure]:
    """Web server and worker."""
    office = doors.open_office(stand)
    requests = doors.ratings(office)
    _, port = stand.serve("nucuoi.cli", "serve")
    stand.start("nucuoi.cli", "worker")
    load.closed_loop(port, requests, 100)
    stand.settle()

    def measure(number: int) -> Mapping[str, float]:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as link:
            taken = [_seconds(link, port, office, requests) for _ in range(SAMPLES)]
        return {"median": median(taken), "worst": max(taken)}

    yield measure


def _seconds(
    link: http.client.HTTPConnection, port: int, office: Doors, requests: Iterator[bytes]
) -> float:
    before = _count(link, office)
    load.closed_loop(port, requests, 1)
    acknowledged = time.monotonic()
    while _count(link, office) <= before:
        if time.monotonic() > acknowledged + _PATIENCE_S:
            raise BenchFailed("Đánh giá đã nhận mà bảng không đếm.")
        time.sleep(_LOOK_S)
    return time.monotonic() - acknowledged


def _count(link: http.client.HTTPConnection, office: Doors) -> int:
    status, content = page(link, f"/bang/{office.unit}/", office.cookie)
    found = _COUNT.search(content)
    if status != http.HTTPStatus.OK or found is None:
        raise BenchFailed(f"Bảng không mở được trong khi đo ({status}).")
    return int(found[1])


CASE = Case(
    name="board",
    purpose="from the acknowledgement of a single rating until the board of its unit, asked again "
    "and again, counts it; five ratings a round, once all earlier ones are counted and the "
    "night's figures are computed.",
    figures=(
        Figure("median", "acknowledged until on the board: median", "s"),
        Figure("worst", "acknowledged until on the board: worst", "s", at_most(2)),
    ),
    opened=opened,
)
