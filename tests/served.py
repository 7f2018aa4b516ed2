"""Programs that listen on the loopback, and raw words with them."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
_PATIENCE_S = 30.0


class Served:
    """A running program and its port.

    Args:
        log: Takes all it prints.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self.log = log

    def connect(self) -> socket.socket:
        """A connection to it."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=_PATIENCE_S)

    def say(self, words: bytes) -> bytes:
        """All that comes back on a connection of its own until the server hangs up."""
        with self.connect() as link:
            link.sendall(words)
            return b"".join(iter(lambda: link.recv(65_536), b""))


@contextmanager
def served(log: Path, *command: str, port: int, **environment: str) -> Iterator[Served]:
    """Runs `python -m …` until the end of the block; it listens at `port` when the block begins."""
    with log.open("wb") as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "nucuoi.settings", **environment},
            stdout=printed,
            stderr=printed,
        )
    running = Served(process, port, log)
    try:
        _wait(running)
        yield running
    finally:
        process.terminate()
        try:
            process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(running: Served) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        try:
            running.connect().close()
        except OSError:
            assert running.process.poll() is None, running.log.read_text()
            assert time.monotonic() < deadline, running.log.read_text()
            time.sleep(0.05)
        else:
            return
