"""The two ways of sending: as fast as answers come, and at arrivals that wait for nobody.

One thread over raw sockets, so that it takes little of the machine; its own CPU time is not counted.
"""

import random
import select
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import ExitStack, closing

from nucuoi.bench.errors import BenchFailed
from nucuoi.bench.exchange import Exchange

CONNECTIONS = 64
GOOD = frozenset({200, 201})
_PATIENCE_S = 30.0


def closed_loop(port: int, requests: Iterator[bytes], number: int) -> float:
    """Sends `number` requests over 64 connections, each the next as soon as it is answered.

    Returns:
        Seconds from the first request to the last answer.

    Raises:
        BenchFailed: If any is not answered 200 or 201.
    """
    statuses: Counter[int] = Counter()
    with ExitStack() as stack, closing(select.epoll()) as poll:
        exchanges = _open(stack, port)
        for one in exchanges.values():
            poll.register(one, select.EPOLLIN)
        started = time.perf_counter()
        left = number
        for one in exchanges.values():
            one.send(next(requests))
            left -= 1
        while statuses.total() < number:
            for descriptor, _ in _ready(poll):
                one = exchanges[descriptor]
                status = one.receive()
                if status is None:
                    continue
                statuses[status] += 1
                if left > 0:
                    one.send(next(requests))
                    left -= 1
        seconds = time.perf_counter() - started
    _check(statuses)
    return seconds


def open_loop(port: int, requests: Iterator[bytes], a_second: float, seconds: float) -> list[float]:
    """Sends at random arrivals (Poisson) that wait for no answer.

    Returns:
        Seconds from the scheduled arrival to the whole answer, sorted: a server that stands
        still is charged for all who arrived meanwhile.

    Raises:
        BenchFailed: If any is not answered 200 or 201.
    """
    statuses: Counter[int] = Counter()
    taken: list[float] = []
    with ExitStack() as stack:
        idle = deque(_open(stack, port).values())
        arrivals = _arrivals(a_second, seconds)
        busy: set[Exchange] = set()
        while arrivals or busy:
            now = time.perf_counter()
            while arrivals and idle and arrivals[0] <= now:
                one = idle.popleft()
                one.since = arrivals.popleft()
                one.send(next(requests))
                busy.add(one)
            for one in _answered(busy, arrivals[0] if arrivals and idle else None):
                status = one.receive()
                if status is None:
                    continue
                taken.append(time.perf_counter() - one.since)
                statuses[status] += 1
                busy.discard(one)
                idle.append(one)
    _check(statuses)
    return sorted(taken)


def _open(stack: ExitStack, port: int) -> dict[int, Exchange]:
    exchanges = [stack.enter_context(closing(Exchange(port))) for _ in range(CONNECTIONS)]
    return {one.fileno(): one for one in exchanges}


def _ready(poll: select.epoll) -> list[tuple[int, int]]:
    ready = poll.poll(_PATIENCE_S)
    if not ready:
        raise BenchFailed("Máy chủ không trả lời trong khi đo.")
    return ready


def _arrivals(a_second: float, seconds: float) -> deque[float]:
    chance = random.Random()  # noqa: S311  # arrivals, not secrets
    at = time.perf_counter() + 0.05
    end = at + seconds
    times: deque[float] = deque()
    while (at := at + chance.expovariate(a_second)) < end:
        times.append(at)
    return times


def _answered(busy: set[Exchange], next_at: float | None) -> list[Exchange]:
    """Those with something to read before the next arrival; `select` counts in microseconds."""
    wait_s = _PATIENCE_S if next_at is None else max(0.0, next_at - time.perf_counter())
    readable, _, _ = select.select(list(busy), [], [], wait_s)
    if not readable and next_at is None:
        raise BenchFailed("Máy chủ không trả lời trong khi đo.")
    return readable


def _check(statuses: Counter[int]) -> None:
    bad = {status: times for status, times in statuses.items() if status not in GOOD}
    if bad:
        raise BenchFailed(f"Có yêu cầu bị từ chối trong khi đo: {bad}.")
