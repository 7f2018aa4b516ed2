"""Every system call of one acceptance and one sealing fails once and kills once: nothing is lost.

The calls are those that change something on the disk, from the first touch of the database on. After
each the sender tries again, a process that died is followed by another, and one that did not die
must come right by itself.
"""

import json
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from nucuoi import worker
from nucuoi.fsck import check_all
from nucuoi.ratings.queries import ratings_total
from nucuoi.schedule import JOBS
from tests.db.intake.conftest import call_front
from tests.durability.calls import Fault, faults, reached, traced
from tests.durability.databases import SqliteFile
from tests.durability.forked import CAME_RIGHT, act
from tests.durability.office import RECORD
from tests.durability.reckoning import reckon
from tests.durability.senders import Body, Told
from tests.keeping_folder import at_folder

EIO, KILL = "error=EIO", "signal=KILL"
EVERY = 13
"""Of how many faults ./test tries one, an odd number so that both kinds are met; --long tries all."""


class Folder:
    """A data folder with an office, on which one process after the other works."""

    def __init__(self, data: Path, counter: str) -> None:
        self.data = data
        self.database = SqliteFile(data)
        self._bodies: list[Body] = [
            {"id": f"0190f000-0000-4000-8000-{n:012}", "counter": counter, "score": n}
            | ({"remark": "Chờ lâu."} if n == 1 else {})
            for n in (1, 2, 3)
        ]

    def accept(self) -> bool:
        """Sends three ratings; whether all are acknowledged."""
        return all(call_front(body).status in {200, 201} for body in self._bodies)

    def accept_beside_a_reader(self) -> bool:
        """The same in a process in which a page has read the database first, and may read again."""
        return self.read() and self.accept()

    def read(self) -> bool:
        """Reads as a page does; what SQLite shares among processes then lies beside the file."""
        return ratings_total() >= 0

    def seal(self) -> bool:
        """A turn of the worker; whether nothing waits any more."""
        worker.Worker(JOBS[:2], beat=self.data / "worker.beat").turn(time.monotonic())
        lags = worker.lags()
        return lags.pending == lags.unfollowed == 0

    def revive(self) -> None:
        """Seals what waits, by a process of its own."""
        assert act(self.seal) == CAME_RIGHT

    def fsck(self) -> str:
        """What the check found wrong, by a process of its own."""
        return "" if act(_is_right) == CAME_RIGHT else "the check is not clean"

    def told(self) -> Told:
        """What a sender was told by whom all three were acknowledged."""
        scores = {str(body["id"]): int(body["score"]) for body in self._bodies}
        return Told(sent=scores, receipts=dict.fromkeys(scores, ""))


Work = Callable[[Folder], bool]


@pytest.fixture(autouse=True)
def _own_databases(django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch) -> object:
    """Folders of our own may be used; the worker tries again what failed without a pause."""
    monkeypatch.setattr(worker, "FIRST_BACK_OFF_S", 0.0)
    with django_db_blocker.unblock():
        yield


@pytest.mark.parametrize("work", [Folder.accept, Folder.seal])
def test_a_fault_at_some_calls(filled: Path, tmp_path: Path, work: Work) -> None:
    """Every thirteenth fault: acknowledged, sealed and counted once, the check clean."""
    before, found = _every_fault(filled, tmp_path, work)
    for fault in found[::EVERY]:
        _survives(before, tmp_path / str(fault), work, fault)


@pytest.mark.long
@pytest.mark.parametrize("work", [Folder.accept, Folder.seal])
def test_a_fault_at_every_call(filled: Path, tmp_path: Path, work: Work) -> None:
    """The same at every single call."""
    before, found = _every_fault(filled, tmp_path, work)
    print(f"{work.__name__}: {len(found) // 2} calls, each with {EIO} and {KILL}")  # noqa: T201  # for --long
    for fault in found:
        _survives(before, tmp_path / str(fault), work, fault)


def test_a_process_that_can_only_read_ends(filled: Path, tmp_path: Path) -> None:
    """Rather than refuse for ever: the next process takes the rating.

    SQLite's connections of one process share what they know of the file. Where the first could open
    it for reading only, so it stays for all until the last is closed, and pages keep theirs open.
    """
    shared_memory = Fault("openat", 3, EIO)
    with _copied(filled, tmp_path / "var") as folder:
        log = tmp_path / "calls"
        assert act(folder.read) == CAME_RIGHT
        met = act(folder.accept_beside_a_reader, traced(folder.data, log, shared_memory))

        assert reached(log, shared_memory)
        assert met == -signal.SIGTERM
        assert act(folder.accept_beside_a_reader) == CAME_RIGHT
        reckon(folder, [folder.told()]).check()


def _every_fault(filled: Path, tmp_path: Path, work: Work) -> tuple[Path, list[Fault]]:
    """The folder before the work, and each fault that the work can meet."""
    before = tmp_path / "before"
    with _copied(filled, before) as folder:
        assert work is Folder.accept or act(folder.accept) == CAME_RIGHT
    with _copied(before, tmp_path / "whole") as folder:
        assert act(partial(work, folder), traced(folder.data, tmp_path / "calls")) == CAME_RIGHT
    found = list(faults(tmp_path / "calls", EIO, KILL))
    assert len(found) > 40
    return before, found


def _survives(before: Path, data: Path, work: Work, fault: Fault) -> None:
    """A process meets the fault; what it leaves is right, or made right by the next one."""
    log = data.with_suffix(".calls")
    with _copied(before, data) as folder:
        met = act(partial(work, folder), traced(data, log, fault))
        assert reached(log, fault), f"{fault} was not met"
        assert met == (CAME_RIGHT if fault.what == EIO else -signal.SIGKILL), fault
        if met != CAME_RIGHT:
            assert act(partial(work, folder)) == CAME_RIGHT, fault
        try:
            reckon(folder, [folder.told()]).check()
        except AssertionError as failure:
            raise AssertionError(f"{fault}: {failure}") from failure


@contextmanager
def _copied(of: Path, data: Path) -> Iterator[Folder]:
    """A copy that is the folder of the settings, with nothing open that a child could inherit."""
    shutil.copytree(of, data)
    counter = json.loads((data / RECORD).read_text())["counter"]
    with at_folder(data):
        yield Folder(data, counter)


def _is_right() -> bool:
    return check_all(lambda _: None)
