"""How long a person waits at 400 ratings a second, and how long the write lock is held."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType

from nucuoi.bench import doors, load
from nucuoi.bench.case import Case, Figure, Goals, Measure, at_most
from nucuoi.bench.nothing import SERVED as NOTHING
from nucuoi.bench.probe.holds import HOLDERS, worst_s
from nucuoi.bench.staff import clicking
from nucuoi.bench.stand import Stand
from nucuoi.bench.turns import in_turn

RATE = 400
SECONDS = 5.0
_MILLI = 1e3
PROBED = {"DJANGO_SETTINGS_MODULE": "nucuoi.bench.probe.settings"}


@contextmanager
def opened(stand: Stand) -> Iterator[Measure]:
    """Web server and worker under the probe, a server that does nothing, and a clicking head."""
    office = doors.open_office(stand)
    requests = doors.ratings(office)
    _, nothing_port = stand.serve(*NOTHING)
    _, web_port = stand.serve("nucuoi.cli", "serve", **PROBED)
    stand.start("nucuoi.cli", "worker", **PROBED)
    for port in (nothing_port, web_port):
        load.closed_loop(port, requests, RATE)
    stand.settle()

    def waits(port: int) -> Sequence[float]:
        stand.wait_until_counted()
        with clicking(web_port, office):
            return load.open_loop(port, requests, RATE, SECONDS)

    def measure(number: int) -> Mapping[str, float]:
        since_s = time.monotonic()
        nothing, rating = in_turn(number, lambda: waits(nothing_port), lambda: waits(web_port))
        worst = worst_s(stand.folder / "data", since_s)
        return {
            **{f"nothing_{key}": value for key, value in _spread(nothing).items()},
            **_spread(rating),
            "ratio": _spread(rating)["p99"] / _spread(nothing)["p99"],
            **{f"held_{holder}": worst[holder][0] * _MILLI for holder in HOLDERS},
            **{f"cpu_{holder}": worst[holder][1] * _MILLI for holder in HOLDERS},
            "held": max(held for held, _ in worst.values()) * _MILLI,
            "cpu": max(cpu for _, cpu in worst.values()) * _MILLI,
        }

    yield measure


def _spread(waits: Sequence[float]) -> Mapping[str, float]:
    """Milliseconds of the middle one, of the hundredth worst and of the worst."""
    return {
        "p50": waits[len(waits) // 2] * _MILLI,
        "p99": waits[len(waits) * 99 // 100] * _MILLI,
        "max": waits[-1] * _MILLI,
    }


def _hold(key: str, text: str, goals: Goals = MappingProxyType({})) -> Figure:
    """Something of SQLite's write lock: PostgreSQL has none."""
    return Figure(key, text, "ms", goals, ("sqlite",))


CASE = Case(
    name="latency",
    purpose="400 ratings a second at random arrivals (Poisson) for 5 s, with the worker, which "
    "has all earlier ratings and the night's figures behind it, and with a head who clicks four "
    "times a second and keys visits every second; counted from the scheduled arrival. The request "
    "that does nothing has the same company. Holds of SQLite's write lock are measured from the "
    "lock to the end of COMMIT; those of less than 0.5 ms count as 0. CPU in a hold is that of "
    "the holding thread: the rest is waiting for a processor or for the disk, which belongs to "
    "whatever else runs on the machine. Errands are all work of the worker but sealing and "
    "following.",
    figures=(
        Figure("nothing_p50", "nothing: p50", "ms"),
        Figure("nothing_p99", "nothing: p99", "ms"),
        Figure("nothing_max", "nothing: max", "ms"),
        Figure("p50", "rating: p50", "ms"),
        Figure("p99", "rating: p99", "ms"),
        Figure("max", "rating: max", "ms"),
        Figure("ratio", "p99 of a rating by that of nothing", "", at_most(3)),
        *(_hold(f"held_{one}", f"worst hold of the write lock: {one}") for one in HOLDERS),
        *(_hold(f"cpu_{one}", f"most CPU in one hold: {one}") for one in HOLDERS),
        _hold("held", "worst hold of the write lock", at_most(20)),
        _hold("cpu", "most CPU in one hold", at_most(20)),
    ),
    opened=opened,
)
