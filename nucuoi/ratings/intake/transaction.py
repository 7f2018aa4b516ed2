"""One group, one transaction: registry of this very moment, judgement, rows, commit."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from nucuoi.foundation.errors import Refused
from nucuoi.ratings.errors import Unauthenticated
from nucuoi.ratings.intake import credentials
from nucuoi.ratings.intake.answers import Outcome
from nucuoi.ratings.intake.credentials import DeviceToken, Sender
from nucuoi.ratings.intake.judge import House, Judge
from nucuoi.ratings.intake.limits import OpenLimit
from nucuoi.ratings.intake.prepared import Prepared
from nucuoi.ratings.intake.registry import Snapshot
from nucuoi.ratings.intake.rows import Changes, Sought
from nucuoi.ratings.intake.store import Overtaken, Store, Unavailable
from nucuoi.ratings.intake.writer import Job

_ROUNDS = 5
"""How often a group that another process overtook is judged anew before its senders must come again."""


class _Judged(NamedTuple):
    """What becomes of a group; `counting` as in `Judge`."""

    outcomes: list[list[Outcome] | Refused]
    changes: Changes
    counting: list[tuple[OpenLimit, bytes]]


class Transactions:
    """Does groups of jobs; belongs to the writer's thread.

    Args:
        open_store: Opens a connection; called again after the database failed.
    """

    def __init__(self, house: House, open_store: Callable[[], Store]) -> None:
        self._house = house
        self._open_store = open_store
        self._store: Store | None = None
        self._snapshot: Snapshot | None = None

    def commit(self, jobs: Sequence[Job]) -> list[list[Outcome] | Refused]:
        """Stores what can be taken of a group; all of it is durable when this returns.

        Raises:
            Unavailable: If nothing was stored.
        """
        for _ in range(_ROUNDS):
            try:
                return self._commit(jobs)
            except Overtaken:
                continue
        raise Unavailable("other processes were faster again and again")

    def close(self) -> None:
        """Gives the connection back; what it had not committed is undone."""
        if self._store is not None:
            self._store.close()
        self._store = self._snapshot = None

    def knows(self, token_hash: bytes) -> bool:
        """Whether the device was paired when the registry was last read; other threads may ask."""
        snapshot = self._snapshot
        return snapshot is not None and token_hash in snapshot.devices

    def _commit(self, jobs: Sequence[Job]) -> list[list[Outcome] | Refused]:
        store = self._store = self._store or self._open_store()
        try:
            store.begin()
            judged = self._judge(store, jobs)
            store.commit(judged.changes)
        except store.faults as fault:
            self.close()
            raise Unavailable(str(fault)) from fault
        except BaseException:
            store.rollback()
            raise
        for limit, sender in judged.counting:
            limit.take(sender)
        return judged.outcomes

    def _judge(self, store: Store, jobs: Sequence[Job]) -> _Judged:
        met = store.met(_sought([one for job in jobs for one in job.ratings]))
        snapshot = self._present(store, met.version)
        judge = Judge(self._house, snapshot, store, met)
        outcomes = [_judged(judge, snapshot, job) for job in jobs]
        changes = Changes(
            ratings=judge.new,
            version=met.version,
            places=judge.places,
            devices=_heard_of(snapshot, jobs),
            heard_ms=jobs[-1].arrived_ms,
            proof=any(job.proof for job in jobs),
        )
        return _Judged(outcomes, changes, judge.counting)

    def _present(self, store: Store, version: int) -> Snapshot:
        if self._snapshot is None or self._snapshot.number != version:
            self._snapshot = store.snapshot()
        return self._snapshot


def _sought(ratings: Sequence[Prepared]) -> Sought:
    return Sought(
        uuids=[one.uuid for one in ratings],
        lookup_hashes=[one.lookup_hash for one in ratings],
        tags={tag for one in ratings for tag in (one.ticket.code, one.ticket.number) if tag},
        outboxes={one.outbox for one in ratings if one.outbox},
    )


def _judged(judge: Judge, snapshot: Snapshot, job: Job) -> list[Outcome] | Refused:
    sender = credentials.sender(job.credential, snapshot)
    if sender is None:
        return Unauthenticated("Thiết bị chưa được ghép hoặc đã bị thu hồi. Xin báo quản trị.")
    return [_outcome(judge, one, sender, job.arrived_ms) for one in job.ratings]


def _outcome(judge: Judge, rating: Prepared, sender: Sender, arrived_ms: int) -> Outcome:
    try:
        return judge.decide(rating, sender, arrived_ms)
    except Refused as refusal:
        return refusal


def _heard_of(snapshot: Snapshot, jobs: Sequence[Job]) -> set[int]:
    hashes = {job.credential.token_hash for job in jobs if isinstance(job.credential, DeviceToken)}
    return {snapshot.devices[one].id for one in hashes if one in snapshot.devices}
