"""What the leaf of a released table holds: its canonical bytes are what is published (leaf-format.md)."""

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cached_property

import msgspec

from nucuoi.ledger.rules.parts import canonical_json

VERSION = 1
RESULTS = "results"


class Row(msgspec.Struct, frozen=True):
    """A unit; what is None was not published. Shares in whole per cents, counts in fives."""

    unit: str
    level: str
    name: str
    parent: str = ""
    n: int | None = None
    open: int | None = None
    paper: int | None = None
    excluded: int | None = None
    late: int | None = None
    hidden: list[str] = []
    visits: int | None = None
    coverage: int | None = None
    share: int | None = None
    low: int | None = None
    high: int | None = None
    band: str = ""
    levels: list[int] = []
    why: str = ""


class Content(msgspec.Struct, frozen=True, dict=True):
    """A released table.

    Attributes:
        leaves: How many leaves were counted; the first so many.
        places: SHA-256 over which unit each counter belongs to, which the auditor is shown.
    """

    v: int
    table: str
    span: str
    revision: int
    first: date
    last: date
    issued: date
    leaves: int
    method: str
    places: str
    rows: list[Row]

    @cached_property
    def by_unit(self) -> dict[str, Row]:
        """The rows by their units."""
        return {row.unit: row for row in self.rows}

    @cached_property
    def below(self) -> dict[str, list[Row]]:
        """The rows directly below each unit; those of the root under the empty name."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.parent, []).append(row)
        return found


_DECODER = msgspec.json.Decoder(Content)


def encode(members: Mapping[str, object]) -> bytes:
    """The canonical bytes of a table; days as 2026-09-30."""
    plain = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in members.items()
    }
    return canonical_json({"v": VERSION, "table": RESULTS, **plain})


def decode(core: bytes) -> Content:
    """The table in a leaf.

    Raises:
        msgspec.MsgspecError: If it is none.
    """
    return _DECODER.decode(core)


def places_digest(places: Mapping[str, str]) -> str:
    """SHA-256 in hexadecimal over the unit of each counter, as canonical JSON."""
    return hashlib.sha256(canonical_json(places)).hexdigest()
