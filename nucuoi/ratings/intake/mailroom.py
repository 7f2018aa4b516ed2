"""How outcomes come back from the writer's thread to coroutines: many with one call to their loop."""

import asyncio
import time
from collections import deque

from nucuoi.foundation.errors import Refused
from nucuoi.ratings.errors import Busy
from nucuoi.ratings.intake.answers import Outcome

_SWEEP_S = 1.0


class Letter:
    """A reply that a coroutine awaits; for the writer the same as `writer.Reply`."""

    __slots__ = ("_arrived", "_mailroom", "deadline_s", "taken_back")

    def __init__(self, mailroom: "Mailroom", arrived: "asyncio.Future[list[Outcome]]") -> None:
        self._mailroom = mailroom
        self._arrived = arrived
        self.deadline_s = 0.0
        self.taken_back = False

    def give(self, outcome: list[Outcome] | Refused) -> None:
        """Hands the outcome over, from any thread."""
        self._mailroom.take(self, outcome)

    async def wait(self) -> list[Outcome]:
        """The outcome; what the writer has not begun when patience ends is taken back.

        Raises:
            Refused: If that is the outcome; `Busy` when patience ended.
        """
        return await self._arrived

    def open(self, outcome: list[Outcome] | Refused) -> None:
        """Lets the coroutine go on; in the loop's own thread."""
        if self.is_open:
            return
        if isinstance(outcome, Refused):
            self._arrived.set_exception(outcome)
        else:
            self._arrived.set_result(outcome)

    @property
    def is_open(self) -> bool:
        """Whether the coroutine has its outcome, or is gone."""
        return self._arrived.done()


class Mailroom:
    """The letters of one event loop.

    Waking a loop from another thread costs a system call, and a timer for each request costs as
    much again: both are done once for all who wait.

    Args:
        patience_s: How long a coroutine waits for its outcome.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, patience_s: float) -> None:
        self._loop = loop
        self._patience_s = patience_s
        self._came: deque[tuple[Letter, list[Outcome] | Refused]] = deque()
        self._called = False
        self._awaited: deque[Letter] = deque()
        """In the order of their deadlines."""
        self._sweeping = False

    def letter(self) -> Letter:
        """A reply for one job; in the loop's own thread."""
        letter = Letter(self, self._loop.create_future())
        letter.deadline_s = time.monotonic() + self._patience_s
        self._awaited.append(letter)
        if not self._sweeping:
            self._sweeping = True
            self._loop.call_later(_SWEEP_S, self._sweep)
        return letter

    def take(self, letter: Letter, outcome: list[Outcome] | Refused) -> None:
        """Takes an outcome from any thread; the loop is called only when it has not been already."""
        self._came.append((letter, outcome))
        if not self._called:
            self._called = True
            self._loop.call_soon_threadsafe(self._hand_out)

    def _hand_out(self) -> None:
        self._called = False  # first: what comes from here on calls again
        while self._came:
            letter, outcome = self._came.popleft()
            letter.open(outcome)

    def _sweep(self) -> None:
        now_s = time.monotonic()
        while self._awaited and (self._awaited[0].is_open or self._awaited[0].deadline_s <= now_s):
            letter = self._awaited.popleft()
            letter.taken_back = not letter.is_open
            letter.open(Busy())
        self._sweeping = bool(self._awaited)
        if self._sweeping:
            self._loop.call_later(_SWEEP_S, self._sweep)
