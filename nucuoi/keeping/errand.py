"""A long piece of work that runs beside the worker in a process of its own, so that sealing and counting go on."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from nucuoi.service.lifeline import end_with_parent

RETRY_S = 3600.0
"""How long after a failure before it is tried again."""
_KINDNESS = 10
"""How much of the processor it leaves to those who serve (nice)."""


class Failed(Exception):
    """The errand ended with an error; what it said stands in the log above."""


class Errand:
    """One of our own commands, run when it is due, never twice at once.

    Args:
        arguments: Of the console script.
    """

    def __init__(self, *arguments: str) -> None:
        self._arguments: Sequence[str] = arguments
        self._process: subprocess.Popen[bytes] | None = None
        self._not_before_s = 0.0

    def step(self, *, due: bool) -> int:
        """Starts it when it is due, looks after it when it runs; returns how many were finished.

        Raises:
            Failed: If it ended with an error; it is tried again after an hour.
        """
        if self._process is not None:
            return self._look()
        if due and time.monotonic() >= self._not_before_s:
            self._process = self._started()
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
            self._not_before_s = time.monotonic() + RETRY_S
            raise Failed(f"nucuoi {' '.join(self._arguments)} ended with {code}")
        return 1

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  # our own command
            [sys.executable, "-m", "nucuoi.cli", *self._arguments],
            env={**os.environ, "NUCUOI_DATA": str(Path(settings.DATA))},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            preexec_fn=_begin,  # noqa: PLW1509  # no thread runs in the worker
        )


def _begin() -> None:
    os.nice(_KINDNESS)
    end_with_parent()
