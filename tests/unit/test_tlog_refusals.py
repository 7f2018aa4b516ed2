"""Every refusal says what should have stood there and what did; a person can act on it."""

from collections.abc import Callable
from typing import Any

import pytest

from nucuoi import tlog
from nucuoi.tlog import checkpoint, cosignature, note
from nucuoi.tlog.add_checkpoint import AddCheckpoint
from nucuoi.tlog.checkpoint import Checkpoint
from nucuoi.tlog.errors import (
    AlteredFile,
    BadSignature,
    BrokenTile,
    Malformed,
    MissingTile,
    NoKnownSignature,
    NotIncluded,
    OutsideTree,
    TileTrouble,
    TlogError,
    TooFewCosignatures,
    WrongOrigin,
)
from nucuoi.tlog.hashing import node_hash
from nucuoi.tlog.keys import COSIGNATURE_V1, ED25519, SigningKey, VerifierKey, cosigned_message
from nucuoi.tlog.lines import (
    decode_base64,
    decode_decimal,
    decode_field,
    decode_hash,
    decode_proof,
    split_checkpoint,
)
from nucuoi.tlog.note import Note, Signature, parse_signatures
from nucuoi.tlog.proof_file import ProofFile
from nucuoi.tlog.tile_nodes import TileNodes, read_entries, read_hashes
from nucuoi.tlog.tiles import ENTRIES, Tile, decode_entries, encode_entries

HASH = bytes(32)
LOG = SigningKey("example.com/log", ED25519, bytes(range(32)))
OTHER = SigningKey("example.com/other", ED25519, bytes(range(32)))
WITNESS = SigningKey("witness.example/w1", COSIGNATURE_V1, bytes(range(1, 33)))
SIGNED = checkpoint.sign(Checkpoint(LOG.name, 2, HASH), LOG)


def twin(key: VerifierKey) -> VerifierKey:
    """Another key that claims the name and key ID of this one."""
    other = VerifierKey(key.name, key.kind, HASH)
    vars(other)["key_id"] = key.key_id
    return other


def written(first: str, *lines: str, signed: bytes = SIGNED) -> bytes:
    """Lines, an empty line and a checkpoint."""
    return "\n".join([first, *lines]).encode() + b"\n\n" + signed


