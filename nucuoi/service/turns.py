"""How long a thread keeps the interpreter while another one wants it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

AMONG_PAGES_S = 0.0001
"""Intake's writer lets go of the interpreter in every statement, and a page may reckon for long:
Python's own 5 ms would be added to each statement, with SQLite's write lock held and everybody waiting."""
ALONE_S = 0.0005
"""Where only ratings come, threads let go by themselves; shorter turns would cost a tenth of all CPU."""


class Turns:
    """Sets the turns of this process: short ones while any page is in work."""

    def __init__(self) -> None:
        self._pages = 0
        self._counting = Lock()
        self._set()

    @contextmanager
    def short(self) -> Iterator[None]:
        """Around the work on a page; from any thread."""
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def _count(self, more: int) -> None:
        with self._counting:
            self._pages += more
            self._set()

    def _set(self) -> None:
        sys.setswitchinterval(AMONG_PAGES_S if self._pages else ALONE_S)
