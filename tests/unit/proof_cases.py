"""Proof files, whole and corrupted, with the word that `nucuoi.tlog` gives for each."""

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from nucuoi.ledger.rules import parts
from nucuoi.tlog import (
    checkpoint,
    consistency_proof,
    cosignature,
    inclusion_proof,
    leaf_hash,
    note,
    root,
    verify_consistency,
)
from nucuoi.tlog.checkpoint import Checkpoint
from nucuoi.tlog.errors import TlogError, TooFewCosignatures
from nucuoi.tlog.keys import COSIGNATURE_V1, ED25519, SigningKey
from nucuoi.tlog.proof_file import ProofFile

LOG = SigningKey("nucuoi.example/log/nucuoi", ED25519, bytes(range(32)))
OTHER_LOG = SigningKey("nucuoi.example/log/nucuoi", ED25519, bytes(range(1, 33)))
WITNESSES = [
    SigningKey(f"front.example/w{place}", COSIGNATURE_V1, bytes([place]) * 32) for place in (1, 2)
]
STRANGER = SigningKey("stranger.example/w", COSIGNATURE_V1, bytes([9]) * 32)
POLICY = "\n".join(
    (
        "# sổ và máy chứng kiến",
        f"log {LOG.verifier} https://nucuoi.example/log/nucuoi",
        *(f"witness w{place} {key.verifier}" for place, key in enumerate(WITNESSES)),
        "group both any w0 w1",
        "quorum both",
        "",
    )
)
PARTS = ("core", "duty", "text", "receipt")


@dataclass(frozen=True)
class Remembered:
    """What a verifier has seen before, and what proves that both trees belong together.

    Attributes:
        seen: A signed checkpoint; empty = none.
        proof: Hashes of a consistency proof between the two; None = it cannot be had.
    """

    seen: bytes = b""
    proof: tuple[bytes, ...] | None = None


class Case(NamedTuple):
    """What a verifier is given, and the word it must say; an empty lookup key = none."""

    content: bytes
    lookup: bytes
    word: str
    memory: Remembered


def cases(count: int, seed: int, *, memories: bool = True) -> Iterator[Case]:
    """Half of the contents are corrupted; half of the verifiers remember something."""
    chance = Random(seed)  # noqa: S311  # invents cases, keeps no secret
    for place in range(count):
        content, lookup, leaves = _whole(chance)
        memory = _remembered(leaves, chance) if memories and place % 4 < 2 else Remembered()
        if place % 2:
            content = _corrupted(content, chance)
        shown = lookup if chance.random() < 0.5 else b""
        yield Case(content, shown, word(content, shown, memory), memory)


def word(content: bytes, lookup: bytes, memory: Remembered) -> str:
    """What the product's own package says of a file, and of what was seen before."""
    said = _word_of_file(content, lookup)
    if said == "contradiction" or not memory.seen:
        return said
    new, old = checkpoint.parse(ProofFile.parse(content).signed), checkpoint.parse(memory.seen)
    if new.size == old.size:
        return said if new.root == old.root else "contradiction"
    if memory.proof is None:
        return "not_yet"
    (m, earlier), (n, later) = sorted([(old.size, old.root), (new.size, new.root)])
    joins = verify_consistency(m, n, earlier, later, memory.proof)
    return said if joins else "contradiction"


def _remembered(leaves: list[bytes], chance: Random) -> Remembered:
    """An earlier, the same or a later tree of these leaves, or of leaves of which one was altered."""
    size, known = len(leaves), max(1, len(leaves) + chance.choice([-7, -1, 0, 0, 1, 5]))
    longer = leaves + [chance.randbytes(8) for _ in range(known - size)]
    altered = list(longer)
    if chance.random() < 0.4:
        altered[chance.randrange(min(size, known))] = b"rewritten"
    seen = checkpoint.sign(Checkpoint(LOG.name, known, root(altered[:known])), LOG)
    if size == known:
        return Remembered(seen, None)
    proof = tuple(consistency_proof(longer, *sorted((size, known))))
    return Remembered(seen, _spoiled(proof, chance))


