"""Computing the fair figures and drawing their pages, timed inside a filled installation."""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from statistics import median

from django.http import HttpResponse

from nucuoi.accounts.rules import Role
from nucuoi.bench import bulk
from nucuoi.bench.busy import cpu_s
from nucuoi.bench.errors import BenchFailed
from nucuoi.bench.readers import reader
from nucuoi.demo.places import SHOWCASE
from nucuoi.foundation import clock
from nucuoi.organisation.models import Official
from nucuoi.organisation.queries import officials_under, units_as_of
from nucuoi.scores import queries
from nucuoi.scores.figures import flagging, run, weekly
from nucuoi.scores.figures.desks import Desks
from nucuoi.scores.views import own, unit_figures

ROUNDS = 15
_COMPUTED = (
    "scores_flag",
    "scores_earlywarning",
    "scores_figure",
    "scores_peergroup",
    "scores_computation",
)
"""Tables of what a night leaves, those first that point at others."""
Answer = Callable[[], HttpResponse]


def figures() -> Mapping[str, float]:
    """Computes what a first night computes, then draws the pages; milliseconds, medians."""
    seconds, busy = _night()
    found = {"officials": float(len(_rated())), "night_s": seconds, "night_cpu_s": busy}
    for page, answer in _pages().items():
        times, used = zip(*_ms(answer), strict=True)
        found |= {f"{page}_ms": median(times), f"{page}_cpu_ms": median(used)}
    return found


def _night() -> tuple[float, float]:
    """Seconds and CPU seconds of all figures, warnings and flags, as if none had been computed."""
    bulk.empty(_COMPUTED)
    started, cpu = time.perf_counter(), cpu_s()
    desks = Desks()
    run.compute_due(desks)
    weekly.warn_due()
    flagging.flag_due(desks)
    if clock.today().day > flagging.LATEST_OF_MONTH:
        _look_at_month(desks)
    return time.perf_counter() - started, cpu_s() - cpu


def _look_at_month(desks: Desks) -> None:
    """What is looked at only early in a month is part of every night that is measured."""
    last = clock.today().replace(day=1) - timedelta(days=1)
    list(flagging.look_at_month(last.replace(day=1), last, desks))


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
