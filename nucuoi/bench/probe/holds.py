"""Holds of the write lock, from the moment it is taken to the moment it is given back.

CPU time of the holding thread is noted beside it: what is more than that was waiting, for a processor
or for the disk, and belongs to whatever else runs on the machine.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

HOLDERS = ("intake", "staff", "sealing", "following", "errands")
"""Who holds it: ratings that come in, pages, the three kinds of work of the worker."""
_WORK = {"nucuoi.ratings.sealing": "sealing", "nucuoi.scores.follower": "following"}
"""What of the worker is told apart from its other errands, by the module that began it."""
FOLDER = "holds"
"""In the data folder; one file for each process, one line for each hold."""
_LEAST_S = 0.0005
"""Shorter ones are left out: nobody waits for them."""

_ENDS = frozenset({"COMMIT", "ROLLBACK"})


class Hold:
    """One connection's way through its transactions.

    Args:
        holder: Names who begins one, when it begins.
    """

    def __init__(self, holder: Callable[[], str]) -> None:
        self._holder = holder
        self._name = ""
        self._since: float | None = None
        self._cpu_s = 0.0

    def begin(self) -> None:
        """The lock has been taken."""
        self._name, self._since, self._cpu_s = self._holder(), time.monotonic(), time.thread_time()

    def end(self) -> None:
        """The lock has been given back; nothing happens when it was not held."""
        if self._since is None:
            return
        now, cpu_s = time.monotonic(), time.thread_time() - self._cpu_s
        held_s, self._since = now - self._since, None
        if held_s >= _LEAST_S:
            _note(f"{now:.6f} {self._name} {held_s:.6f} {cpu_s:.6f}\n")


class IntakeConnection(sqlite3.Connection):
    """As intake's store uses it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._hold = Hold(lambda: "intake")

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """Runs a statement; one that begins or ends a transaction is noted."""
        cursor = super().execute(*arguments)
        if arguments[0] == "BEGIN IMMEDIATE":
            self._hold.begin()
        elif arguments[0] in _ENDS:
            self._hold.end()
        return cursor


def django_hold() -> Hold:
    """For a connection of Django's, in the web server or in the worker."""
    return Hold(_work if "worker" in sys.argv else lambda: "staff")


def worst_s(data: Path, since_s: float) -> dict[str, tuple[float, float]]:
    """The longest hold of each holder that ended after `since_s` of `time.monotonic`, and the most CPU.

    Seconds; 0.0 = none. The two need not be of the same hold.
    """
    worst = dict.fromkeys(HOLDERS, (0.0, 0.0))
    for ended_s, holder, held_s, cpu_s in _noted(data):
        if ended_s >= since_s:
            longest_s, most_s = worst[holder]
            worst[holder] = max(longest_s, held_s), max(most_s, cpu_s)
    return worst


def _work() -> str:
    """What the worker is about: the outermost frame of a module that is told apart."""
    frame: FrameType | None = sys._getframe()  # noqa: SLF001  # how else to know who called
    found = "errands"
    while frame is not None:
        found = _WORK.get(frame.f_globals["__name__"], found)
        frame = frame.f_back
    return found


def _noted(data: Path) -> Iterator[tuple[float, str, float, float]]:
    for file in (data / FOLDER).glob("*"):
        for line in file.read_text().splitlines():
            ended_s, holder, held_s, cpu_s = line.split()
            yield float(ended_s), holder, float(held_s), float(cpu_s)


def _note(line: str) -> None:
    folder = Path(os.environ["NUCUOI_DATA"]) / FOLDER
    folder.mkdir(exist_ok=True)
    with (folder / str(os.getpid())).open("a") as file:
        file.write(line)
