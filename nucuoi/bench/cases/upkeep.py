"""What sealing and publishing cost beside intake, at the rate of a province's busiest hour."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from nucuoi.bench import doors, load, timed_worker
from nucuoi.bench.case import Case, Figure, Measure, at_most
from nucuoi.bench.cases.intake import MICRO
from nucuoi.bench.stand import Stand

RATE = 400
SECONDS = 5.0
_JOBS = ("seal", "follow", "publish")
_PUBLISHED_S = 1.2
"""After that everything has been published, at `OFTEN`."""
OFTEN = {"NUCUOI_PUBLISH_EVERY_S": "1"}


@contextmanager
def opened(stand: Stand) -> Iterator[Measure]:
    """Web server and a worker that times its jobs."""
    requests = doors.ratings(doors.open_office(stand))
    data = stand.folder / "data"
    web, port = stand.serve("nucuoi.cli", "serve")
    stand.start("nucuoi.bench.timed_worker", **OFTEN)
    load.closed_loop(port, requests, RATE)
    stand.settle()

    def measure(_: int) -> Mapping[str, float]:
        _rest(stand)
        web_s, jobs_s = web.cpu_s(), timed_worker.cpu_s(data)
        number = len(load.open_loop(port, requests, RATE, SECONDS))
        _rest(stand)
        now_s = timed_worker.cpu_s(data)
        intake = (web.cpu_s() - web_s) / number * MICRO
        used = {job: (now_s[job] - jobs_s[job]) / number * MICRO for job in _JOBS}
        return {"intake": intake, **used, "share": (used["seal"] + used["publish"]) / intake}

    yield measure


def _rest(stand: Stand) -> None:
    stand.wait_until_counted()
    time.sleep(_PUBLISHED_S)


CASE = Case(
    name="upkeep",
    purpose="400 ratings a second at random arrivals for 5 s, with the worker, which publishes "
    "every second instead of every minute and has all earlier ratings and the night's figures "
    "behind it; CPU of the web server and of each of the worker's jobs, without the database "
    "server.",
    figures=(
        Figure("intake", "CPU of the web server for a rating", "µs"),
        Figure("seal", "CPU of sealing it", "µs"),
        Figure("publish", "CPU of publishing it", "µs"),
        Figure("follow", "CPU of counting it", "µs"),
        Figure("share", "sealing and publishing by the web server", "", at_most(0.5)),
    ),
    opened=opened,
)
