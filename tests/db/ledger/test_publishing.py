"""Publishing: whatever stops it when, what is signed extends all that was signed before."""

import shutil
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.test import override_settings

from nucuoi.foundation import clock
from nucuoi.ledger import actions, log_key, publishing, queries, standstill
from nucuoi.ledger.errors import Rewritten, Shortened, Unconfirmed, WrongKey
from nucuoi.ledger.models import Checkpoint, Leaf
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import Kind
from nucuoi.tlog import checkpoint
from nucuoi.tlog.keys import VerifierKey
from nucuoi.tlog.proof_file import ProofFile
from nucuoi.tlog.proofs import prove_inclusion
from nucuoi.tlog.tile_folder import TileFolder
from nucuoi.tlog.tile_nodes import TileNodes
from tests.rfc6962 import mth
from tests.triggers import lifted

ORIGIN = "nucuoi.bacgiang.example/log/nucuoi"


def add(count: int) -> None:
    """So many ratings enter the log."""
    first = queries.size()
    actions.append([Entry(Kind.ENTRY, first + place, b'{"v":1}') for place in range(count)])


def published() -> checkpoint.Checkpoint:
    """What the public folder says, verified with the key that the log names."""
    signed = (publishing.folder_of("nucuoi").folder / "checkpoint").read_bytes()
    return checkpoint.verify(signed, *[VerifierKey.parse(row.vkey) for row in queries.log_keys()])


def publish() -> int:
    """Publishes until nothing is new."""
    done = 0
    while some := publishing.publish():
        done += some
    return done


def naive_root() -> bytes:
    """The root of all leaves, line by line as RFC 6962 prints it."""
    return mth(tuple(queries.data_of(0, queries.size())))


def test_nothing_is_published_before_the_first_leaf(data: Path) -> None:
    """The origin is fixed by the first publication, not by the first start."""
    assert publish() == 0
    assert queries.log() is None


def test_the_tree_is_that_of_the_leaves(data: Path) -> None:
    """Size and root are those of all leaves, the key's own leaf included; the origin stays."""
    add(300)
    publish()
    with override_settings(BASE_URL="https://other.example"):
        add(5)
        publish()

    tree = published()
    assert (tree.origin, tree.size, tree.root) == (ORIGIN, 306, naive_root())


def test_every_leaf_can_be_proven_from_the_tiles(data: Path) -> None:
    """A proof made from the public files alone verifies for every leaf."""
    add(258)
    publish()
    folder = publishing.folder_of("nucuoi")
    signed = (folder.folder / "checkpoint").read_bytes()
    keys = [VerifierKey.parse(row.vkey) for row in queries.log_keys()]
    nodes = TileNodes(folder.read, 259)

    for index, data_of_leaf in enumerate(queries.data_of(0, 259)):
        proof = ProofFile(index, tuple(prove_inclusion(nodes, index, 259)), signed)
        leaf = sha256(b"\x00" + data_of_leaf).digest()
        assert proof.verify(leaf, keys).checkpoint.size == 259


def test_a_pause_between_checkpoints(data: Path) -> None:
    """At most one checkpoint in the pause of the settings; then one for all that came."""
    add(1)
    publish()
    with override_settings(PUBLISH_EVERY_S=60):
        add(3)
        assert publishing.publish() == 0
        Checkpoint.objects.update(signed_at=clock.now() - timedelta(seconds=61))
        assert publishing.publish() == 3
    assert published().size == 5


def test_the_folder_is_made_again(data: Path) -> None:
    """Tiles are a cache: gone, they are made again from the leaves, and the log goes on."""
    add(600)
    publish()
    shutil.rmtree(data / "log")
    add(1)
    publish()

    assert published().size == 602
    assert published().root == naive_root()


def test_killed_between_tiles_and_checkpoint(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tiles without a checkpoint are harmless; a checkpoint that only the database has is shown."""
    add(10)
    publish()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    for broken in ("keep_checkpoint", "publish"):
        place = actions if broken == "keep_checkpoint" else TileFolder
        with monkeypatch.context() as patch:
            patch.setattr(place, broken, killed)
            add(7)
            with pytest.raises(KeyboardInterrupt):
                publish()
        publish()
        assert published().size == queries.size()
        assert published().root == naive_root()


def test_fewer_leaves_than_published(data: Path) -> None:
    """A shorter log is never signed, and the health page's sentence says both numbers."""
    add(1)
    publish()
    add(19)
    publish()
    with lifted("ledger_leaf"):
        Leaf.objects.filter(index__gte=15).delete()

    with pytest.raises(Shortened):
        publish()
    assert "15 dòng" in standstill.sentence()
    assert "21 dòng" in standstill.sentence()
    assert published().size == 21


def test_database_put_back_by_hand(data: Path) -> None:
    """An older database under a newer public folder signs nothing, even once it has grown beyond."""
    add(1)
    publish()
    add(19)
    publish()
    with lifted("ledger_leaf"):
        Leaf.objects.filter(index__gte=15).delete()
    Checkpoint.objects.all().delete()
    add(40)

    with pytest.raises(Rewritten):
        publish()
    assert published().size == 21


def test_published_leaves_altered_with_tiles_gone(data: Path) -> None:
    """When tiles must be made again, altered leaves do not give the signed root: nothing is signed."""
    add(20)
    publish()
    shutil.rmtree(data / "log")
    with lifted("ledger_leaf"):
        Leaf.objects.filter(index=3).update(digest=bytes(32))
    add(1)

    with pytest.raises(Rewritten):
        publish()
    assert not (data / "log" / "nucuoi" / "checkpoint").exists() or published().size == 21


def test_another_key_signs_nothing(data: Path) -> None:
    """Without the log's own key, as after a restore without keys, nothing is signed."""
    add(3)
    publish()
    log_key.path().write_text("00" * 32 + "\n")
    add(1)

    with pytest.raises(WrongKey):
        publish()


def test_rotated_key(data: Path) -> None:
    """A new key stands in a leaf, signs from the next checkpoint on; both are known from the log."""
    add(3)
    publish()
    vkey = actions.rotate_key()
    publish()

    signed = (data / "log" / "nucuoi" / "checkpoint").read_bytes()
    assert checkpoint.verify(signed, VerifierKey.parse(vkey)).size == 5
    assert [row.index for row in queries.log_keys()] == [3, 4]
    assert log_key.path().stat().st_mode & 0o777 == 0o600
    assert not log_key.path().with_suffix(".next").exists()


def test_rotation_that_was_rolled_back(data: Path) -> None:
    """A drafted key whose leaf is not in the log signs nothing."""
    add(3)
    publish()
    log_key.draft(ORIGIN)
    add(1)
    publish()

    assert len(queries.log_keys()) == 1
    assert published().size == 5


def test_restored_folder_waits(data: Path) -> None:
    """A restored folder signs nothing until it was compared with what was published."""
    add(3)
    publish()
    kept = (data / "log" / "nucuoi" / "checkpoint").read_bytes()
    standstill.hold()
    add(1)

    with pytest.raises(Unconfirmed):
        publish()
    assert publishing.extends(kept)
    standstill.release()
    assert publish() == 1


def test_comparing_with_a_longer_log(data: Path) -> None:
    """A checkpoint that somebody kept, longer than the restored log, is told from one that fits."""
    add(1)
    publish()
    add(9)
    publish()
    kept = (data / "log" / "nucuoi" / "checkpoint").read_bytes()
    with lifted("ledger_leaf"):
        Leaf.objects.filter(index__gte=10).delete()

    with pytest.raises(Shortened):
        publishing.extends(kept)
