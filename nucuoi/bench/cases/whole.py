"""What a rating costs until it is sealed in the log and counted."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from nucuoi.bench import doors, load
from nucuoi.bench.case import Case, Figure, Measure, at_least
from nucuoi.bench.cases.intake import MICRO, REQUESTS, WARM_UP, cost
from nucuoi.bench.nothing import SERVED as NOTHING
from nucuoi.bench.stand import Stand
from nucuoi.bench.turns import cpu_s, in_turn


@contextmanager
def opened(stand: Stand) -> Iterator[Measure]:
    """Web server, worker, and a server that does nothing."""
    requests = doors.ratings(doors.open_office(stand))
    nothing, nothing_port = stand.serve(*NOTHING)
    web, web_port = stand.serve("nucuoi.cli", "serve")
    all_of_it = [web, stand.start("nucuoi.cli", "worker"), *stand.servers]
    for port in (nothing_port, web_port):
        load.closed_loop(port, requests, WARM_UP)
    stand.settle()

    def until_counted() -> float:
        before = cpu_s(all_of_it)
        load.closed_loop(web_port, requests, REQUESTS)
        stand.wait_until_counted()
        return (cpu_s(all_of_it) - before) / REQUESTS

    def measure(number: int) -> Mapping[str, float]:
        idle_cpu, cpu = in_turn(
            number, lambda: cost([nothing], nothing_port, requests)[0], until_counted
        )
        return {"cpu": cpu * MICRO, "ratio": idle_cpu / cpu}

    yield measure


CASE = Case(
    name="whole",
    purpose="as `intake`, with the worker, which has all earlier ratings and the night's figures "
    "behind it; CPU of all processes until every rating is sealed in the log and counted in the "
    "rollups.",
    figures=(
        Figure("cpu", "CPU of a rating until it is counted", "µs"),
        Figure("ratio", "CPU of a request that only decodes the JSON by it", "", at_least(0.12)),
    ),
    opened=opened,
)
