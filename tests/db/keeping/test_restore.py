"""Backups made at any moment while ratings come in: restored whole, and sending again is harmless."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from nucuoi.keeping import backup, layout
from nucuoi.keeping.restore import finish
from nucuoi.ratings import sealing
from nucuoi.scores import follower
from tests.db.intake.conftest import call_front
from tests.keeping_folder import at_folder, database_of, value
from tests.own_database import pointed_at, rows
from tests.situation import Office, open_office

CLIENTS = 3


class Tablet(threading.Thread):
    """Rates without end at one counter, and remembers what was acknowledged with which receipt."""

    def __init__(self, office: Office, ending: threading.Event) -> None:
        super().__init__(daemon=True)
        self.sent: dict[str, tuple[dict[str, Any], str]] = {}
        self._office = office
        self._ending = ending

    def run(self) -> None:
        """Until the test ends."""
        while not self._ending.is_set():
            identity = str(uuid4())
            body = {"id": identity, "counter": self._office.counter.code, "score": 4}
            answer = call_front(body, token=self._office.token)
            assert answer.status == 201, answer
            self.sent[identity] = (body, answer.json["receipt"])
            time.sleep(0.005)


@pytest.mark.parametrize("points", [5, pytest.param(20, marks=pytest.mark.long)])
def test_backups_while_ratings_come_in(folder: Path, tmp_path: Path, points: int) -> None:
    """Each restored clean, with all that was acknowledged before; sent again, each is there once."""
    office = open_office()
    with _rating(office) as tablets:
        made = [_backed_up_after_a_while(tmp_path, tablets, point) for point in range(points)]
        _wait_for_more(tablets)
    sent = {one: said for tablet in tablets for one, said in tablet.sent.items()}
    keys = {file.name: file.read_text() for file in (folder / "keys").iterdir()}
    for point, (archive, acknowledged) in enumerate(made):
        said: list[str] = []
        data = tmp_path / f"restored-{point}"
        with at_folder(data):
            note = layout.lay_out(archive, data, keys)
            assert finish(data, note, file_name=archive.name, say=said.append), said
            assert value(data, "SELECT COUNT(*) FROM ledger_leaf") == note.contents.ratings
            assert acknowledged <= _stored(data) <= sent.keys()
            _send_again(office, sent)
        assert value(data, "SELECT COUNT(*) FROM ratings_rating") == len(sent)
        assert _stored(data) == sent.keys()


def test_a_restore_says_when_the_check_finds_something(folder: Path, tmp_path: Path) -> None:
    """A backup of a spoiled database is restored, but nobody can start on it without being told."""
    office = open_office()
    call_front({"id": str(uuid4()), "counter": office.counter.code, "score": 5}, token=office.token)
    sealing.seal_all()
    _spoil()
    made = backup.make(tmp_path / "spoiled.tar.gz").path
    said: list[str] = []
    data = tmp_path / "restored"
    with at_folder(data):
        note = layout.lay_out(made, data, {})
        assert not finish(data, note, file_name="spoiled", say=said.append)

    assert any(line.startswith("SAI   Nội dung đánh giá") for line in said)
    assert (data / "restore.begun").exists()


@contextmanager
def _rating(office: Office) -> Iterator[list[Tablet]]:
    ending = threading.Event()
    tablets = [Tablet(office, ending) for _ in range(CLIENTS)]
    for tablet in tablets:
        tablet.start()
    try:
        yield tablets
    finally:
        ending.set()
        for tablet in tablets:
            tablet.join()


def _backed_up_after_a_while(
    folder: Path, tablets: list[Tablet], point: int
) -> tuple[Path, set[str]]:
    """A backup at a moment of chance, and which ratings had been acknowledged before it began.

    Sealing and counting go on between the backups.
    """
    chance = random.Random(point)  # noqa: S311  # chance, no secret
    _wait_for_more(tablets)
    time.sleep(chance.random() / 50)
    sealing.seal(chance.randrange(1, 200))
    follower.follow(chance.randrange(1, 200))
    acknowledged = {one for tablet in tablets for one in list(tablet.sent)}
    return backup.make(folder / f"{point}.tar.gz").path, acknowledged


def _wait_for_more(tablets: list[Tablet]) -> None:
    """Returns once another rating has been acknowledged."""
    before, ends = _acknowledged(tablets), time.monotonic() + 20
    while _acknowledged(tablets) == before:
        assert time.monotonic() < ends, "nothing is acknowledged any more"
        time.sleep(0.001)


def _acknowledged(tablets: list[Tablet]) -> int:
    return sum(len(tablet.sent) for tablet in tablets)


def _stored(data: Path) -> set[str]:
    with pointed_at(database_of(data)):
        return {str(UUID(bytes=bytes(uuid))) for (uuid,) in rows("SELECT uuid FROM ratings_rating")}


def _send_again(office: Office, sent: dict[str, tuple[dict[str, Any], str]]) -> None:
    """Everything that was ever acknowledged, in batches, as a tablet offers what it kept."""
    bodies = [body for body, _ in sent.values()]
    for start in range(0, len(bodies), 500):
        some = {"ratings": bodies[start : start + 500]}
        answer = call_front(some, path="/api/v1/ratings/batch", token=office.token)
        for result in answer.json["results"]:
            assert result["status"] in {"accepted", "duplicate"}, result
            assert result["receipt"] == sent[result["id"]][1]


def _spoil() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE ratings_rating SET score = 1")
