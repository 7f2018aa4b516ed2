"""The witness answers every case of C2SP tlog-witness as the specification says."""

from pathlib import Path

import pytest

from nucuoi.tlog import checkpoint, cosignature, note
from nucuoi.tlog.add_checkpoint import AddCheckpoint
from nucuoi.tlog.checkpoint import Checkpoint
from nucuoi.tlog.keys import ED25519, SigningKey
from nucuoi.witness import store
from nucuoi.witness.cosign import add_checkpoint
from nucuoi.witness.errors import LostState, NotSetUp, UnknownLog
from nucuoi.witness.store import Store
from tests.unit.witness.logs import KEY, MadeLog

NOW_S = 1_795_000_000
LOG = MadeLog()
STRANGE = MadeLog(SigningKey("other.example/log", ED25519, bytes(32)))
FORGED = MadeLog(SigningKey(KEY.name, ED25519, bytes([7]) * 32))
FORKED = MadeLog(fork=3)


@pytest.fixture
def witness(tmp_path: Path) -> Store:
    """A witness that knows one log and has cosigned five leaves of it."""
    store.init(tmp_path, "front.example/w1")
    opened = Store(tmp_path)
    opened.add(str(KEY.verifier))
    assert add_checkpoint(opened, LOG.request(0, 5), NOW_S).status == 200
    return opened


def _with(proof: tuple[bytes, ...], old: int = 5, size: int = 9) -> bytes:
    return bytes(AddCheckpoint(old, proof, LOG.signed(size)))


def _empty_tree(root: bytes) -> bytes:
    return bytes(AddCheckpoint(0, (), checkpoint.sign(Checkpoint(KEY.name, 0, root), KEY)))


CASES = {
    "extends": (LOG.request(5, 9), 200),
    "the same again": (LOG.request(5, 5), 200),
    "not a request": (b"old 5\n", 400),
    "sixty-four lines of proof": (_with((bytes(32),) * 64), 400),
    "leading zero": (LOG.request(5, 9).replace(b"old 5", b"old 05"), 400),
    "old larger than the checkpoint": (_with((), old=12), 400),
    "unknown log": (STRANGE.request(0, 5), 404),
    "not signed by the log": (FORGED.request(5, 9), 403),
    "signed by somebody unknown only": (
        LOG.request(5, 9).replace(KEY.name.encode() + b" ", b"stranger.example "),
        403,
    ),
    "old smaller than cosigned": (LOG.request(3, 9), 409),
    "old larger than cosigned": (LOG.request(7, 9), 409),
    "old of nothing": (LOG.request(0, 9), 409),
    "a smaller tree": (LOG.request(3, 4), 409),
    "no proof": (_with(()), 422),
    "garbage for a proof": (_with((bytes(32),) * 3), 422),
    "same size, other root": (FORKED.request(5, 5), 422),
    "a fork": (FORKED.request(5, 9), 422),
    "a proof for the same size": (_with((bytes(32),), size=5), 422),
}


@pytest.mark.parametrize("name", CASES)
def test_answers(witness: Store, name: str) -> None:
    """Each case has its status; only a cosignature moves the state."""
    body, status = CASES[name]
    before = witness.last(KEY.name)
    answer = add_checkpoint(witness, body, NOW_S)

    assert answer.status == status
    assert (witness.last(KEY.name) == before) == (status != 200 or b"\n5\n" in body)
    if status == 409:
        assert (answer.body, answer.content_type) == (b"5\n", "text/x.tlog.size")


@pytest.mark.parametrize(("root", "proof", "status"), [("right", 0, 200), ("wrong", 0, 422)])
def test_empty_tree(tmp_path: Path, root: str, proof: int, status: int) -> None:
    """A checkpoint of nothing must have the root of nothing."""
    from nucuoi.tlog.hashing import EMPTY_ROOT

    store.init(tmp_path, "front.example/w1")
    opened = Store(tmp_path)
    opened.add(str(KEY.verifier))
    body = _empty_tree(EMPTY_ROOT if root == "right" else bytes(32))

    assert add_checkpoint(opened, body, NOW_S).status == status


