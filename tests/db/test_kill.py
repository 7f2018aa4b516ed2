"""kill -9 of web and worker under load: what was acknowledged is there, sealed and counted, once."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.own_database import own_database, rows, value
from tests.situation import open_office

PORT = 8158
CLIENTS = 8
KILLS = 3


class Client(threading.Thread):
    """Sends ratings without end; each with the same id again until it is acknowledged."""

    def __init__(self, counter: str, ending: threading.Event) -> None:
        super().__init__(daemon=True)
        self.acknowledged: list[str] = []
        self.faults: list[int] = []
        self._counter = counter
        self._ending = ending

    def run(self) -> None:
        """Until the test ends."""
        while not self._ending.is_set():
            identity = str(uuid4())
            while not self._sent(identity) and not self._ending.is_set():
                time.sleep(0.02)

    def _sent(self, identity: str) -> bool:
        body = json.dumps({"id": identity, "counter": self._counter, "score": 4})
        status = _asked("POST", body)
        if status in {200, 201}:
            self.acknowledged.append(identity)
            return True
        if status is not None:
            self.faults.append(status)
        return False


@pytest.fixture
def counter(django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[str]:
    """The code of a counter in the data folder `tmp_path`."""
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield open_office().counter.code


def test_what_was_acknowledged_survives_kill_9(counter: str, tmp_path: Path) -> None:
    """Three kills under eight clients: each acknowledged rating is stored, sealed and counted once."""
    ending = threading.Event()
    clients = [Client(counter, ending) for _ in range(CLIENTS)]
    programs = _started(tmp_path)
    for client in clients:
        client.start()
    for kill in range(KILLS):
        _wait_for(CLIENTS * 10 * (kill + 1), clients)
        _killed(programs)
        programs = _started(tmp_path)
    _wait_for(CLIENTS * 10 * (KILLS + 1), clients)
    ending.set()
    for client in clients:
        client.join()
    stored = _once_counted()
    _killed(programs)

    acknowledged = [identity for client in clients for identity in client.acknowledged]
    assert [fault for client in clients for fault in client.faults if fault != 503] == []
    assert len(stored) == len(set(stored))
    assert set(acknowledged) - set(stored) == set()
    assert _run(tmp_path, "fsck").wait() == 0


def _started(folder: Path) -> list[subprocess.Popen[bytes]]:
    """Web and worker, each in a process group of its own, ready to answer."""
    programs = [_run(folder, "serve", "--port", str(PORT)), _run(folder, "worker")]
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if _asked("GET", "") == 405:
            return programs
        time.sleep(0.05)
    raise AssertionError("the server did not start")


def _run(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "NUCUOI_DATA": str(folder),
        "NUCUOI_OPEN_LIMIT": "0",
        "DJANGO_SETTINGS_MODULE": "nucuoi.settings",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "nucuoi.cli", *arguments],
        env=environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _asked(method: str, body: str) -> int | None:
    """The status of one request; None = no answer came."""
    with (
        suppress(OSError, http.client.HTTPException),
        closing(http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)) as link,
    ):
        link.request(method, "/api/v1/ratings", body)
        return link.getresponse().status
    return None


def _killed(programs: list[subprocess.Popen[bytes]]) -> None:
    """Kills every process of the installation at once, as a power cut would."""
    for program in programs:
        os.killpg(program.pid, signal.SIGKILL)
    for program in programs:
        program.wait()


def _wait_for(acknowledged: int, clients: list[Client]) -> None:
    deadline = time.monotonic() + 60
    while sum(len(client.acknowledged) for client in clients) < acknowledged:
        assert time.monotonic() < deadline, "clients are not answered"
        time.sleep(0.01)


def _once_counted() -> list[str]:
    """Ids of the stored ratings, once each of them has its leaf and stands in the rollup of its day."""
    deadline = time.monotonic() + 60
    while True:
        uuids = rows("SELECT uuid FROM ratings_rating")
        leaves = value("SELECT count(DISTINCT subject) FROM ledger_leaf")
        counted = value("SELECT sum(n) FROM scores_daytally")
        if len(uuids) == leaves == counted:
            return [str(UUID(bytes=uuid)) for (uuid,) in uuids]
        assert time.monotonic() < deadline, (
            f"{len(uuids)} stored, {leaves} sealed, {counted} counted"
        )
        time.sleep(0.1)
