"""The worker: one process that runs the schedule, survives a failing job and ends between two."""

import gc
import logging
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils.module_loading import import_string

from nucuoi import alone
from nucuoi.foundation import heartbeat
from nucuoi.ratings import sealing
from nucuoi.schedule import JOBS, Job
from nucuoi.scores import follower

LONGEST_SLEEP_S = 0.5
"""So that the worker ends soon after it is told to, and its heartbeat stays young."""
FIRST_BACK_OFF_S = 1.0
LONGEST_BACK_OFF_S = 60.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lags:
    """How far the worker is behind.

    Attributes:
        worker_s: Seconds since its last sign of life; None = it never ran here.
        pending: Ratings that wait for their leaf.
        unfollowed: Leaves that are not yet counted.
    """

    worker_s: float | None
    pending: int
    unfollowed: int


def lags() -> Lags:
    """How far the worker is behind now; two small statements and a look at a file."""
    return Lags(heartbeat.age_s(_beat()), sealing.waiting(), follower.unfollowed())


def run() -> None:
    """Runs the schedule until SIGTERM or SIGINT, which end it between two jobs.

    Raises:
        AlreadyRunning: If another worker runs on this data folder.
    """
    worker = Worker(JOBS, beat=_beat())
    gc.freeze()  # looking through all that is loaded takes 50 ms, perhaps with the write lock held
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    with alone.in_folder(settings.DATA / "worker.lock"), alone.over_database() as turn:
        worker.run(turn)


@dataclass(slots=True)
class _Post:
    job: Job
    function: Callable[[], int]
    due_s: float = 0.0
    failures: int = 0


@dataclass(slots=True)
class Worker:
    """The turns of a schedule.

    Args:
        jobs: In the order in which they are run within a turn.
        beat: File touched at every turn.
    """

    jobs: Sequence[Job]
    beat: Path
    _posts: list[_Post] = field(init=False)
    _stopping: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self._posts = [_Post(job, import_string(job.function)) for job in self.jobs]

    def run(self, may: alone.Turn) -> None:
        """Takes turns until `stop` is called, but none while another machine's worker is active."""
        while not self._stopping:
            if may.take():
                pause_s = self.turn(time.monotonic())
            else:
                heartbeat.beat(self.beat)
                pause_s = LONGEST_SLEEP_S
            if not self._stopping:
                time.sleep(pause_s)

    def stop(self) -> None:
        """Ends after the present job; may be called from a signal handler."""
        self._stopping = True

    def turn(self, now_s: float) -> float:
        """Runs what is due at `now_s` (a steady clock); returns how many seconds to sleep then."""
        busy: set[str] = set()
        for post in self._posts:
            if self._stopping:
                break
            if post.due_s <= now_s or post.job.after in busy:
                done = _run(post, now_s)
                if done:
                    busy.add(post.job.name)
        heartbeat.beat(self.beat)
        soonest_s = min((post.due_s for post in self._posts), default=now_s) - now_s
        return min(max(soonest_s, 0.0), LONGEST_SLEEP_S)


def _run(post: _Post, now_s: float) -> int:
    try:
        done = post.function()
    except Exception:  # noqa: BLE001  # the boundary: one job's fault must not stop the others
        _fail(post, now_s)
    else:
        return _succeed(post, now_s, done)
    _let_go()
    return 0


def _succeed(post: _Post, now_s: float, done: int) -> int:
    if post.failures:
        log.warning("job %s works again after %d failures", post.job.name, post.failures)
        post.failures = 0
    post.due_s = now_s + (post.job.every_s if done else post.job.idle_s)
    return done


def _fail(post: _Post, now_s: float) -> None:
    """Logs the first failure with its traceback and waits twice as long after each further one."""
    if not post.failures:
        log.exception("job %s failed and will be tried again", post.job.name)
    post.due_s = now_s + min(FIRST_BACK_OFF_S * 2**post.failures, LONGEST_BACK_OFF_S)
    post.failures += 1


def _let_go() -> None:
    """Gives up the database connections, so that the next job begins on a fresh one.

    Django's database errors are kept by a cycle of their own, and with them their statements: SQLite
    would keep the broken connection, and what it shares with the next one, until it is collected.
    """
    connections.close_all()
    gc.collect()


def _beat() -> Path:
    return Path(settings.DATA) / "worker.beat"
