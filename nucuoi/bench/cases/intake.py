"""What a rating costs until it is acknowledged, against a request that does nothing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from nucuoi.bench import doors, load
from nucuoi.bench.case import Case, Figure, Measure, at_least
from nucuoi.bench.nothing import SERVED as NOTHING
from nucuoi.bench.program import Program
from nucuoi.bench.stand import Stand
from nucuoi.bench.turns import cpu_s, in_turn

WARM_UP = 2_000
REQUESTS = 12_000
MICRO = 1e6


@contextmanager
def opened(stand: Stand) -> Iterator[Measure]:
    """The product's web server and one that does nothing; no worker."""
    requests = doors.ratings(doors.open_office(stand))
    nothing, nothing_port = stand.serve(*NOTHING)
    web, web_port = stand.serve("nucuoi.cli", "serve")
    for port in (nothing_port, web_port):
        load.closed_loop(port, requests, WARM_UP)

    def measure(number: int) -> Mapping[str, float]:
        (idle_cpu, idle_s), (cpu, seconds) = in_turn(
            number,
            lambda: cost([nothing], nothing_port, requests),
            lambda: cost([web, *stand.servers], web_port, requests),
        )
        return {
            "nothing_cpu": idle_cpu * MICRO,
            "cpu": cpu * MICRO,
            "ratio": idle_cpu / cpu,
            "nothing_rate": REQUESTS / idle_s,
            "rate": REQUESTS / seconds,
        }

    yield measure


def cost(programs: list[Program], port: int, requests: Iterator[bytes]) -> tuple[float, float]:
    """CPU seconds of the programs for one request, and seconds for all `REQUESTS` of them."""
    before = cpu_s(programs)
    seconds = load.closed_loop(port, requests, REQUESTS)
    return (cpu_s(programs) - before) / REQUESTS, seconds


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
