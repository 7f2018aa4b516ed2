"""`fsck` knows the published tree by its own means, and names what differs first."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import F

from nucuoi.audit.actions import record
from nucuoi.audit.jobs import commit_days
from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.fsck import check_all
from nucuoi.ledger.models import Checkpoint, Leaf
from nucuoi.scores.follower import follow_all
from tests.ratings_made import make_tree
from tests.triggers import lifted
from tests.witnessed import publish, rate


@pytest.fixture
def log(data: Path) -> Path:
    """A folder with 300 ratings published in two checkpoints, and a journal."""
    make_tree()
    for _ in range(40):
        rate()
    publish()
    for _ in range(260):
        rate()
    publish()
    follow_all()
    return data / "log" / "nucuoi"


def faults() -> str:
    """What `fsck` complains of, all of it."""
    said: list[str] = []
    check_all(said.append)
    return "\n".join(line for line in said if line.startswith("SAI"))


def _leaf(log: Path) -> None:
    with lifted("ledger_leaf"):
        Leaf.objects.filter(index=7).update(digest=bytes(32))


def _cut(log: Path) -> None:
    with lifted("ledger_leaf"):
        Leaf.objects.filter(index__gte=290).delete()


def _root(log: Path) -> None:
    Checkpoint.objects.filter(size=41).update(root=bytes(32))


def _signature(log: Path) -> None:
    signed = bytes(Checkpoint.objects.get(size=41).signed)
    Checkpoint.objects.filter(size=41).update(signed=signed[:-20] + b"AAAA" + signed[-16:])


def _tile(log: Path) -> None:
    tile = log / "tile" / "0" / "000"
    tile.write_bytes(bytes(32) + tile.read_bytes()[32:])


def _gone(log: Path) -> None:
    shutil.rmtree(log / "tile" / "entries")


def _old_checkpoint(log: Path) -> None:
    (log / "checkpoint").write_bytes(bytes(Checkpoint.objects.get(size=41).signed))


HARMS: dict[Callable[[Path], None], str] = {
    _leaf: "mốc 41 dòng: gốc của cây",
    _cut: "mốc 301 dòng: sổ chỉ còn 290 dòng",
    _root: "mốc 41 dòng",
    _signature: "mốc 41 dòng: chữ ký",
    _tile: "tile/0/000: không như sổ",
    _gone: "tile/entries/000: không có",
    _old_checkpoint: "checkpoint không phải mốc mới nhất",
}


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__.strip("_"))
def test_harm_is_named(log: Path, harm: Callable[[Path], None]) -> None:
    """What somebody with the database and the folder does to the tree is found and named."""
    assert faults() == ""
    harm(log)

    assert HARMS[harm] in faults()


def yesterday(days: int = 1) -> None:
    """Moves the journal back, as if those days were over."""
    with lifted("audit_event"):
        Event.objects.update(at=F("at") - timedelta(days=days))


def test_journal_of_a_day(data: Path) -> None:
    """A day's journal becomes one leaf when it is over; today's does not yet."""
    record(by=SYSTEM, action="accounts.user.signed_in", subject="a", facts="Thử “dấu”")
    assert commit_days() == 0
    yesterday(2)

    assert (commit_days(), commit_days()) == (2, 0)
    assert Leaf.objects.filter(kind=5).count() == 2
    assert faults() == ""


@pytest.mark.parametrize("harm", ["changed", "deleted", "added"])
def test_journal_altered_later(data: Path, harm: str) -> None:
    """A row of a day that has its leaf cannot be changed, removed or added unseen."""
    for subject in "ab":
        record(by=SYSTEM, action="accounts.user.signed_in", subject=subject)
    yesterday()
    commit_days()
    with lifted("audit_event"):
        rows = Event.objects.all()
        if harm == "changed":
            rows.filter(subject="a").update(actor="somebody")
        elif harm == "deleted":
            rows.filter(subject="b").delete()
        else:
            record(by=SYSTEM, action="accounts.user.signed_in", subject="c")
            yesterday_of = clock.now() - timedelta(days=1)
            rows.filter(subject="c").update(at=yesterday_of)

    assert "nhật ký ngày" in faults()
