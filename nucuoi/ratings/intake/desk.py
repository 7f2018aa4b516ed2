"""Where ratings are handed in: by the HTTP front and by Django's own views, to the same writer.

One desk a process, opened at the first rating. `accept` and `accepted` return only when the rating
is durable: the one lets a thread wait, the other a coroutine.
"""

import atexit
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from django.conf import settings

from nucuoi.foundation import clock
from nucuoi.foundation.errors import Refused
from nucuoi.ratings.errors import Busy
from nucuoi.ratings.intake import keyring
from nucuoi.ratings.intake.answers import Answer, Outcome
from nucuoi.ratings.intake.credentials import Credential, DeviceToken, Visitor
from nucuoi.ratings.intake.judge import House
from nucuoi.ratings.intake.keyring import Keyring
from nucuoi.ratings.intake.limits import OpenLimit
from nucuoi.ratings.intake.mailroom import Mailroom
from nucuoi.ratings.intake.opening import open_store
from nucuoi.ratings.intake.payload import Submission
from nucuoi.ratings.intake.prepared import Prepared, prepare
from nucuoi.ratings.intake.transaction import Transactions
from nucuoi.ratings.intake.writer import GROUP_LIMIT, Job, Reply, Writer
from nucuoi.ratings.rules.tickets import NUMBERS_A_MINUTE

ROOM = 2000
"""Ratings that may wait for the writer."""

LOCK_PATIENCE_S = 4.0
REPLY_PATIENCE_S = 8.0
DRAIN_S = 10.0


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a rating could be committed now.

    Attributes:
        waiting: Ratings in the queue of this process.
    """

    ready: bool
    waiting: int


class Desk:
    """One process's way to the writer.

    Args:
        lock_patience_s: How long the writer waits for somebody else's lock.
    """

    def __init__(self, house: House, lock_patience_s: float) -> None:
        self.keys: Keyring = house.keys
        self._transactions = Transactions(house, partial(open_store, lock_patience_s))
        self._writer = Writer(
            self._transactions.commit, room=ROOM, close_store=self._transactions.close
        )

    def accept(self, submission: Submission, credential: Credential) -> Answer:
        """As the module's `accept`."""
        ratings = (prepare(submission, self.keys),)
        [outcome] = self._ask(ratings, credential, clock.now_ms())
        if isinstance(outcome, Refused):
            raise outcome
        return outcome

    def accept_all(
        self, submissions: Sequence[Submission], credential: Credential
    ) -> list[Outcome]:
        """As the module's `accept_all`."""
        arrived_ms = clock.now_ms()
        ratings = tuple(prepare(one, self.keys) for one in submissions)
        outcomes: list[Outcome] = []
        for portion in _portions(ratings):
            outcomes += self._ask(portion, credential, arrived_ms)
        return outcomes

    async def accepted(
        self, submission: Submission, credential: Credential, mailroom: Mailroom
    ) -> Answer:
        """As the module's `accepted`."""
        ratings = (prepare(submission, self.keys),)
        [outcome] = await self._asked(ratings, credential, mailroom)
        if isinstance(outcome, Refused):
            raise outcome
        return outcome

    async def checked(self, credential: DeviceToken, mailroom: Mailroom) -> None:
        """As the module's `checked`."""
        if not self._transactions.knows(credential.token_hash):
            await self._asked((), credential, mailroom)

    def ready(self) -> Readiness:
        """As the module's `ready`."""
        try:
            self._ask((), Visitor(), clock.now_ms(), proof=True)
        except Busy:
            return Readiness(ready=False, waiting=self._writer.waiting)
        return Readiness(ready=True, waiting=self._writer.waiting)

    def close(self) -> None:
        """Commits what waits and takes nothing more."""
        self._writer.close(DRAIN_S)

    def _ask(
        self,
        ratings: tuple[Prepared, ...],
        credential: Credential,
        arrived_ms: int,
        *,
        proof: bool = False,
    ) -> list[Outcome]:
        reply = Reply()
        self._writer.submit(Job(ratings, credential, arrived_ms, reply, proof))
        return reply.wait(REPLY_PATIENCE_S)

    async def _asked(
        self, ratings: tuple[Prepared, ...], credential: Credential, mailroom: Mailroom
    ) -> list[Outcome]:
        letter = mailroom.letter()
        self._writer.submit(Job(ratings, credential, clock.now_ms(), letter))
        return await letter.wait()


def accept(submission: Submission, credential: Credential) -> Answer:
    """Takes one rating in; when this returns, it is on the disk.

    Raises:
        Refused: One of `ratings.errors`, or Invalid. After Busy or TooMany the caller sends the
            same again, with the same id; nothing is counted twice.
    """
    return _desk().accept(submission, credential)


def accept_all(submissions: Sequence[Submission], credential: Credential) -> list[Outcome]:
    """Takes several in at once; one that is refused does not hurt the others.

    Returns:
        An answer or refusal for each, in their order.

    Raises:
        Unauthenticated: If the device is unknown or revoked.
        Busy: If nothing was stored.
    """
    return _desk().accept_all(submissions, credential)


async def accepted(submission: Submission, credential: Credential, mailroom: Mailroom) -> Answer:
    """As `accept`, for a coroutine of the mailroom's loop."""
    return await _desk().accepted(submission, credential, mailroom)


async def checked(credential: DeviceToken, mailroom: Mailroom) -> None:
    """Lets a paired device pass before its body is read; revocation is looked at again later.

    Raises:
        Unauthenticated: If the device is unknown or revoked.
        Busy: If that cannot be found out now.
    """
    await _desk().checked(credential, mailroom)


def ready() -> Readiness:
    """Tries whether a rating could be committed now, by a commit that changes nothing."""
    return _desk().ready()


def keys() -> Keyring:
    """The keys of this process's desk."""
    return _desk().keys


def close() -> None:
    """Commits what waits and closes the desk; the next rating opens another."""
    with _opening:
        while _open:
            _open.pop().close()


_open: list[Desk] = []
"""The desk of this process, if it has been opened; never more than one."""

_opening = threading.Lock()
atexit.register(close)


def _desk() -> Desk:
    if _open:
        return _open[0]
    with _opening:
        if not _open:
            _open.append(Desk(_house(), LOCK_PATIENCE_S))
        return _open[0]


def _house() -> House:
    return House(
        keys=keyring.load(settings.KEYS),
        limit=OpenLimit(settings.OPEN_LIMIT_PER_MINUTE),
        guesses=OpenLimit(NUMBERS_A_MINUTE),
        base_url=settings.BASE_URL,
    )


def _portions(ratings: tuple[Prepared, ...]) -> Iterator[tuple[Prepared, ...]]:
    """At least one, if only to try the credential; a long batch must not hold the write lock."""
    for first in range(0, max(len(ratings), 1), GROUP_LIMIT):
        yield ratings[first : first + GROUP_LIMIT]