def _spoiled(proof: tuple[bytes, ...], chance: Random) -> tuple[bytes, ...] | None:
    """A consistency proof as it comes: mostly whole, sometimes cut, longer, altered or not at all."""
    at = chance.randrange(len(proof))
    ways: list[Callable[[], tuple[bytes, ...] | None]] = [
        *[lambda: proof] * 6,
        lambda: None,
        lambda: proof[:at] + proof[at + 1 :],
        lambda: (*proof, chance.randbytes(32)),
        lambda: (*proof[:at], chance.randbytes(32), *proof[at + 1 :]),
        lambda: tuple(chance.sample(proof, len(proof))),
    ]
    return chance.choice(ways)()


def _word_of_file(content: bytes, lookup: bytes) -> str:
    try:
        proof = ProofFile.parse(content)
        said = json.loads(proof.extra or b"")
        digests = [base64.b64decode(said[name], validate=True) for name in PARTS]
        salt = base64.b64decode(said["salt"], validate=True)
        canonical = all(len(one) == 32 for one in (*digests, salt)) and _one_spelling(said)
        if said["opens"] != "nucuoi/receipt/v1" or not canonical:
            return "contradiction"
        leaf = leaf_hash(parts.leaf_data(parts.Kind.ENTRY, parts.entry_digest(*digests)))
        proof.verify(leaf, [LOG.verifier])
        if lookup and parts.part_digest("receipt", salt, lookup) != digests[3]:
            return "contradiction"
        proof.verify(leaf, [LOG.verifier], [key.verifier for key in WITNESSES], quorum=1)
    except TooFewCosignatures:
        return "not_yet"
    except (TlogError, ValueError, KeyError, TypeError):
        return "contradiction"
    return "match"


def _one_spelling(said: dict[str, str]) -> bool:
    encoded = [said[name] for name in (*PARTS, "salt")]
    return all(base64.b64encode(base64.b64decode(one)).decode() == one for one in encoded)


def _whole(chance: Random) -> tuple[bytes, bytes, list[bytes]]:
    """A proof file, the lookup key of its code, and the leaves of its tree."""
    size = chance.choice([1, 2, 3, chance.randrange(1, 40), chance.randrange(1, 300)])
    index, lookup = chance.randrange(size), chance.randbytes(32)
    salt, digests = chance.randbytes(32), [chance.randbytes(32) for _ in PARTS]
    digests[3] = parts.part_digest("receipt", salt, lookup)
    leaves = [chance.randbytes(8) for _ in range(size)]
    leaves[index] = parts.leaf_data(parts.Kind.ENTRY, parts.entry_digest(*digests))
    signed = checkpoint.sign(Checkpoint(LOG.name, size, root(leaves)), LOG)
    if chance.random() < 0.7:
        keys = chance.sample([*WITNESSES, STRANGER], chance.randrange(1, 4))
        lines = [cosignature.sign(signed, key, chance.randrange(1, 2**40)) for key in keys]
        signed = bytes(note.Note.parse(signed).signed_also(lines))
    said = dict(zip(PARTS, digests, strict=True)) | {"salt": salt}
    opening = {name: base64.b64encode(value).decode() for name, value in said.items()}
    extra = parts.canonical_json(opening | {"opens": "nucuoi/receipt/v1"})
    proof = ProofFile(index, tuple(inclusion_proof(leaves, index, size)), signed, extra)
    return bytes(proof), lookup, leaves


def _corrupted(content: bytes, chance: Random) -> bytes:
    """The file after one of the things that happen to files, or are done to them."""
    at = chance.randrange(len(content))
    lines = content.split(b"\n")
    line = chance.randrange(len(lines))
    ways: list[Callable[[], bytes]] = [
        lambda: content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :],
        lambda: content[:at] + content[at + 1 :],
        lambda: content[:at] + chance.randbytes(1) + content[at:],
        lambda: content[:at],
        lambda: b"\n".join(lines[:line] + lines[line + 1 :]),
        lambda: b"\n".join([*lines[:line], lines[line], *lines[line:]]),
        lambda: b"\n".join(chance.sample(lines, len(lines))),
        lambda: content.replace(b"index ", b"index 1", 1),
        lambda: _signed_by_another(content),
        lambda: content.replace(b"\n", b"\r\n"),
    ]
    return chance.choice(ways)()


def _signed_by_another(content: bytes) -> bytes:
    """The same tree under the log's name, signed with another key."""
    proof = ProofFile.parse(content)
    forged = checkpoint.sign(checkpoint.parse(proof.signed), OTHER_LOG)
    return bytes(ProofFile(proof.index, proof.proof, forged, proof.extra))
