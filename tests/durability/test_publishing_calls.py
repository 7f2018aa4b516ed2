"""Every system call of one sealing and publishing fails once and kills once: the log never contradicts itself.

All calls of the process that change or open a file count here: tiles and drafts have names that are
not known before.
"""

import json
import shutil
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from nucuoi import worker
from nucuoi.ledger import publishing, queries
from nucuoi.schedule import JOBS
from nucuoi.tlog import checkpoint, verify_consistency
from nucuoi.tlog.proofs import prove_consistency
from nucuoi.tlog.tile_nodes import TileNodes
from tests.db.intake.conftest import call_front
from tests.durability import forked
from tests.durability.calls import NAMES, Fault, faults, reached
from tests.durability.forked import CAME_RIGHT, DID_NOT, act
from tests.durability.office import RECORD
from tests.durability.reckoning import reckon
from tests.durability.senders import Told
from tests.durability.test_system_calls import EIO, KILL, Folder
from tests.keeping_folder import at_folder

EVERY = 61
"""Of how many faults ./test tries one, an odd number so that both kinds are met; --long tries all."""
SHOWN = "log/nucuoi/checkpoint"


class PublishedFolder(Folder):
    """A folder in which the worker publishes too, without a pause."""

    def accept_more(self) -> bool:
        """Takes in three more, which wait."""
        more = [
            one | {"id": str(one["id"])[:-4] + f"1{n:03}"} for n, one in enumerate(self._bodies)
        ]
        return all(call_front(body).status in {200, 201} for body in more)

    def told(self) -> Told:
        """What a sender was told by whom all were acknowledged."""
        first = super().told()
        scores = {
            key: score
            for n, (known, score) in enumerate(first.sent.items())
            for key in (known, known[:-4] + f"1{n:03}")
        }
        return Told(sent=scores, receipts=dict.fromkeys(scores, ""))

    def publish(self) -> bool:
        """A turn of the worker; whether all is sealed, signed and shown."""
        if not self.seal():
            return False
        publishing.publish()
        last = queries.last_checkpoint()
        if last is None or last.size != queries.size():
            return False
        shown = self.data / SHOWN
        return shown.exists() and shown.read_bytes() == last.note


@pytest.fixture(autouse=True)
def _own_databases(django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch) -> object:
    """Folders of our own may be used; the worker tries again what failed without a pause."""
    monkeypatch.setattr(worker, "FIRST_BACK_OFF_S", 0.0)
    monkeypatch.setattr(forked, "LONGEST_S", 6.0)
    assert [job.name for job in JOBS[:2]] == ["seal", "follow"]
    with django_db_blocker.unblock(), override_settings(PUBLISH_EVERY_S=0):
        yield


def test_a_fault_at_some_calls(filled: Path, tmp_path: Path) -> None:
    """Every sixty-first fault: the check is clean, and what is signed extends what was signed before."""
    before, found = _every_fault(filled, tmp_path)
    for fault in found[::EVERY]:
        _survives(before, tmp_path / str(fault), fault)


@pytest.mark.long
def test_a_fault_at_every_call(filled: Path, tmp_path: Path) -> None:
    """The same at every single call."""
    before, found = _every_fault(filled, tmp_path)
    print(f"publish: {len(found) // 2} calls, each with {EIO} and {KILL}")  # noqa: T201  # for --long
    for fault in found:
        _survives(before, tmp_path / str(fault), fault)
        shutil.rmtree(tmp_path / str(fault))


def _every_fault(filled: Path, tmp_path: Path) -> tuple[Path, list[Fault]]:
    """A folder with a published log and ratings that wait, and each fault that publishing can meet."""
    before = tmp_path / "before"
    with _copied(filled, before) as folder:
        for work in (folder.accept, folder.publish, folder.accept_more):
            assert act(work) == CAME_RIGHT
    with _copied(before, tmp_path / "whole") as folder:
        assert act(folder.publish, _traced(tmp_path / "calls")) == CAME_RIGHT
    found = list(faults(tmp_path / "calls", EIO, KILL))
    assert len(found) > 100
    return before, found


def _survives(before: Path, data: Path, fault: Fault) -> None:
    log = data.with_suffix(".calls")
    with _copied(before, data) as folder:
        old = (data / SHOWN).read_bytes()
        met = act(folder.publish, _traced(log, fault))
        # A call of a writing thread fails for good: strace counts for each thread by itself.
        assert met in {CAME_RIGHT, DID_NOT, -signal.SIGKILL}, fault
        assert met == CAME_RIGHT or reached(log, fault), fault
        assert _extends(folder, old), fault
        assert act(folder.publish) == CAME_RIGHT, fault
        assert _extends(folder, old), fault
        try:
            reckon(folder, [folder.told()]).check()
        except AssertionError as failure:
            raise AssertionError(f"{fault}: {failure}") from failure


def _extends(folder: Folder, old: bytes) -> bool:
    """Whether what is shown now begins with what was shown before, by a proof from the tiles."""
    then, now = checkpoint.parse(old), checkpoint.parse((folder.data / SHOWN).read_bytes())
    if then == now:
        return True
    nodes = TileNodes(publishing.folder_of("nucuoi").read, now.size)
    proof = prove_consistency(nodes, then.size, now.size)
    return verify_consistency(then.size, now.size, then.root, now.root, proof)


def _traced(log: Path, fault: Fault | None = None) -> Sequence[str]:
    inject = ("-e", f"inject={fault.call}:{fault.what}:when={fault.number}") if fault else ()
    names = ",".join(f"?{name}" for name in NAMES)
    return ("strace", "-f", "-qq", "-o", str(log), "-e", f"trace={names}", *inject)


@contextmanager
def _copied(of: Path, data: Path) -> Iterator[PublishedFolder]:
    """A copy that is the folder of the settings."""
    shutil.copytree(of, data)
    counter = json.loads((data / RECORD).read_text())["counter"]
    with at_folder(data):
        yield PublishedFolder(data, counter)
