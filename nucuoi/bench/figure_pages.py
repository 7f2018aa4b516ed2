"""Computing the fair figures and drawing their pages, timed inside a filled installation."""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from statistics import median

from django.http import HttpResponse

from nucuoi.accounts.rules import Role
from nucuoi.bench.errors import BenchFailed
from nucuoi.bench.readers import reader
from nucuoi.demo.places import SHOWCASE
from nucuoi.foundation import clock
from nucuoi.organisation.models import Official
from nucuoi.organisation.queries import officials_under, units_as_of
from nucuoi.scores import queries
from nucuoi.scores.figures import flagging, run, weekly
from nucuoi.scores.rules.windows import year
from nucuoi.scores.views import own, unit_figures

ROUNDS = 15
MANY = 5_000
"""Officials of a large province."""
Answer = Callable[[], HttpResponse]


def figures() -> Mapping[str, float]:
    """Computes what a first night computes, then draws the pages; milliseconds, medians.

    What grows with the officials is the rolling year, which is computed once more for its time.
    """
    started, cpu = time.perf_counter(), time.process_time()
    run.compute(year(clock.today()))
    yearly = time.perf_counter() - started
    run.compute_due()
    weekly.warn_due()
    flagging.flag_due()
    seconds, busy = time.perf_counter() - started, time.process_time() - cpu
    officials = len(_rated())
    found = {
        "officials": float(officials),
        "night_s": seconds,
        "night_cpu_s": busy,
        "many_s": seconds + yearly * (MANY / officials - 1),
    }
    for page, answer in _pages().items():
        times, used = zip(*_ms(answer), strict=True)
        found |= {f"{page}_ms": median(times), f"{page}_cpu_ms": median(used)}
    return found


def _rated() -> Mapping[str, int]:
    """Ratings of each official with a figure, by code."""
    found = queries.of_officials(list(Official.objects.values_list("code", flat=True)))
    return {code: figure.n for code, (figure, _) in found.items()}


def _pages() -> Mapping[str, Answer]:
    """The pages as the busiest official, the head of the busiest commune and the province ask for them."""
    today = clock.today()
    province = units_as_of(today - timedelta(days=1), "province")[0].unit
    rated = _rated()
    official = max(rated, key=lambda code: rated[code])
    if not officials_under(SHOWCASE, today):
        raise BenchFailed("Xã đông nhất không có cán bộ nào.")
    herself = reader(Role.OFFICIAL, "", official=official)
    head, home_affairs = reader(Role.HEAD, SHOWCASE), reader(Role.HOME_AFFAIRS, province)
    return {
        "own": lambda: own(herself("")),
        "people": lambda: unit_figures(head(""), unit=SHOWCASE),
        "province": lambda: unit_figures(home_affairs(""), unit=province),
    }


def _ms(answer: Answer) -> Iterator[tuple[float, float]]:
    """Time and CPU of each of some answers, template included; the first one warms up."""
    for number in range(ROUNDS + 1):
        started, cpu = time.perf_counter(), time.process_time()
        if answer().status_code != 200:
            raise BenchFailed("Trang số liệu không mở được trong khi đo.")
        if number:
            yield (time.perf_counter() - started) * 1000, (time.process_time() - cpu) * 1000
