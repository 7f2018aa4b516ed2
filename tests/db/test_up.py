"""`nucuoi up`, as ./run calls it: starts web and worker, tells where, survives, ends cleanly."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.own_database import empty_database, pointed_at

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60
pytestmark = pytest.mark.xdist_group("up")
COMMAND = (sys.executable, "-m", "nucuoi.cli", "up", "--no-demo")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Installation:
    """A running `nucuoi up` and what it printed so far."""

    def __init__(self, data: Path, port: int, *more: str) -> None:
        self.port = port
        self.log = data.parent / f"{data.name}.log"
        environment = {key: v for key, v in os.environ.items() if not key.startswith("NUCUOI_")}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "--port", str(port), "--data", str(data), *more],
                cwd=ROOT,
                env={**environment, "DJANGO_SETTINGS_MODULE": "nucuoi.settings"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def printed(self) -> str:
        return self.log.read_text()

    def children(self) -> dict[str, int]:
        """The programs of this installation: verb to process id."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                command = (folder / "cmdline").read_bytes().decode().split("\0")
            except (OSError, IndexError):
                continue
            if parent == self.process.pid:
                found["worker" if "worker" in command else "web"] = int(folder.name)
        return found

    def get(self, path: str) -> bytes:
        address = f"http://127.0.0.1:{self.port}{path}"
        with urllib.request.urlopen(address, timeout=20) as response:  # our own
            content: bytes = response.read()
            return content

    def until(self, reached: Callable[[], object]) -> None:
        """Waits for something, at most `PATIENCE_S` and not past the end of the process."""
        deadline = time.monotonic() + PATIENCE_S
        while not reached():
            assert time.monotonic() < deadline, self.printed()
            assert self.process.poll() is None, self.printed()
            time.sleep(0.05)


@contextmanager
def _running(data: Path, *more: str) -> Iterator[Installation]:
    installation = Installation(data, _free_port(), *more)
    try:
        installation.until(lambda: "Nụ Cười đang chạy tại" in installation.printed())
        yield installation
    finally:
        installation.process.kill()
        installation.process.wait()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder, with an empty database, that the tests of this file use one after the other."""
    folder = tmp_path_factory.mktemp("installation") / "var"
    with pointed_at(empty_database(folder)):
        yield folder


def test_a_first_start_leads_to_the_first_administrator(data: Path) -> None:
    """An empty folder is made ready; both printed links open; SIGTERM ends all with code 0.

    One makes the administrator, the other is for the Fatherland Front.
    """
    with _running(data) as installation:
        links = re.findall(r"http://127\.0\.0\.1:\d+(/cai-dat/\S+/)", installation.printed())
        programs = installation.children()

        assert len(set(links)) == 2
        assert all("<form" in installation.get(link).decode() for link in links)
        assert json.loads(installation.get("/readyz"))["status"] == "ready"
        assert set(programs) == {"web", "worker"}
        installation.process.send_signal(signal.SIGTERM)
        assert installation.process.wait(30) == 0
        assert not any(Path(f"/proc/{pid}").exists() for pid in programs.values())
    assert data.stat().st_mode & 0o777 == 0o700
    assert [file for file in data.glob("nucuoi.sqlite3*") if file.stat().st_mode & 0o077] == []


def test_a_killed_web_server_comes_back(data: Path) -> None:
    """After `kill -9` of the web server it answers again, and the person is told."""
    with _running(data) as installation:
        first = installation.children()["web"]
        os.kill(first, signal.SIGKILL)
        installation.until(lambda: installation.children().get("web") not in {first, None})
        installation.until(lambda: _answers(installation))

        assert "Máy chủ web đã dừng bất thường (mã -9); đang chạy lại." in installation.printed()


def test_a_second_start_on_the_same_folder_is_refused(data: Path) -> None:
    """Two installations never share a folder: exit code 2 and a sentence."""
    with _running(data):
        second = Installation(data.parent / data.name, _free_port())

        assert second.process.wait(30) == 2
        assert "đang có một ./run khác dùng" in second.printed()


def test_a_taken_port_starts_nothing(tmp_path: Path) -> None:
    """A port in use is told with exit code 2, before the folder is touched."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        refused = Installation(tmp_path / "var", other.getsockname()[1])

        assert refused.process.wait(30) == 2
    assert "đang có chương trình khác dùng" in refused.printed()
    assert not (tmp_path / "var").exists()


def _answers(installation: Installation) -> bool:
    try:
        return installation.get("/healthz") == b'{"status": "alive"}'
    except OSError:
        return False