def test_proof_from_nothing_must_be_empty(tmp_path: Path) -> None:
    """Old size 0 with a proof is refused."""
    store.init(tmp_path, "front.example/w1")
    opened = Store(tmp_path)
    opened.add(str(KEY.verifier))

    assert add_checkpoint(opened, _with((bytes(32),), old=0), NOW_S).status == 422


def test_cosignature_verifies(witness: Store) -> None:
    """The line in the answer is this witness's, over this checkpoint, at this time; and it is kept."""
    answer = add_checkpoint(witness, LOG.request(5, 9), NOW_S + 7)
    whole = LOG.signed(9) + answer.body

    assert cosignature.verify(whole, witness.key.verifier)[0].timestamp == NOW_S + 7
    assert witness.last(KEY.name) == whole


def test_strange_signatures_are_not_kept(witness: Store) -> None:
    """What others wrote below the checkpoint does not come back from the witness."""
    strange = b"\xe2\x80\x94 somebody.example AAAAAAAA\n"
    answer = add_checkpoint(witness, LOG.request(5, 9) + strange, NOW_S)

    assert answer.status == 200
    assert len(note.Note.parse(witness.last(KEY.name)).signatures) == 2


@pytest.mark.parametrize("harm", ["gone", "cut off", "of another log", "emptied folder"])
def test_lost_state_is_never_a_restart(witness: Store, harm: str) -> None:
    """Whatever happened to the state, nothing is cosigned with this key any more."""
    (place,) = (witness.folder / "signed").iterdir()
    if harm == "cut off":
        place.write_bytes(place.read_bytes()[:40])
    elif harm == "of another log":
        place.write_bytes(STRANGE.signed(5))
    elif harm == "gone":
        place.unlink()
    else:
        place.unlink()
        place.parent.rmdir()

    with pytest.raises(LostState):
        Store(witness.folder).check()
    with pytest.raises(LostState):
        add_checkpoint(Store(witness.folder), LOG.request(0, 9), NOW_S)


def test_set_up_once(witness: Store) -> None:
    """A key is never overwritten, a log is not forgotten by being added again."""
    with pytest.raises(NotSetUp):
        store.init(witness.folder, "front.example/w2")
    witness.add(str(KEY.verifier))

    assert len(witness.logs()) == 1
    assert checkpoint.parse(witness.last(KEY.name)).size == 5
    assert (witness.folder / "witness.key").stat().st_mode & 0o777 == 0o600


def test_a_new_key_of_the_log(witness: Store) -> None:
    """After the log changed its key the witness goes on from where it was, once told."""
    rotated = MadeLog(SigningKey(KEY.name, ED25519, bytes([7]) * 32))
    assert add_checkpoint(witness, rotated.request(5, 9), NOW_S).status == 403
    witness.add(str(rotated.key.verifier))

    assert add_checkpoint(witness, rotated.request(5, 9), NOW_S).status == 200


@pytest.mark.parametrize("vkey", ["", "x", "front.example/w1+00000000+AAAA"])
def test_only_logs_are_added(witness: Store, vkey: str) -> None:
    """What is no log's key is refused, a witness's own key too."""
    for wrong in (vkey, str(witness.key.verifier)):
        with pytest.raises(UnknownLog):
            witness.add(wrong)


@pytest.mark.parametrize("name", ["", "two words", "plus+sign"])
def test_names(tmp_path: Path, name: str) -> None:
    """A name that could not stand in a key is refused."""
    with pytest.raises(NotSetUp):
        store.init(tmp_path, name)


def test_without_a_key(tmp_path: Path) -> None:
    """A folder that was never set up is no witness."""
    with pytest.raises(NotSetUp):
        Store(tmp_path)
