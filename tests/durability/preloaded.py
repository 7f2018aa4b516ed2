"""Programs forked from one that has everything loaded: killed a thousand times, they load once.

What they do from their first moment on is the same; how one fares that is killed while it loads is
for the tests whose programs are started anew.
"""

import gc
import json
import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import IO

from tests.durability import staff
from tests.durability.program import shift_clock

_LOADED = (
    "granian.server",
    "nucuoi.cli",
    "nucuoi.worker",
    "nucuoi.ratings.intake.application",
    "nucuoi.ratings.intake.postgresql",
)
_ROOT = Path(__file__).resolve().parents[2]


class Forked:
    """A program that ran once, as `subprocess.Popen` would say it, but for its exit code."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._file = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """0 when it has ended, else None."""
        return self._ended(0)

    def wait(self) -> int:
        """Returns when it has ended."""
        self._ended(None)
        return 0

    def kill(self) -> None:
        """SIGKILL."""
        os.kill(self.pid, signal.SIGKILL)

    def _ended(self, within_ms: int | None) -> int | None:
        ending = select.poll()
        ending.register(self._file, select.POLLIN)
        return 0 if ending.poll(within_ms) else None

    def __del__(self) -> None:
        os.close(self._file)


class Preloaded:
    """The process that has everything loaded, connected to nothing.

    Args:
        environment: What all its programs see.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.durability.preloaded"],
            cwd=_ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, clock: Path, log: Path, arguments: Sequence[str]) -> Forked:
        """Starts a program in a session of its own.

        Args:
            arguments: Of the console script; or the name of the staff's program.
        """
        asked = json.dumps({"clock": str(clock), "log": str(log), "arguments": arguments})
        print(asked, file=self._asking, flush=True)
        return Forked(int(self._answering.readline()))

    def close(self) -> None:
        """Ends it."""
        self._asking.close()
        self._process.wait()
        self._answering.close()

    @property
    def _asking(self) -> IO[str]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _answering(self) -> IO[str]:
        assert self._process.stdout is not None
        return self._process.stdout


def _serve_forks() -> None:
    """Forks a program for each line that asks for one, until there are no more."""
    while line := sys.stdin.readline():
        _reap()
        if os.fork() == 0:
            _be_a_program(**json.loads(line))


def _be_a_program(clock: str, log: str, arguments: list[str]) -> None:
    """Says which process it is once its group can be killed; never returns."""
    code = 1
    try:
        os.setsid()
        print(os.getpid(), flush=True)  # noqa: T201  # the answer
        _redirect(Path(log))
        random.seed()
        shift_clock(Path(clock))
        code = _run(arguments)
    except BaseException:  # noqa: BLE001  # printed, as by an interpreter of its own
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _run(arguments: list[str]) -> int:
    from nucuoi.cli import main

    if arguments == [staff.NAME]:
        staff.begin()
        return 0
    return main(arguments)


def _redirect(log: Path) -> None:
    nothing, written = (
        os.open(os.devnull, os.O_RDONLY),
        os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT),
    )
    os.dup2(nothing, 0)
    os.dup2(written, 1)
    os.dup2(written, 2)
    os.closerange(3, max(nothing, written) + 1)


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return


def _load() -> None:
    """All that web server and worker load: nothing that is connected, no thread."""
    import django
    from django.utils.module_loading import import_string

    django.setup()
    from django.conf import settings

    from nucuoi.schedule import JOBS

    for module in (*_LOADED, settings.ROOT_URLCONF):
        import_module(module)
    for job in JOBS:
        import_string(job.function)
    gc.freeze()


if __name__ == "__main__":
    _load()
    _serve_forks()
