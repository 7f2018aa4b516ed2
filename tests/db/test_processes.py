"""Several processes over one PostgreSQL: what one of them does holds in all of them at once."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connections, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.ledger import queries as ledger
from nucuoi.organisation.actions import touch_intake
from nucuoi.organisation.models import Counter as Desk
from nucuoi.ratings.actions import revoke_device
from nucuoi.ratings.intake.postgresql import APPLICATION
from nucuoi.ratings.models import Device, Rating
from nucuoi.ratings.sealing import seal, waiting
from nucuoi.scores.follower import follow, unfollowed
from tests.own_database import own_database, value
from tests.ratings_made import make_rating, make_tree
from tests.situation import Office, open_office

pytestmark = pytest.mark.postgresql

PATIENCE_S = 60
WRITERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"  # noqa: S608  # a constant
    f" AND application_name = '{APPLICATION}'"
)


@pytest.fixture
def data(django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[Path]:
    """A data folder and its database."""
    with django_db_blocker.unblock(), own_database(tmp_path), override_settings(DATA=tmp_path):
        yield tmp_path


@pytest.fixture
def office(data: Path) -> Office:
    """An office in it."""
    return open_office()


@contextmanager
def running(data: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """One of our programs, killed at the end with all it started."""
    given = {
        "NUCUOI_DATA": str(data),
        "NUCUOI_OPEN_LIMIT": "0",
        "DJANGO_SETTINGS_MODULE": "nucuoi.settings",
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "nucuoi.cli", *arguments],
        env=os.environ | given,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield program
    finally:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()


def until(holds: Callable[[], bool]) -> None:
    """Waits until something holds."""
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.05)


def sent(port: int, body: object, token: str = "") -> int | None:
    """The status of a rating sent over a connection of its own; None = nobody answers."""
    headers = {"Authorization": f"Device {token}"} if token else {}
    with (
        suppress(OSError, http.client.HTTPException),
        closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as link,
    ):
        link.request("POST", "/api/v1/ratings", json.dumps(body), headers)
        return link.getresponse().status
    return None


def rating(office: Office) -> dict[str, object]:
    """A new rating of the office's counter."""
    return {"id": str(uuid4()), "counter": office.counter.code, "score": 5}


def test_two_web_processes_are_one_service(data: Path, office: Office) -> None:
    """The same rating to both is one; a revoked device and a closed counter hold in both at once."""
    port = _free_port()
    with running(data, "serve", "--port", str(port), "--processes", "2"):
        until(lambda: sent(port, rating(office)) == 201)
        until(lambda: sent(port, rating(office)) == 201 and value(WRITERS) == 2)
        same = [rating(office) for _ in range(10)]
        with ThreadPoolExecutor(8) as pool:
            answers = Counter(pool.map(lambda body: sent(port, body), same * 8))
        allowed = {sent(port, rating(office), office.token) for _ in range(20)}
        revoke_device(by=SYSTEM, device=Device.objects.get().pk, why="mất máy")
        revoked = {sent(port, rating(office), office.token) for _ in range(20)}
        Desk.objects.filter(pk=office.counter.pk).update(valid_to=clock.today())
        touch_intake()
        closed = {sent(port, rating(office)) for _ in range(20)}

    assert answers == {201: 10, 200: 70}
    assert (allowed, revoked, closed) == ({201}, {401}, {410})


def test_another_machine_s_worker_waits_for_its_turn(data: Path, office: Office) -> None:
    """One worker is active over all machines; when it is killed the waiting one goes on."""
    folders = [data / "one", data / "two"]
    for folder in folders:
        folder.mkdir()
    with running(folders[0], "worker") as first:
        until((folders[0] / "worker.beat").exists)
        with running(folders[1], "worker") as second:
            until((folders[1] / "worker.beat").exists)
            make_rating(counter=office.counter.code)
            until(lambda: value("SELECT sum(n) FROM scores_daytally") == 1)
            holders = value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
            first.kill()
            make_rating(counter=office.counter.code)
            until(lambda: value("SELECT sum(n) FROM scores_daytally") == 2)
            assert second.poll() is None
    assert holders >= 1


def test_a_rating_that_commits_late_is_sealed_and_counted(data: Path) -> None:
    """Two sealers and a follower run past a transaction that is still open: nothing of it is lost."""
    make_tree()
    opened, may_commit, ending = threading.Event(), threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            late.append(make_rating(score=1).pk)
            opened.set()
            assert may_commit.wait(PATIENCE_S)

    def work(step: Callable[[], object]) -> None:
        while not ending.is_set():
            step()

    late: list[int] = []
    threads = [threading.Thread(target=_closing(hold))]
    threads += [threading.Thread(target=_closing(lambda: work(seal))) for _ in range(2)]
    threads += [threading.Thread(target=_closing(lambda: work(follow)))]
    threads[0].start()
    assert opened.wait(PATIENCE_S)
    for thread in threads[1:]:
        thread.start()
    later = [make_rating().pk for _ in range(30)]
    until(lambda: ledger.size() == 30 and unfollowed() == 0)
    before = value("SELECT sum(s1) FROM scores_daytally")
    may_commit.set()
    until(lambda: ledger.size() == 31 and unfollowed() == 0)
    ending.set()
    for thread in threads:
        thread.join()

    assert late[0] < min(later)
    assert (before, value("SELECT sum(s1) FROM scores_daytally")) == (0, 1)
    assert value("SELECT sum(n) FROM scores_daytally") == Rating.objects.count() == 31
    assert waiting() == 0


def _closing(work: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    return run


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
