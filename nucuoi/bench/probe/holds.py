"""Holds of the write lock, from the moment it is taken to the moment it is given back."""

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


class Hold:
    """One connection's way through its transactions."""

    def __init__(self, holder: str) -> None:
        self._holder = holder
        self._since: float | None = None

    def begin(self) -> None:
        """The lock has been taken."""
        self._since = time.monotonic()

    def end(self) -> None:
        """The lock has been given back; nothing happens when it was not held."""
        if self._since is None:
            return
        now = time.monotonic()
        held_s, self._since = now - self._since, None
        if held_s >= _LEAST_S:
            _note(f"{now:.6f} {self._holder} {held_s:.6f}\n")


class IntakeConnection(sqlite3.Connection):
    """As intake's store uses it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._hold = Hold("intake")

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """Runs a statement; one that begins or ends a transaction is noted."""
        cursor = super().execute(*arguments)
        if arguments[0] == "BEGIN IMMEDIATE":
            self._hold.begin()
        elif arguments[0] in {"COMMIT", "ROLLBACK"}:
            self._hold.end()
        return cursor


def django_hold() -> Hold:
    """For a connection of Django's, in the web server or in the worker."""
    return Hold("worker" if "worker" in sys.argv else "django")


def worst_s(data: Path, since_s: float) -> dict[str, float]:
    """The longest hold of each holder that ended after `since_s` of `time.monotonic`; 0.0 = none."""
    worst = dict.fromkeys(HOLDERS, 0.0)
    for ended_s, holder, held_s in _noted(data):
        if ended_s >= since_s:
            worst[holder] = max(worst[holder], held_s)
    return worst


def _noted(data: Path) -> Iterator[tuple[float, str, float]]:
    for file in (data / FOLDER).glob("*"):
        for line in file.read_text().splitlines():
            ended_s, holder, held_s = line.split()
            yield float(ended_s), holder, float(held_s)


def _note(line: str) -> None:
    folder = Path(os.environ["NUCUOI_DATA"]) / FOLDER
    folder.mkdir(exist_ok=True)
    with (folder / str(os.getpid())).open("a") as file:
        file.write(line)
