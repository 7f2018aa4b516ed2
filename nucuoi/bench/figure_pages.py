"""Computing the fair figures and drawing their pages, timed inside a filled installation."""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from statistics import median
from typing import cast

from django.http import HttpResponse
from django.test import RequestFactory

from nucuoi.accounts.actions import make_user
from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.models import User
from nucuoi.accounts.rules import Role
from nucuoi.bench.errors import BenchFailed
from nucuoi.demo.places import SHOWCASE
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM, Seat
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
    return {
        "own": lambda: own(_request(Role.OFFICIAL, "", official)),
        "people": lambda: unit_figures(_request(Role.HEAD, SHOWCASE), unit=SHOWCASE),
        "province": lambda: unit_figures(_request(Role.HOME_AFFAIRS, province), unit=province),
    }


def _ms(answer: Answer) -> Iterator[tuple[float, float]]:
    """Time and CPU of each of some answers, template included; the first one warms up."""
    for number in range(ROUNDS + 1):
        started, cpu = time.perf_counter(), time.process_time()
        if answer().status_code != 200:
            raise BenchFailed("Trang số liệu không mở được trong khi đo.")
        if number:
            yield (time.perf_counter() - started) * 1000, (time.process_time() - cpu) * 1000


def _request(role: Role, unit: str, official: str = "") -> StaffRequest:
    username = f"bench.{role.replace('_', '.')}"
    user = User.objects.filter(username=username).first() or make_user(
        by=SYSTEM, username=username, full_name="Người đo", official=official, password="x" * 24
    )
    request = cast("StaffRequest", RequestFactory().get("/"))
    request.user, request.seats = user, (Seat(username, role, unit),)
    return request
