"""`fsck` knows the published tree by its own means, and names what differs first."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

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
