"""What a rating costs until it is acknowledged, against a request that does nothing."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from nucuoi.bench import doors, load
from nucuoi.bench.case import Case, Figure, Measure, at_least
from nucuoi.bench.program import Program
from nucuoi.bench.stand import Stand

WARM_UP = 2_000
REQUESTS = 12_000
_MICRO = 1e6


@contextmanager
def opened(stand: Stand) -> Iterator[Measure]:
    """The product's web server and one that does nothing; no worker."""
    requests = doors.ratings(doors.open_office(stand))
    nothing, nothing_port = stand.serve("nucuoi.bench.nothing")
    web, web_port = stand.serve("nucuoi.cli", "serve")
    work = [web, *([stand.server] if stand.server else [])]
    for port in (nothing_port, web_port):
        load.closed_loop(port, requests, WARM_UP)

    def measure(number: int) -> Mapping[str, float]:
        found: dict[str, tuple[float, float]] = {}
        turns: list[tuple[str, Callable[[], tuple[float, float]]]] = [
            ("nothing", lambda: _cost([nothing], nothing_port, requests)),
            ("intake", lambda: _cost(work, web_port, requests)),
        ]
        for name, turn in turns if number % 2 == 0 else reversed(turns):
            found[name] = turn()
        (idle_cpu, idle_s), (cpu, seconds) = found["nothing"], found["intake"]
        return {
            "nothing_cpu": idle_cpu / REQUESTS * _MICRO,
            "cpu": cpu / REQUESTS * _MICRO,
            "ratio": idle_cpu / cpu,
            "nothing_rate": REQUESTS / idle_s,
            "rate": REQUESTS / seconds,
        }

    yield measure


def _cost(programs: list[Program], port: int, requests: Iterator[bytes]) -> tuple[float, float]:
    """CPU seconds of the programs, and seconds, for `REQUESTS` requests."""
    before = sum(program.cpu_s() for program in programs)
    seconds = load.closed_loop(port, requests, REQUESTS)
    return sum(program.cpu_s() for program in programs) - before, seconds


CASE = Case(
    name="intake",
    purpose="64 keep-alive connections in a closed loop, no worker; CPU of the web server and the "
    "database server, per acknowledged durable rating.",
    figures=(
        Figure("nothing_cpu", "CPU of a request that only decodes the JSON", "µs"),
        Figure("cpu", "CPU of an acknowledged durable rating", "µs"),
        Figure("ratio", "the first by the second", "", at_least(0.25, 0.18)),
        Figure("nothing_rate", "requests that do nothing", "/s"),
        Figure("rate", "acknowledged durable ratings", "/s"),
    ),
    opened=opened,
)
