"""How often one sender may do something in a minute; kept in memory only."""

import time
from collections import deque
from collections.abc import Callable

WINDOW_S = 60.0


class OpenLimit:
    """A sliding minute for each address.

    Args:
        a_minute: Ratings an address may send in any 60 seconds; 0 = as many as it likes.
        clock_s: A clock that never goes back, in seconds.
    """

    def __init__(self, a_minute: int, clock_s: Callable[[], float] = time.monotonic) -> None:
        self._a_minute = a_minute
        self._clock_s = clock_s
        self._taken: dict[bytes, deque[float]] = {}
        self._sweep_at = 0.0

    def take(self, address: bytes) -> int:
        """Counts one rating of this address.

        Returns:
            0 when it may be taken; else after how many seconds to come again.
        """
        wait_s = self.wait_s(address)
        if self._a_minute and not wait_s:
            self._taken.setdefault(address, deque()).append(self._clock_s())
        return wait_s

    def wait_s(self, address: bytes, besides: int = 0) -> int:
        """As `take`, but counts nothing; `besides` came before it and are not counted yet."""
        now = self._clock_s()
        self._sweep(now)
        taken = self._taken.get(address)
        while taken and taken[0] <= now - WINDOW_S:
            taken.popleft()
        if not self._a_minute or len(taken or ()) + besides < self._a_minute:
            return 0
        return int((taken[0] if taken else now) + WINDOW_S - now) + 1

    def _sweep(self, now: float) -> None:
        """Forgets, once a minute, who has not sent for a minute: memory stays bounded."""
        if now < self._sweep_at:
            return
        self._sweep_at = now + WINDOW_S
        self._taken = {
            address: taken
            for address, taken in self._taken.items()
            if taken and taken[-1] > now - WINDOW_S
        }
