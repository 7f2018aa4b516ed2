"""Holds of the write lock, from the moment it is taken to the moment it is given back.

Two things in it are not ours where other programs share the machine, and are noted beside it: how
long the holder waited for a processor (from /proc), and how long COMMIT waited for the disk.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HOLDERS = ("intake", "django", "worker")
FOLDER = "holds"
"""In the data folder; one file for each process, one line for each hold."""
_LEAST_S = 0.0005
"""Shorter ones are left out: nobody waits for them."""


_ENDS = frozenset({"COMMIT", "ROLLBACK"})


class Hold:
    """One connection's way through its transactions."""

    def __init__(self, holder: str) -> None:
        self._holder = holder
        self._since: float | None = None
        self._waited_s = 0.0
        self._worked_s = 0.0

    def begin(self) -> None:
        """The lock has been taken."""
        self._since = time.monotonic()
        self._waited_s = _waited_s()

    def finish(self) -> None:
        """The work is done: what follows is COMMIT."""
        if self._since is not None:
            waited_s = _waited_s() - self._waited_s
            self._worked_s = max(time.monotonic() - self._since - waited_s, 0.0)

    def end(self) -> None:
        """The lock has been given back; nothing happens when it was not held."""
        if self._since is None:
            return
        now = time.monotonic()
        held_s, self._since = now - self._since, None
        if held_s >= _LEAST_S:
            _note(f"{now:.6f} {self._holder} {held_s:.6f} {self._worked_s:.6f}\n")


class IntakeConnection(sqlite3.Connection):
    """As intake's store uses it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._hold = Hold("intake")

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """Runs a statement; one that begins or ends a transaction is noted."""
        if arguments[0] in _ENDS:
            self._hold.finish()
        cursor = super().execute(*arguments)
        if arguments[0] == "BEGIN IMMEDIATE":
            self._hold.begin()
        elif arguments[0] in _ENDS:
            self._hold.end()
        return cursor


def django_hold() -> Hold:
    """For a connection of Django's, in the web server or in the worker."""
    return Hold("worker" if "worker" in sys.argv else "django")


def worst_s(data: Path, since_s: float, *, work: bool = False) -> dict[str, float]:
    """The longest hold of each holder that ended after `since_s` of `time.monotonic`; 0.0 = none.

    Args:
        work: Only what was done with the lock: without waiting for a processor, and without COMMIT.
    """
    worst = dict.fromkeys(HOLDERS, 0.0)
    for ended_s, holder, held_s, worked_s in _noted(data):
        if ended_s >= since_s:
            worst[holder] = max(worst[holder], worked_s if work else held_s)
    return worst


def _noted(data: Path) -> Iterator[tuple[float, str, float, float]]:
    for file in (data / FOLDER).glob("*"):
        for line in file.read_text().splitlines():
            ended_s, holder, held_s, worked_s = line.split()
            yield float(ended_s), holder, float(held_s), float(worked_s)


def _waited_s() -> float:
    """Seconds that this thread could have run and did not get a processor, since it began."""
    return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9


def _note(line: str) -> None:
    folder = Path(os.environ["NUCUOI_DATA"]) / FOLDER
    folder.mkdir(exist_ok=True)
    with (folder / str(os.getpid())).open("a") as file:
        file.write(line)
