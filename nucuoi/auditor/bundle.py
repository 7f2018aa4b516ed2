"""What an opening bundle holds: leaves with the salts of two parts, and the counts that were made.

Of remarks and receipts there are only the digests: an audit needs no comment and no code.
"""

from collections.abc import Iterable, Iterator
from typing import IO

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from nucuoi.auditor import sealed
from nucuoi.auditor.errors import NotForYou

AT_ONCE = 2_000


class Head(msgspec.Struct, frozen=True, array_like=True, tag="head"):
    """What the bundle is of.

    Attributes:
        signed: The checkpoint it was made at.
        counted: Leaves that the counts hold; the first so many.
    """

    origin: str
    signed: bytes
    counted: int


class Leaf(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A leaf; `duty` None stands for nobody named, `duty_salt` is then the decoy."""

    kind: str
    core: bytes
    core_salt: bytes
    duty: bytes | None
    duty_salt: bytes
    text: bytes
    receipt: bytes


class Table(msgspec.Struct, frozen=True, array_like=True):
    """What a released table was made of beside leaves; `index` is that of its own leaf.

    Attributes:
        leaves: How many leaves it counts; the first so many.
        first, last: Its days, as 2026-09-30.
        places: Unit of the table by code of the counter; the table commits to it.
        answered: By unit: ratings on desk-days with a visit count, and visits, which no leaf holds.
    """

    index: int
    leaves: int
    first: str
    last: str
    places: dict[str, str]
    answered: dict[str, tuple[int, int]]


class Tables(msgspec.Struct, frozen=True, array_like=True, tag="tables"):
    """All released tables; they stand before the leaves."""

    tables: list[Table]


class Leaves(msgspec.Struct, frozen=True, array_like=True, tag="leaves"):
    """The next leaves."""

    leaves: list[Leaf]


class Cell(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A count that was made.

    Attributes:
        period: `month`, `week` or `day`.
        key: Start as a number, counter, official, field, evidence, rater; empty where it has none.
        counts: What is not 0, by name of the column.
    """

    period: str
    key: tuple[int, str, str, str, str, str]
    counts: dict[str, int]


class Cells(msgspec.Struct, frozen=True, array_like=True, tag="cells"):
    """Some of the counts."""

    cells: list[Cell]


Piece = Head | Tables | Leaves | Cells
_DECODER = msgspec.msgpack.Decoder(Piece)


def write(pieces: Iterable[Piece], to: X25519PublicKey) -> Iterator[bytes]:
    """The bytes of a bundle that only the holder of `to` can open."""
    return sealed.seal((msgspec.msgpack.encode(piece) for piece in pieces), to)


def read(file: IO[bytes], key: X25519PrivateKey) -> Iterator[Piece]:
    """The pieces of a bundle, the head first.

    Raises:
        NotForYou: If it cannot be opened to its end.
    """
    for piece in sealed.opened(file, key):
        try:
            yield _DECODER.decode(piece)
        except msgspec.MsgspecError:
            raise NotForYou from None
