"""A program that is measured: started, waited for, ended."""

import os
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from nucuoi.bench import processor
from nucuoi.bench.errors import BenchFailed
from nucuoi.foundation.lifeline import end_with_parent

_PATIENCE_S = 60.0


class Program:
    """A running program; it ends with this process at the latest.

    Args:
        log: File that takes all it prints.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
        self._log = log
        with log.open("ab") as printed:
            self._process = subprocess.Popen(  # noqa: S603  # our own commands
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=printed,
                preexec_fn=end_with_parent,  # noqa: PLW1509  # nothing but prctl runs in it
            )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def printed(self) -> str:
        """All it printed so far."""
        return self._log.read_text(errors="replace")

    def cpu_s(self) -> float:
        """CPU seconds that it and all below it have used."""
        return processor.cpu_s(self.pid)

    def wait_for_port(self, port: int) -> None:
        """Waits until it listens.

        Raises:
            BenchFailed: If it ends before, or does not in a minute.
        """
        deadline = time.monotonic() + _PATIENCE_S
        while not _listens(port):
            self.check(deadline)
            time.sleep(0.02)

    def check(self, deadline: float) -> None:
        """Raises BenchFailed when it has ended, or the time of `time.monotonic` is reached."""
        if self._process.poll() is not None or time.monotonic() > deadline:
            raise BenchFailed(f"Chương trình cần đo không chạy được: {self.printed[-2000:]}")

    def stop(self) -> None:
        """Asks it to end and waits; kills it when it does not."""
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def free_port() -> int:
    """A port of the loopback that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def run(command: Sequence[str], environment: Mapping[str, str], *, silent: bool = True) -> str:
    """Runs a command to its end and gives what it printed.

    Args:
        silent: Whether its stderr is kept for the fault; else it goes to our own.

    Raises:
        BenchFailed: If it fails.
    """
    done = subprocess.run(  # noqa: S603  # our own commands
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if silent else None,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BenchFailed(f"{' '.join(command[-2:])}: {(done.stderr or '')[-2000:]}")
    return done.stdout


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def as_user(name: str) -> list[str]:
    """What stands before a command that root must run as somebody else; nothing for others."""
    if os.geteuid() != 0:
        return []
    change = ["setpriv", f"--reuid={name}", f"--regid={name}", "--init-groups", "--reset-env"]
    return [*change, "--pdeathsig=TERM", "--"]
