"""One thread that commits all waiting ratings at once (group commit), and answers after the flush.

Many writers make a database slower and unfair; one writer a process that groups is limited by the
disk only (docs/decisions/0001). An answer is given when COMMIT has returned, never before.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from queue import SimpleQueue

from msgspec import Struct

from nucuoi.foundation.errors import Refused
from nucuoi.ratings.errors import Busy
from nucuoi.ratings.intake.answers import Outcome
from nucuoi.ratings.intake.credentials import Credential
from nucuoi.ratings.intake.mailroom import Letter
from nucuoi.ratings.intake.prepared import Prepared
from nucuoi.ratings.intake.store import Unavailable

GROUP_LIMIT = 100
"""With so many ratings a transaction takes no further job: bounds how long the write lock is held."""

BURST = 16
"""So many jobs in a group mean that many are sending at once, and that more are on their way."""
GATHERING_S = 0.005
"""How long the writer lets them come before the next group; a flush then pays for more of them."""

_log = logging.getLogger(__name__)


class Reply:
    """How the outcome of a job comes back to the thread that waits for it, once.

    A bare lock, locked until the outcome is there: a Future costs several times as much.
    """

    __slots__ = ("_arrived", "_outcome", "taken_back")

    def __init__(self) -> None:
        self._arrived = threading.Lock()
        self._arrived.acquire()
        self._outcome: list[Outcome] | Refused | None = None
        self.taken_back = False

    def give(self, outcome: list[Outcome] | Refused) -> None:
        """Hands the outcome over."""
        self._outcome = outcome
        self._arrived.release()

    def wait(self, patience_s: float) -> list[Outcome]:
        """The outcome; what the writer has not begun when patience ends is taken back.

        Raises:
            Refused: If that is the outcome; `Busy` when patience ended.
        """
        self.taken_back = not self._arrived.acquire(timeout=patience_s)
        outcome = self._outcome
        if outcome is None:
            raise Busy
        if isinstance(outcome, Refused):
            raise outcome
        return outcome


class Job(Struct, frozen=True):
    """What one request brings: ratings that stand or fall with their sender's credential.

    Attributes:
        ratings: May be empty: then only the credential and the database are tried.
        reply: Takes the outcome.
        proof: Whether something must be written even so, to prove that a commit is possible.
    """

    ratings: tuple[Prepared, ...]
    credential: Credential
    arrived_ms: int
    reply: Reply | Letter
    proof: bool = False


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
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        """None = nothing comes after it."""
        self._waiting = 0
        self._counting = threading.Lock()
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
        with self._counting:
            if self._closing or self._waiting + len(job.ratings) > self._room:
                raise Busy
            self._waiting += len(job.ratings)
            self._jobs.put(job)

    def close(self, timeout_s: float) -> None:
        """Takes nothing more, commits what waits, and ends the thread."""
        with self._counting:
            self._closing = True
            self._jobs.put(None)
        self._thread.join(timeout_s)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            group = self._group(job)
            self._answer(group)
            if len(group) >= BURST:
                time.sleep(GATHERING_S)
        self._close_store()

    def _group(self, first: Job) -> list[Job]:
        """The first job and what waits behind it, up to the limit."""
        group, taken = [first], len(first.ratings)
        while taken < GROUP_LIMIT and not self._jobs.empty():
            job = self._jobs.get()
            if job is None:
                self._jobs.put(None)
                break
            group.append(job)
            taken += len(job.ratings)
        with self._counting:
            self._waiting -= taken
        return group

    def _answer(self, group: list[Job]) -> None:
        wanted = [job for job in group if not job.reply.taken_back]
        if not wanted:
            return
        try:
            outcomes = self._commit(wanted)
        except Unavailable as fault:
            _log.warning("intake: the database cannot be written now: %s", fault)
            self._refuse(wanted)
        except Exception:  # noqa: BLE001  # one poisonous rating must not stop the others
            _log.exception("intake: a group of %d jobs failed", len(wanted))
            self._one_by_one(wanted)
        else:
            for job, outcome in zip(wanted, outcomes, strict=True):
                job.reply.give(outcome)

    def _one_by_one(self, group: list[Job]) -> None:
        """After a fault of ours: each rating in a transaction of its own, so that one hurts itself."""
        for job in group:
            alone = [self._alone(job, rating) for rating in job.ratings]
            job.reply.give(alone or Busy())

    def _alone(self, job: Job, rating: Prepared) -> Outcome:
        single = Job((rating,), job.credential, job.arrived_ms, job.reply)
        try:
            [outcomes] = self._commit([single])
        except Exception:  # noqa: BLE001  # logged for the whole group; the sender keeps it
            return Busy()
        return outcomes if isinstance(outcomes, Refused) else outcomes[0]

    def _refuse(self, group: list[Job]) -> None:
        for job in group:
            job.reply.give(Busy())