REFUSED: list[tuple[Callable[[], Any], str]] = [
    (lambda: Checkpoint("", 0, HASH), "not one line that is not empty: ''"),
    (lambda: Checkpoint("a", 0, HASH, ("b\nc",)), r"not one line that is not empty: 'b\nc'"),
    (lambda: Checkpoint("a", -1, HASH), "not a size from 0 to 2^63 - 1: -1"),
    (lambda: Checkpoint("a", 2**63, HASH), f"not a size from 0 to 2^63 - 1: {2**63}"),
    (lambda: Checkpoint("a", 0, b"short"), "not a root of 32 bytes: b'short'"),
    (lambda: Checkpoint.parse("a\n1\n"), r"not at least three lines: 'a\n1\n'"),
    (
        lambda: checkpoint.verify(SIGNED, OTHER.verifier),
        "no known key belongs to the log example.com/log",
    ),
    (
        lambda: cosignature.verify(SIGNED, LOG.verifier),
        f"not a witness's key: {str(LOG.verifier)[:60]!r}",
    ),
    (
        lambda: VerifierKey("a b", ED25519, HASH),
        "not a key name without spaces and plus signs: 'a b'",
    ),
    (lambda: VerifierKey("a", ED25519, b"short"), "not a public key of 32 bytes: b'short'"),
    (lambda: VerifierKey("a", 2, HASH), "not signature type 1 or 4: 2"),
    (lambda: VerifierKey.parse("a+00000000+"), "not signature type 1 or 4: 0"),
    (
        lambda: VerifierKey.parse(f"a+00000000+{'AQ' + 'A' * 42}"),
        "not a verifier key: 'a+00000000+AQ" + "A" * 42 + "'",
    ),
    (lambda: SigningKey("a", ED25519, b"short"), "not a seed of 32 bytes: 5"),
    (lambda: cosigned_message("a\n", 0), "not a time from 1 to 2^63 - 1: 0"),
    (lambda: LOG.sign("a\n", 7), "not a time for cosignatures only: 7"),
    (lambda: decode_decimal("01"), "not a decimal from 0 to 2^63 - 1 without leading zeroes: '01'"),
    (lambda: decode_base64("="), "not base64: '='"),
    (lambda: decode_base64("AB=="), "not base64 in its one spelling: 'AB=='"),
    (lambda: decode_hash("AAAA"), "not the base64 of 32 bytes: 'AAAA'"),
    (lambda: decode_proof(["AAAA"] * 64), "not a proof of at most 63 hashes: 64"),
    (lambda: decode_field("old", "new 7"), "not a line that begins with old and a space: 'new 7'"),
    (
        lambda: split_checkpoint("ü\n\n".encode()),
        r"not ASCII lines, an empty line and a checkpoint: b'\xc3\xbc\n\n'",
    ),
    (
        lambda: Signature("a", b"key", b"value"),
        "not a signature behind a key ID of 4 bytes: b'keyvalue'",
    ),
    (lambda: Signature.parse("- a AAAA"), "not a signature line: '- a AAAA'"),
    (lambda: Note("a\n", ()), "not 1 to 100 signatures: 0"),
    (lambda: Note.parse("a\n"), r"not a text, an empty line and signatures: 'a\n'"),
    (lambda: Note.parse("x" * 1_000_001), "not a note of at most 1000000 bytes: 1000001"),
    (lambda: Note.parse(b"\xff"), r"not UTF-8: b'\xff'"),
    (lambda: parse_signatures("— a AA"), "not a newline at the end: '— a AA'"),
    (
        lambda: note.check_text("a"),
        "not UTF-8 without control characters that ends in a newline: 'a'",
    ),
    (
        lambda: note.verify(note.sign("a\n", LOG, OTHER), []),
        "no known key among example.com/log, example.com/other",
    ),
    (
        lambda: note.verify(Note("a\n", note.sign("b\n", LOG).signatures), [LOG.verifier]),
        f"the signature of example.com/log+{LOG.verifier.key_id.hex()} does not hold",
    ),
    (
        lambda: note.verify(note.sign("a\n", LOG), [LOG.verifier, twin(LOG.verifier)]),
        "two keys share a name and a key ID",
    ),
    (lambda: ProofFile(-1, (), SIGNED), "not an index from 0 to 2^63 - 1: -1"),
    (lambda: ProofFile(0, (), SIGNED, b""), "not extra data that is not empty: b''"),
    (
        lambda: ProofFile.parse(written("c2sp.org/tlog-proof@v2", "index 0")),
        "not c2sp.org/tlog-proof@v1: 'c2sp.org/tlog-proof@v2'",
    ),
    (
        lambda: ProofFile.parse(written("c2sp.org/tlog-proof@v1")),
        "not an index line: 'c2sp.org/tlog-proof@v1'",
    ),
    (
        lambda: ProofFile(0, (), SIGNED).verify(HASH, [LOG.verifier], [WITNESS.verifier], 1),
        "0 of 1 cosignatures",
    ),
    (
        lambda: ProofFile(1, (HASH,), SIGNED).verify(HASH, [LOG.verifier]),
        "leaf 1 is not proven to be in the tree of 2 leaves",
    ),
    (
        lambda: AddCheckpoint.parse(written("new 0")),
        "not a line that begins with old and a space: 'new 0'",
    ),
    (lambda: tlog.inclusion_proof([b"a"], 1, 1), "1 is outside a tree of 1 leaves"),
    (lambda: tlog.consistency_proof([b"a"], 0, 2), "2 is outside a tree of 1 leaves"),
    (lambda: tlog.consistency_proof([b"a"], 2, 1), "2 is outside a tree of 1 leaves"),
    (lambda: TileNodes(lambda _: b"", 7).node(3, 0), "8 is outside a tree of 7 leaves"),
    (
        lambda: read_hashes(lambda _: b"x", Tile(0, 0, 1)),
        "tile/0/000.p/1 does not hold what its width asks for",
    ),
    (
        lambda: read_entries(lambda _: b"x", Tile(ENTRIES, 0, 1)),
        "tile/entries/000.p/1 does not hold what its width asks for",
    ),
    (lambda: Tile(64, 0), "not a tile level from 0 to 63: 64"),
    (lambda: Tile(0, -1), "not a tile index: -1"),
    (lambda: Tile(0, 0, 257), "not a tile width from 1 to 256: 257"),
    (lambda: Tile.parse("tile/0"), "not the path of a tile: 'tile/0'"),
    (
        lambda: Tile.parse("tile/0/x000/000"),
        "not the path of a tile: 'tile/0/x000/000'",
    ),
    (
        lambda: encode_entries([b"x" * 65_536]),
        "not an entry of at most 65535 bytes: 65536",
    ),
    (
        lambda: decode_entries(b"\0\1" + b"x" * 39 + b"y"),
        f"not an entry bundle: b'{'x' * 39}y'",
    ),
]


