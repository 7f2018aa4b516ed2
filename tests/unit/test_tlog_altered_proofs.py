"""A proof that was altered in any way verifies no more."""

import random
from collections.abc import Iterator

from nucuoi import tlog
from nucuoi.tlog.hashing import EMPTY_ROOT
from nucuoi.tlog.proofs import consistency_subtrees, inclusion_subtrees

TREES = 200
WANTED = 50_000
PAIRS_A_TREE = 6

Proof = list[bytes]
Inclusion = tuple[bytes, int, int, Proof, bytes]
"""Leaf hash, index, size, proof, root."""
Consistency = tuple[int, int, bytes, bytes, Proof]
"""Old and new size, old and new root, proof."""


def test_altered_inclusion_proofs() -> None:
    """Of more than 50,000 altered inclusion proofs from 200 random trees none is accepted."""
    chance, tried = random.Random(1), 0  # noqa: S311 - repeatable, nothing secret
    for leaves in random_trees(chance):
        size, root = len(leaves), tlog.root(leaves)
        for _ in range(PAIRS_A_TREE):
            index = chance.randrange(size)
            proof = tlog.inclusion_proof(leaves, index, size)
            true = (tlog.leaf_hash(leaves[index]), index, size, proof, root)
            assert tlog.verify_inclusion(*true)
            for altered in altered_inclusions(true, chance):
                tried += 1
                assert not tlog.verify_inclusion(*altered), (true, altered)

    assert tried > WANTED


def test_altered_consistency_proofs() -> None:
    """Of more than 50,000 altered consistency proofs from 200 random trees none is accepted."""
    chance, tried = random.Random(2), 0  # noqa: S311 - repeatable, nothing secret
    for leaves in random_trees(chance):
        new, new_root = len(leaves), tlog.root(leaves)
        for _ in range(PAIRS_A_TREE):
            old = chance.randint(1, new)
            proof = tlog.consistency_proof(leaves, old, new)
            true = (old, new, tlog.root(leaves[:old]), new_root, proof)
            assert tlog.verify_consistency(*true)
            for altered in altered_consistencies(true, chance):
                tried += 1
                assert not tlog.verify_consistency(*altered), (true, altered)

    assert tried > WANTED


def random_trees(chance: random.Random) -> Iterator[list[bytes]]:
    """Leaves of random trees of 1 to 300 leaves, small ones more often."""
    for _ in range(TREES):
        size = chance.randint(1, chance.choice((3, 9, 70, 300)))
        yield [chance.randbytes(8) for _ in range(size)]


def altered_inclusions(true: Inclusion, chance: random.Random) -> Iterator[Inclusion]:
    """One of every kind of alteration, and a bit flipped in every byte of the proof."""
    leaf, index, size, proof, root = true
    for other in {index - 1, index + 1, index ^ 2, -index - 1, index + size, 2**64 - 1}:
        yield leaf, other, size, proof, root
    for other in {size - 1, size + 1, size * 2, size // 2, 0, -size}:
        if shape_of_inclusion(index, other) != shape_of_inclusion(index, size):
            yield leaf, index, other, proof, root
    for value in wrong_hashes(leaf, chance):
        yield value, index, size, proof, root
    for value in wrong_hashes(root, chance):
        yield leaf, index, size, proof, value
    for altered in altered_proofs(proof, [leaf, root], chance):
        yield leaf, index, size, altered, root
    if leaf != root:
        yield root, index, size, proof, leaf
    for first, second in wandering(leaf, proof[:1]):
        yield first, index, size, [second, *proof[1:]], root


def altered_consistencies(true: Consistency, chance: random.Random) -> Iterator[Consistency]:
    """One of every kind of alteration, and a bit flipped in every byte of the proof."""
    old, new, old_root, new_root, proof = true
    sizes = {(old + step, new) for step in (-1, 1)} | {(old ^ 2, new), (new, old), (0, new)}
    sizes |= {(old, size) for size in (new - 1, new + 1, new * 2, new // 2)} | {(-old, new)}
    for other in sizes - {(old, new)}:
        if shape_of_consistency(*other) != shape_of_consistency(old, new):
            yield *other, old_root, new_root, proof
    for value in wrong_hashes(old_root, chance):
        yield old, new, value, new_root, proof
    for value in wrong_hashes(new_root, chance):
        yield old, new, old_root, value, proof
    for altered in altered_proofs(proof, [old_root, new_root], chance):
        yield old, new, old_root, new_root, altered
    if old_root != new_root:
        yield old, new, new_root, old_root, proof


def wrong_hashes(value: bytes, chance: random.Random) -> Iterator[bytes]:
    """What could stand in the place of a hash."""
    yield from (EMPTY_ROOT, b"", chance.randbytes(32), b"WrongRoot", value[:-1], value + b"\0")
    yield flipped(value, chance.randrange(32), chance)


def altered_proofs(proof: Proof, others: Proof, chance: random.Random) -> Iterator[Proof]:
    """The proof with something more, less or else in it."""
    for extra in (b"", *others, *proof[:1], chance.randbytes(32)):
        yield [extra, *proof]
        yield [*proof, extra]
        yield [*proof[:1], extra, *proof[1:]]
    for place, value in enumerate(proof):
        yield proof[:place] + proof[place + 1 :]
        for byte in range(32):
            yield [*proof[:place], flipped(value, byte, chance), *proof[place + 1 :]]
    if proof:
        yield []
    if proof != proof[::-1]:
        yield proof[::-1]
    for place in range(len(proof) - 1):
        joined = proof[place] + proof[place + 1]
        yield [*proof[:place], joined[:31], joined[31:], *proof[place + 2 :]]
        yield [*proof[:place], joined, *proof[place + 2 :]]
        for first, second in wandering(proof[place], [proof[place + 1]]):
            yield [*proof[:place], first, second, *proof[place + 2 :]]


def wandering(lower: bytes, upper: Proof) -> Iterator[tuple[bytes, bytes]]:
    """A hash and its sibling with a byte moved between them: their parent may stay the same."""
    for sibling in upper:
        yield lower[:-1], lower[-1:] + sibling
        yield lower[1:], sibling + lower[:1]
        yield sibling[-1:] + lower, sibling[:-1]
        yield lower + sibling[:1], sibling[1:]


def flipped(value: bytes, byte: int, chance: random.Random) -> bytes:
    """The value with one bit of a byte flipped."""
    return value[:byte] + bytes([value[byte] ^ 1 << chance.randrange(8)]) + value[byte + 1 :]


def shape_of_inclusion(index: int, size: int) -> list[bool] | None:
    """On which side the siblings stand; all that a proof says about the size.

    A proof with its root belongs to a size only through the signed checkpoint: another size of the
    same shape is not an altered proof.
    """
    if not 0 <= index < size:
        return None
    return [sibling.start > index for sibling in inclusion_subtrees(index, size)]


def shape_of_consistency(old: int, new: int) -> tuple[bool, list[bool]] | None:
    """The same for a consistency proof, and whether it begins with the old root."""
    if not 0 < old <= new:
        return None
    subtrees = consistency_subtrees(old, new)
    return old.bit_count() == 1 or old == new, [subtree.start >= old for subtree in subtrees]
