"""Getting cosignatures from real witnesses, and what happens when one is away or knows better."""

import socket
from pathlib import Path

import pytest

from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.ledger import queries, standstill
from nucuoi.ledger.errors import Shortened
from nucuoi.ledger.models import Checkpoint, Cosignature, Leaf
from nucuoi.oversight import actions
from nucuoi.oversight.cosigning import Asking
from nucuoi.oversight.models import Witness
from nucuoi.tlog import cosignature
from tests.triggers import lifted
from tests.witnessed import FRONT, publish, rate, serving, witnessed


def test_cosigned_step_by_step(office: Path, tmp_path: Path) -> None:
    """Each new checkpoint is cosigned, also when the witness was away for some of them."""
    rate()
    publish()
    asking = Asking()
    with serving(tmp_path / "w") as (opened, address):
        actions.name_witness(by=FRONT, vkey=str(opened.key.verifier), address=address)
        assert (asking.turn(), asking.turn()) == (1, 0)
        for _ in range(3):
            rate()
            publish()
        assert asking.turn() == 1

        last = queries.last_witnessed()
        assert last is not None
        assert last.size == 5
        assert len(cosignature.verify(last.note, opened.key.verifier)) == 1


def test_public_file_gets_the_line(office: Path, tmp_path: Path) -> None:
    """The public checkpoint carries the cosignature once it has come."""
    rate()
    publish()
    with witnessed(tmp_path / "w") as opened:
        shown = (office / "log" / "nucuoi" / "checkpoint").read_bytes()

        assert len(cosignature.verify(shown, opened.key.verifier)) == 1


def test_a_witness_that_is_away(office: Path, tmp_path: Path) -> None:
    """Nothing stops: it is asked again later, less and less often."""
    rate()
    publish()
    with serving(tmp_path / "w") as (opened, _):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            address = f"http://127.0.0.1:{unused.getsockname()[1]}"
        actions.name_witness(by=FRONT, vkey=str(opened.key.verifier), address=address)
        asking = Asking()

        assert (asking.turn(), asking.turn()) == (0, 0)
        (patience,) = asking._patience.values()
        assert patience.pause_s == 20


def test_witness_that_knows_more(office: Path, tmp_path: Path) -> None:
    """A log that lost leaves is not cosigned: the witness has seen more."""
    rate()
    publish()
    for _ in range(3):
        rate()
    publish()
    with witnessed(tmp_path / "w"):
        with lifted("ledger_leaf"):
            Leaf.objects.filter(index__gte=3).delete()
        Cosignature.objects.all().delete()
        Checkpoint.objects.filter(size__gt=2).delete()

        assert Asking().turn() == 0


def test_restored_log_compares_with_the_witness(office: Path, tmp_path: Path) -> None:
    """A restored folder goes on by itself when the witness has seen nothing that is missing."""
    rate()
    publish()
    with witnessed(tmp_path / "w"):
        standstill.hold()
        assert Asking().turn() == 1

    assert not standstill.held()
    assert standstill.sentence() == ""


def test_restored_log_that_is_too_short(office: Path, tmp_path: Path) -> None:
    """A restored folder that lacks leaves the witness has seen stays still, and says how many."""
    rate()
    publish()
    for _ in range(3):
        rate()
    publish()
    with witnessed(tmp_path / "w"):
        with lifted("ledger_leaf"):
            Leaf.objects.filter(index__gte=3).delete()
        standstill.hold()

        with pytest.raises(Shortened):
            Asking().turn()
    assert standstill.held()
    assert "5 dòng đã công bố" in standstill.sentence()


def test_new_log_after_a_loss(office: Path, tmp_path: Path) -> None:
    """A new log under a new origin names the old one's last checkpoint, and is cosigned as new."""
    rate()
    publish()
    old = queries.log()
    assert old is not None
    origin = actions.begin_new_log(by=FRONT)
    rate()
    publish()

    last = queries.last_checkpoint()
    assert last is not None
    assert origin == "nucuoi.bacgiang.example/log/nucuoi-2"
    assert last.note.startswith(origin.encode())
    assert [row.name for row in queries.logs()] == ["nucuoi-2", "nucuoi"]


@pytest.mark.parametrize("vkey", ["", "x", "log"])
def test_only_a_witness_can_be_named(office: Path, tmp_path: Path, vkey: str) -> None:
    """The key of a log, or no key at all, is refused at its field."""
    rate()
    publish()
    with pytest.raises(Invalid) as refused:
        actions.name_witness(
            by=FRONT, vkey=queries.log_keys()[0].vkey if vkey == "log" else vkey, address=""
        )
    assert "vkey" in refused.value.fields


@pytest.mark.parametrize("address", ["ftp://x", "javascript:1", "front.example", "http://"])
def test_addresses(office: Path, tmp_path: Path, address: str) -> None:
    """Only web addresses are asked."""
    rate()
    publish()
    with serving(tmp_path / "w") as (opened, _), pytest.raises(Invalid) as refused:
        actions.name_witness(by=FRONT, vkey=str(opened.key.verifier), address=address)
    assert "address" in refused.value.fields


def test_ended_witness(office: Path, tmp_path: Path) -> None:
    """An ended witness is not asked again, keeps what it cosigned, and cannot be named again."""
    rate()
    publish()
    with witnessed(tmp_path / "w") as opened:
        number = Witness.objects.get().pk
        with pytest.raises(Invalid):
            actions.end_witness(by=FRONT, witness=number, why=" ")
        actions.end_witness(by=FRONT, witness=number, why="Thay máy")
        rate()
        publish()

        assert Asking().turn() == 0
        assert queries.last_witnessed() is not None
        with pytest.raises(Conflict):
            actions.end_witness(by=FRONT, witness=number, why="Thay máy")
        with pytest.raises(NotFound):
            actions.end_witness(by=FRONT, witness=0, why="Thay máy")
        with pytest.raises(Conflict):
            actions.name_witness(by=FRONT, vkey=str(opened.key.verifier))


def test_rotated_key_is_told_to_the_witness(office: Path, tmp_path: Path) -> None:
    """Until the witness is told of the new key it does not cosign; then it does."""
    rate()
    publish()
    with witnessed(tmp_path / "w") as opened:
        vkey = actions.rotate_key(by=FRONT)
        publish()
        assert Asking().turn() == 0
        opened.add(vkey)
        assert Asking().turn() == 1
