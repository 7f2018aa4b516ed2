"""Proof files and requests to witnesses are those of C2SP tlog-proof and tlog-witness."""

import json
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nucuoi import tlog
from nucuoi.tlog import checkpoint, cosignature, note
from nucuoi.tlog.add_checkpoint import AddCheckpoint
from nucuoi.tlog.checkpoint import Checkpoint
from nucuoi.tlog.errors import (
    BadSignature,
    Malformed,
    NoKnownSignature,
    NotIncluded,
    TooFewCosignatures,
    WrongOrigin,
)
from nucuoi.tlog.keys import COSIGNATURE_V1, ED25519, SigningKey
from nucuoi.tlog.proof_file import ProofFile

EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "vectors" / "tlog" / "examples.json").read_text()
)
LEAVES = [b"leaf %d" % index for index in range(11)]
LOG = SigningKey("example.com/log", ED25519, bytes(range(32)))
NEXT = SigningKey("example.com/log", ED25519, bytes(range(1, 33)))
OTHER = SigningKey("example.com/other", ED25519, bytes(range(2, 34)))
FIRST = SigningKey("witness.example/w1", COSIGNATURE_V1, bytes(range(3, 35)))
SECOND = SigningKey("witness.example/w2", COSIGNATURE_V1, bytes(range(4, 36)))
RENAMED = SigningKey("witness.example/w3", COSIGNATURE_V1, FIRST.seed)
BARE = checkpoint.sign(Checkpoint(LOG.name, 11, tlog.root(LEAVES)), LOG)
LINES = [cosignature.sign(BARE, key, 1_700_000_000) for key in (FIRST, SECOND, RENAMED)]
SIGNED = bytes(note.Note.parse(BARE).signed_also(LINES))
PROOF = tuple(tlog.inclusion_proof(LEAVES, 4, 11))
LEAF = tlog.leaf_hash(LEAVES[4])
FILE = ProofFile(4, PROOF, SIGNED, b"opening")
HASHES = st.lists(st.binary(min_size=32, max_size=32), max_size=5).map(tuple)


def test_a_proof_file_looks_as_specified() -> None:
    """Header, extra, index, hashes, an empty line, the checkpoint verbatim."""
    hashes = "".join(f"{b64encode(value).decode()}\n" for value in PROOF)

    assert bytes(FILE) == (
        f"c2sp.org/tlog-proof@v1\nextra b3BlbmluZw==\nindex 4\n{hashes}\n".encode() + SIGNED
    )
    assert bytes(ProofFile(0, (), SIGNED)) == b"c2sp.org/tlog-proof@v1\nindex 0\n\n" + SIGNED


@settings(deadline=None)
@given(st.integers(0, 2**63 - 1), HASHES, st.none() | st.binary(min_size=1))
def test_proof_files_are_read_as_they_are_written(
    index: int, proof: tuple[bytes, ...], extra: bytes | None
) -> None:
    """Every proof file has one spelling, and it leads back to the file."""
    written = ProofFile(index, proof, SIGNED, extra)

    assert ProofFile.parse(bytes(written)) == written


def test_a_true_proof_file_shows_its_leaf() -> None:
    """Log, both witnesses and the leaf hold; a later cosignature changes nothing else."""
    shown = FILE.verify(LEAF, [LOG.verifier], [FIRST.verifier, SECOND.verifier], 2)

    assert shown.checkpoint == Checkpoint(LOG.name, 11, tlog.root(LEAVES))
    assert [found.key for found in shown.cosignatures] == [FIRST.verifier, SECOND.verifier]
    assert FILE.verify(LEAF, [LOG.verifier]).cosignatures == ()


def test_every_leaf_of_the_tree_has_a_proof_file() -> None:
    """Also the first and the last."""
    for index, data in enumerate(LEAVES):
        file = ProofFile(index, tuple(tlog.inclusion_proof(LEAVES, index, 11)), SIGNED)

        assert file.verify(tlog.leaf_hash(data), [LOG.verifier]).checkpoint.size == 11


def test_another_leaf_is_not_shown() -> None:
    """The error says where the proof leads and where it should; None when it has no length for it."""
    root = tlog.root(LEAVES)
    with pytest.raises(NotIncluded) as refused:
        FILE.verify(tlog.leaf_hash(b"another"), [LOG.verifier])
    assert refused.value.computed not in {None, root}
    assert (refused.value.index, refused.value.size, refused.value.expected) == (4, 11, root)

    with pytest.raises(NotIncluded) as refused:
        ProofFile(11, PROOF, SIGNED).verify(LEAF, [LOG.verifier])
    assert refused.value.computed is None


def test_the_log_must_be_known_and_have_signed() -> None:
    """Another log's key, another key of the log, and a broken signature are three errors."""
    broken = SIGNED.replace(b"\n11\n", b"\n12\n")
    with pytest.raises(WrongOrigin):
        FILE.verify(LEAF, [OTHER.verifier])
    with pytest.raises(NoKnownSignature):
        FILE.verify(LEAF, [NEXT.verifier])
    with pytest.raises(BadSignature):
        ProofFile(4, PROOF, broken).verify(LEAF, [LOG.verifier])


def test_a_quorum_counts_keys_not_names() -> None:
    """One witness under two names is one witness."""
    with pytest.raises(TooFewCosignatures) as refused:
        FILE.verify(LEAF, [LOG.verifier], [FIRST.verifier, RENAMED.verifier], 2)
    assert (refused.value.found, refused.value.quorum) == (1, 2)

    shown = FILE.verify(LEAF, [LOG.verifier], [FIRST.verifier, RENAMED.verifier], 1)
    assert len(shown.cosignatures) == 2


