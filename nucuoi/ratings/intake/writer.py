"""One thread that commits all waiting ratings at once (group commit), and answers after the flush.

Many writers make SQLite slower and unfair; one writer that groups is limited by the disk only
(docs/decisions/0001). An answer is given when COMMIT has returned, never before.
"""

import logging
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from nucuoi.foundation.errors import Refused
from nucuoi.ratings.errors import Busy
from nucuoi.ratings.intake.answers import Outcome
from nucuoi.ratings.intake.credentials import Credential
from nucuoi.ratings.intake.prepared import Prepared

GROUP_LIMIT = 500
"""Ratings a transaction takes before it closes: bounds how long the write lock is held."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """What one request brings: ratings that stand or fall with their sender's credential.

    Attributes:
        ratings: May be empty: then only the credential and the database are tried.
        proof: Whether something must be written even so, to prove that a commit is possible.
    """

    ratings: tuple[Prepared, ...]
    credential: Credential
    arrived_ms: int
    proof: bool = False
    reply: Future[list[Outcome]] = field(default_factory=Future)


Commit = Callable[[Sequence[Job]], list[list[Outcome] | Refused]]
"""Does one group in one transaction; either all of it is durable when it returns, or it raises."""


class Writer:
    """The queue and its thread.

    Args:
        commit: Called in the thread only.
        room: Ratings that may wait; more are refused as busy.
        close_store: Called in the thread after the last group.
    """

    def __init__(self, commit: Commit, *, room: int, close_store: Callable[[], None]) -> None:
        self._commit = commit
        self._room = room
        self._close_store = close_store
        self._jobs: deque[Job] = deque()
        self._waiting = 0
        self._changed = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="intake-writer", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many ratings wait for the writer."""
        return self._waiting

    def submit(self, job: Job) -> None:
        """Puts a job in the queue; its outcome comes through `job.reply`.

        Raises:
            Busy: If the queue is full, or the process is ending.
        """
        with self._changed:
            if self._closing or self._waiting + len(job.ratings) > self._room:
                raise Busy
            self._jobs.append(job)
            self._waiting += len(job.ratings)
            self._changed.notify()

    def close(self, timeout_s: float) -> None:
        """Takes nothing more, commits what waits, and ends the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join(timeout_s)

    def _run(self) -> None:
        while group := self._next_group():
            self._answer(group)
        self._close_store()

    def _next_group(self) -> list[Job]:
        """Everything that waits, up to the limit; empty when there will be nothing more."""
        with self._changed:
            while not self._jobs and not self._closing:
                self._changed.wait()
            group: list[Job] = []
            taken = 0
            while self._jobs and (not group or taken + len(self._jobs[0].ratings) <= GROUP_LIMIT):
                job = self._jobs.popleft()
                taken += len(job.ratings)
                group.append(job)
            self._waiting -= taken
        return group

    def _answer(self, group: list[Job]) -> None:
        wanted = [job for job in group if job.reply.set_running_or_notify_cancel()]
        if not wanted:
            return
        try:
            outcomes = self._commit(wanted)
        except sqlite3.OperationalError as fault:
            _log.warning("intake: the database cannot be written now: %s", fault)
            self._refuse(wanted)
        except Exception:  # noqa: BLE001  # one poisonous rating must not stop the others
            _log.exception("intake: a group of %d jobs failed", len(wanted))
            self._one_by_one(wanted)
        else:
            _reply(wanted, outcomes)

    def _one_by_one(self, group: list[Job]) -> None:
        """After a fault of ours: each rating in a transaction of its own, so that one hurts itself."""
        for job in group:
            alone = [self._alone(job, rating) for rating in job.ratings]
            if alone:
                job.reply.set_result(alone)
            else:
                job.reply.set_exception(Busy())

    def _alone(self, job: Job, rating: Prepared) -> Outcome:
        single = Job((rating,), job.credential, job.arrived_ms)
        try:
            [outcomes] = self._commit([single])
        except Exception:  # noqa: BLE001  # logged for the whole group; the sender keeps it
            return Busy()
        return outcomes if isinstance(outcomes, Refused) else outcomes[0]

    def _refuse(self, group: list[Job]) -> None:
        for job in group:
            job.reply.set_exception(Busy())


def _reply(group: list[Job], outcomes: list[list[Outcome] | Refused]) -> None:
    for job, outcome in zip(group, outcomes, strict=True):
        if isinstance(outcome, Refused):
            job.reply.set_exception(outcome)
        else:
            job.reply.set_result(outcome)
