"""What a person with a large inbox waits for, timed in an installation filled by `bench.matters`."""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from statistics import median
from urllib.parse import urlencode

from django.http import HttpResponse

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.rules import Role
from nucuoi.bench.busy import cpu_s
from nucuoi.bench.errors import BenchFailed
from nucuoi.bench.matters import HANDLER
from nucuoi.bench.readers import reader
from nucuoi.cases.queries.figures import sums_of
from nucuoi.cases.queries.inbox import counts
from nucuoi.cases.queries.shelves import Folder, shelves
from nucuoi.cases.views.figures import figures
from nucuoi.cases.views.inbox import inbox as answer
from nucuoi.foundation import clock
from nucuoi.organisation.queries import units_as_of

ROUNDS = 5
_SOUGHT = ("cho lau", "tre hen xin loi", "500000", "khong dau co nhu the")
"""Common words, a rare one, and some that stand nowhere."""
_TOPIC = "cho_doi"
Work = Callable[[], object]


def inbox() -> Mapping[str, float]:
    """The slowest page, counts, searches and figures; milliseconds of time and CPU, and which it was.

    For the province's control, a head above all units, the head and a handler of the busiest unit and
    the inspectors; then the figures of a year for the province, and how many matters these are of.
    """
    province = units_as_of(clock.today(), "province")[0].unit
    came = _came()
    busiest = max(came, key=lambda unit: came[unit])
    readers = (
        reader(Role.ONE_STOP_CONTROL, province),
        reader(Role.HEAD, province),
        reader(Role.HEAD, busiest, official="CB-1"),
        reader(Role.HANDLER, busiest, username=HANDLER + busiest, official="CB-2"),
        reader(Role.INSPECTOR, province),
    )
    tasks: Mapping[str, list[Work]] = {
        "page": [_page(ask, query) for ask in readers for query in _pages()],
        "counts": [_counts(ask("")) for ask in readers],
        "search": [_page(ask, query) for ask in readers for query in _searches()],
        "sums": [lambda: _good(figures(readers[0](""), province))],
    }
    found = {"summed": float(sum(came.values()))}
    for name, works in tasks.items():
        walls, cpus = zip(*map(_taken, works), strict=True)
        found |= {f"{name}_ms": max(walls), f"{name}_cpu_ms": max(cpus)}
    return found


def _came() -> Mapping[str, int]:
    """How many matters of a year's figures came to each unit."""
    today = clock.today()
    units, since = [row.unit for row in units_as_of(today)], today - timedelta(days=330)
    found = sums_of(units, since, clock.now())
    return {unit: sums.counts.came for unit, sums in found.of_units.items()}


def _pages() -> Iterator[Mapping[str, object]]:
    """Every folder: its first page, and that of one topic."""
    for folder in Folder:
        yield {"thu_muc": folder.slug}
        yield {"thu_muc": folder.slug, "chu_de": _TOPIC}


def _searches() -> Iterator[Mapping[str, object]]:
    for words in _SOUGHT:
        yield {"thu_muc": Folder.CLOSED.slug, "tim": words}
        yield {"thu_muc": Folder.WAITING.slug, "tim": words}


def _page(ask: Callable[[str], StaffRequest], query: Mapping[str, object]) -> Work:
    return lambda: _good(answer(ask(urlencode(query))))


def _counts(request: StaffRequest) -> Work:
    return lambda: counts(shelves(request.seats, clock.today()))


def _good(answered: HttpResponse) -> None:
    if answered.status_code != 200:
        raise BenchFailed("Trang phản ánh không mở được trong khi đo.")


def _taken(work: Work) -> tuple[float, float]:
    """Time, the median, and CPU of this program and the database server, the mean, of some rounds."""
    work()
    walls, busy = [], cpu_s()
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        walls.append((time.perf_counter() - started) * 1000)
    return median(walls), (cpu_s() - busy) / ROUNDS * 1000