def test_a_proof_without_witnesses_reaches_no_quorum() -> None:
    """Until a witness has cosigned, a quorum of one is not reached."""
    with pytest.raises(TooFewCosignatures, match="0 of 1"):
        ProofFile(4, PROOF, BARE).verify(LEAF, [LOG.verifier], [FIRST.verifier], 1)


def test_a_broken_cosignature_of_a_known_witness_is_refused() -> None:
    """Even when another one would be enough."""
    forged = note.Signature(FIRST.name, FIRST.verifier.key_id, bytes(7) + b"\1" + bytes(64))
    signed = bytes(note.Note.parse(BARE).signed_also([forged, LINES[1]]))

    with pytest.raises(BadSignature):
        ProofFile(4, PROOF, signed).verify(LEAF, [LOG.verifier], [FIRST.verifier, SECOND.verifier])


GOOD_HASH = b64encode(bytes(32))
HEAD = b"c2sp.org/tlog-proof@v1\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n" + SIGNED,
        SIGNED,
        HEAD,
        HEAD + b"\n" + SIGNED,
        HEAD + b"index 0\n",
        HEAD + b"index 0\n\n",
        HEAD + b"index 0\n" + SIGNED,
        HEAD + b"index 0\n\n\n" + SIGNED,
        HEAD + b"index 0\n\ntext\n",
        HEAD + b"index 0\n\n" + SIGNED[:-1],
        HEAD + b"index 0\n\n" + SIGNED + b"\n",
        HEAD + b"index\n\n" + SIGNED,
        HEAD + b"index \n\n" + SIGNED,
        HEAD + b"index  0\n\n" + SIGNED,
        HEAD + b"index 00\n\n" + SIGNED,
        HEAD + b"index -1\n\n" + SIGNED,
        HEAD + b"index 9223372036854775808\n\n" + SIGNED,
        HEAD + b"INDEX 0\n\n" + SIGNED,
        HEAD + b"0\n\n" + SIGNED,
        HEAD + b"extra b3Blbg==\n\n" + SIGNED,
        HEAD + b"extra\nindex 0\n\n" + SIGNED,
        HEAD + b"extra \nindex 0\n\n" + SIGNED,
        HEAD + b"extra b3Blbg\nindex 0\n\n" + SIGNED,
        HEAD + b"extrab3Blbg==\nindex 0\n\n" + SIGNED,
        HEAD + b"extra b3Blbg==\nextra b3Blbg==\nindex 0\n\n" + SIGNED,
        HEAD + b"index 0\nextra b3Blbg==\n\n" + SIGNED,
        HEAD + b"index 0\nAAAA\n\n" + SIGNED,
        HEAD + b"index 0\n" + GOOD_HASH + b" \n\n" + SIGNED,
        HEAD + b"index 0\n" + (GOOD_HASH + b"\n") * 64 + b"\n" + SIGNED,
        HEAD.replace(b"v1", b"v2") + b"index 0\n\n" + SIGNED,
        HEAD.replace(b"\n", b"\r\n") + b"index 0\n\n" + SIGNED,
        HEAD + b"index 0\xff\n\n" + SIGNED,
        b" " + HEAD + b"index 0\n\n" + SIGNED,
    ],
)
def test_other_bytes_are_no_proof_files(content: bytes) -> None:
    """Whatever the specification would not write is refused."""
    with pytest.raises(Malformed):
        ProofFile.parse(content)


@pytest.mark.parametrize(
    ("index", "proof", "signed", "extra"),
    [
        (-1, (), SIGNED, None),
        (2**63, (), SIGNED, None),
        (0, (bytes(31),), SIGNED, None),
        (0, (bytes(32),) * 64, SIGNED, None),
        (0, (), b"", None),
        (0, (), bytes(note.sign("text\n", LOG)), None),
        (0, (), SIGNED, b""),
    ],
)
def test_there_are_no_other_proof_files(
    index: int, proof: tuple[bytes, ...], signed: bytes, extra: bytes | None
) -> None:
    """What could not be read again cannot be made."""
    with pytest.raises(Malformed):
        ProofFile(index, proof, signed, extra)


def test_63_hashes_are_a_proof() -> None:
    """The longest proof is still read."""
    longest = ProofFile(0, (bytes(32),) * 63, SIGNED)

    assert ProofFile.parse(bytes(longest)) == longest


def test_the_published_request_to_a_witness() -> None:
    """The specification's example is read as it says and written as it stands."""
    body = EXAMPLES["add_checkpoint"].encode()
    request = AddCheckpoint.parse(body)

    assert request.old == 20_852_014
    assert len(request.proof) == 4
    assert checkpoint.parse(request.signed).size == 20_852_163
    assert bytes(request) == body


@settings(deadline=None)
@given(st.integers(0, 2**63 - 1), HASHES)
def test_requests_are_read_as_they_are_written(old: int, proof: tuple[bytes, ...]) -> None:
    """Every request has one spelling."""
    request = AddCheckpoint(old, proof, SIGNED)

    assert AddCheckpoint.parse(bytes(request)) == request


@pytest.mark.parametrize(
    "body",
    [
        b"",
        SIGNED,
        b"\n\n" + SIGNED,
        b"old\n\n" + SIGNED,
        b"old 01\n\n" + SIGNED,
        b"new 1\n\n" + SIGNED,
        b"old 1\n" + SIGNED,
        b"old 1\nAAAA\n\n" + SIGNED,
        b"old 1\n" + (GOOD_HASH + b"\n") * 64 + b"\n" + SIGNED,
        b"old 1\n\ntext\n",
        b"old 1\r\n\r\n" + SIGNED,
    ],
)
def test_other_bodies_are_no_requests(body: bytes) -> None:
    """Whatever the specification would not write is refused; the answer to it is 400."""
    with pytest.raises(Malformed):
        AddCheckpoint.parse(body)