@pytest.mark.parametrize(("act", "sentence"), REFUSED, ids=[sentence for _, sentence in REFUSED])
def test_a_refusal_says_what_was_wanted_and_found(act: Callable[[], Any], sentence: str) -> None:
    """The whole sentence, not only the kind of error."""
    with pytest.raises(TlogError) as refused:
        act()

    assert str(refused.value) == sentence


def test_what_lies_on_a_bound_is_let_in() -> None:
    """The first and the last value that the specifications allow."""
    assert ProofFile(2**63 - 1, (), SIGNED).index == 2**63 - 1
    assert cosigned_message("a\n", 1) == b"cosignature/v1\ntime 1\na\n"
    assert Checkpoint("a", 2**63 - 1, HASH).size == 2**63 - 1
    assert decode_field("old", "old 7 and more") == "7 and more"


def test_errors_carry_the_facts() -> None:
    """What a program needs of a refusal, beside its sentence."""
    proof = ProofFile(0, (bytes(32),), SIGNED)
    with pytest.raises(NotIncluded) as missed:
        proof.verify(HASH, [LOG.verifier])
    with pytest.raises(NotIncluded) as short:
        ProofFile(0, (), SIGNED).verify(HASH, [LOG.verifier])

    assert vars(missed.value) == {
        "index": 0,
        "size": 2,
        "expected": HASH,
        "computed": node_hash(HASH, HASH),
    }
    assert short.value.computed is None
    assert vars(Malformed("a size", "x" * 61)) == {"wanted": "a size", "found": repr("x" * 60)}
    assert Malformed("a size", b"x" * 61).found == repr(b"x" * 60)
    assert Malformed("a size", 10**70).found == str(10**70)
    assert vars(OutsideTree(8, 7)) == {"asked": 8, "size": 7}
    assert vars(NoKnownSignature(iter("ab"))) == {"names": ("a", "b")}
    assert vars(BadSignature("a", b"id")) == {"name": "a", "key_id": b"id"}
    assert vars(WrongOrigin("a")) == {"origin": "a"}
    assert vars(TooFewCosignatures(1, 2)) == {"found": 1, "quorum": 2}


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (TileTrouble, "is not as it should be"),
        (MissingTile, "is missing"),
        (BrokenTile, "does not hold what its width asks for"),
        (AlteredFile, "is there with another content"),
    ],
)
def test_trouble_with_tiles_names_the_path(error: type[TileTrouble], sentence: str) -> None:
    """The path stands in front, as in the address."""
    assert str(error("tile/0/000")) == f"tile/0/000 {sentence}"
    assert error("tile/0/000").path == "tile/0/000"
