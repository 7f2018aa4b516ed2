"""Whatever is done to the bytes of notes and proof files, parsers stay strict and nothing is forged."""

import random

import pytest

from nucuoi import tlog
from nucuoi.tlog import checkpoint, cosignature, note
from nucuoi.tlog.add_checkpoint import AddCheckpoint
from nucuoi.tlog.checkpoint import Checkpoint
from nucuoi.tlog.errors import Malformed, Unverified
from nucuoi.tlog.keys import COSIGNATURE_V1, ED25519, SigningKey
from nucuoi.tlog.note import Note
from nucuoi.tlog.proof_file import ProofFile

LOG = SigningKey("example.com/log", ED25519, bytes(range(32)))
WITNESS = SigningKey("witness.example/w1", COSIGNATURE_V1, bytes(range(1, 33)))
KEYS = (LOG.verifier, WITNESS.verifier)
LEAVES = [b"leaf %d" % index for index in range(11)]
TREES = [Checkpoint(LOG.name, size, tlog.root(LEAVES[:size])) for size in range(1, 12)]
SIGNED = [checkpoint.sign(tree, LOG) for tree in TREES]
COSIGNED = [
    bytes(Note.parse(signed).signed_also([cosignature.sign(signed, WITNESS, 1_700_000_000 + at)]))
    for at, signed in enumerate(SIGNED)
]
PROOFS = [tuple(tlog.inclusion_proof(LEAVES, 0, tree.size)) for tree in TREES]
NOTES = [bytes(note.sign(text, LOG)) for text in ("text\n", "two\n\nparts\n")] + SIGNED + COSIGNED
TEXTS = {Note.parse(content).text for content in NOTES}
FILES = [
    bytes(ProofFile(0, proof, signed, extra))
    for proof, signed in zip(PROOFS, COSIGNED, strict=True)
    for extra in (None, b"opening")
]
REQUESTS = [
    bytes(AddCheckpoint(3, tuple(tlog.consistency_proof(LEAVES, 3, tree.size)), signed))
    for tree, signed in zip(TREES[2:], SIGNED[2:], strict=True)
]
TOKENS = [
    *(b"\n", b"\n\n", b" ", b"+", b"=", b"0", b"-", b"\r", b"\0", b"\xff", b"\xe2\x80\x94 "),
    *("— example.com/log AAAAAAA=\n".encode(), "\u00a0".encode(), "\u2028".encode()),
    *(b"extra ", b"index ", b"old ", b"example.com/log", b"A" * 44),
]


def altered(content: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """The content after one to three cuts, copies, flips or insertions."""
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.choice((0, 1, 1, 4, 40)))
        piece = chance.choice(
            (
                b"",
                chance.choice(TOKENS),
                content[start:end] * 2,
                content[start:end][::-1],
                bytes(byte ^ 1 << chance.randrange(8) for byte in content[start:end]),
                chance.choice(others)[start:end],
                chance.choice(others)[start:],
            )
        )
        content = content[:start] + piece + content[end:]
    return content


def fuzz_notes(count: int, chance: random.Random) -> int:
    """Alter notes; returns how many of them were still notes."""
    parsed = 0
    for _ in range(count):
        content = altered(chance.choice(NOTES), NOTES, chance)
        try:
            read = Note.parse(content)
            parsed += 1
            assert bytes(read) == content
            note.verify(read, KEYS)
        except (Malformed, Unverified):
            continue
        assert read.text in TEXTS
    return parsed


@pytest.mark.parametrize("seed", range(4))
def test_altered_notes(seed: int) -> None:
    """A note that still verifies has a text that was signed; one that parses has one spelling."""
    parsed = fuzz_notes(2_500, random.Random(seed))  # noqa: S311 - repeatable, nothing secret

    assert 100 < parsed < 2_400


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 120))
def test_a_million_altered_notes(seed: int) -> None:
    """The same, fifty thousand at a time."""
    parsed = fuzz_notes(50_000, random.Random(seed))  # noqa: S311 - repeatable, nothing secret

    assert 1_000 < parsed < 49_000


def test_altered_proof_files() -> None:
    """A proof file that still shows the leaf shows it in a tree that was signed."""
    chance, shown = random.Random(5), 0  # noqa: S311 - repeatable, nothing secret
    for _ in range(5_000):
        content = altered(chance.choice(FILES), FILES, chance)
        try:
            read = ProofFile.parse(content)
            assert bytes(read) == content
            result = read.verify(tlog.leaf_hash(LEAVES[0]), KEYS[:1], KEYS[1:], 1)
        except (Malformed, Unverified):
            continue
        shown += 1
        assert result.checkpoint in TREES
        assert read.index == 0
    assert shown > 10


def test_altered_requests() -> None:
    """A request to a witness that still parses has one spelling."""
    chance, parsed = random.Random(6), 0  # noqa: S311 - repeatable, nothing secret
    for _ in range(5_000):
        content = altered(chance.choice(REQUESTS), REQUESTS, chance)
        try:
            read = AddCheckpoint.parse(content)
        except Malformed:
            continue
        parsed += 1
        assert bytes(read) == content
    assert parsed > 100
