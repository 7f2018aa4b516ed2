"""A long piece of work that runs beside the worker in a process of its own, so that sealing and counting go on."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from nucuoi.foundation.lifeline import end_with_parent

RETRY_S = 3600.0
"""How long after a failure before it is tried again, unless the errand says otherwise."""
_KINDNESS = 10
"""How much of the processor it leaves to those who serve (nice)."""


class Failed(Exception):
    """The errand ended with an error; what it said stands in the log above."""


class Errand:
    """One of our own commands, run when it is due, never twice at once.

    Args:
        arguments: Of the console script.
        retry_s: How long after a failure before it is tried again; seconds.
    """

    def __init__(self, *arguments: str, retry_s: float = RETRY_S) -> None:
        self._arguments: Sequence[str] = arguments
        self._retry_s = retry_s
        self._process: subprocess.Popen[bytes] | None = None
        self._not_before_s = 0.0

    def step(self, *, due: bool, folder: Path) -> int:
        """Starts it when it is due, looks after it when it runs; returns how many were finished.

        Args:
            due: Whether it should run now.
            folder: The data folder it works on.

        Raises:
            Failed: If it ended with an error; it is tried again after `retry_s`.
        """
        if self._process is not None:
            return self._look()
        if due and time.monotonic() >= self._not_before_s:
            self._process = self._started(folder)
        return 0

    @property
    def running(self) -> bool:
        """Whether it was started and has not been looked at since its end."""
        return self._process is not None

    def _look(self) -> int:
        assert self._process is not None
        code = self._process.poll()
        if code is None:
            return 0
        self._process = None
        if code != 0:
            self._not_before_s = time.monotonic() + self._retry_s
            raise Failed(f"nucuoi {' '.join(self._arguments)} ended with {code}")
        return 1

    def _started(self, folder: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  # our own command
            [sys.executable, "-m", "nucuoi.cli", *self._arguments],
            env={
                **os.environ,
                "NUCUOI_DATA": str(folder),
                "SQLITE_TMPDIR": str(folder),  # what people wrote leaves the folder nowhere
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            preexec_fn=_begin,  # noqa: PLW1509  # no thread runs in the worker
        )


def _begin() -> None:
    os.nice(_KINDNESS)
    end_with_parent()
