"""The audit: public log against what was witnessed, openings against the log, counts against openings."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from nucuoi.auditor.bundle import Cell, Cells, Head, Leaf, Leaves, Piece, Tables
from nucuoi.auditor.counting import Recount, Voided
from nucuoi.auditor.errors import AuditRefused, NotForYou
from nucuoi.auditor.tables import Released
from nucuoi.tlog import checkpoint
from nucuoi.tlog.checkpoint import Checkpoint
from nucuoi.tlog.compact_range import CompactRange
from nucuoi.tlog.hashing import leaf_hash
from nucuoi.tlog.keys import VerifierKey
from nucuoi.tlog.tile_nodes import ReadTile, read_entries
from nucuoi.tlog.tiles import ENTRIES, WIDTH, Tile

KEPT = 200
"""Most findings that are kept; all are counted."""


@dataclass(slots=True)
class Findings:
    """What an audit found.

    Attributes:
        trees: Checkpoints that were compared with the public log, smallest first.
        leaves, entries, cells, tables: How many were checked.
        excluded: Ratings that count nowhere, by reason.
        canaries: Each that was taken out as a canary of the Front.
        wrong: The first findings, each a Vietnamese sentence.
        total: How many in all.
    """

    origin: str = ""
    trees: list[Checkpoint] = field(default_factory=list)
    leaves: int = 0
    entries: int = 0
    cells: int = 0
    tables: int = 0
    excluded: dict[str, int] = field(default_factory=dict)
    canaries: list[Voided] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    total: int = 0

    def add(self, sentence: str) -> None:
        """Notes what is wrong."""
        self.total += 1
        if len(self.wrong) < KEPT:
            self.wrong.append(sentence)


def audit(
    pieces: Iterable[Piece],
    read: ReadTile,
    keys: Iterable[VerifierKey],
    kept: Iterable[bytes],
    see: Callable[[int, Leaf], None] = lambda _index, _leaf: None,
) -> Findings:
    """Checks a bundle against the public log and the checkpoints that the auditor trusts.

    Args:
        pieces: Of the opened bundle.
        read: Gives the tiles of the public log.
        keys: Of the log, as the auditor was given them.
        kept: Signed checkpoints, such as those her own witness cosigned; may be none.
        see: Is shown every leaf with its index, as for canaries.

    Raises:
        AuditRefused: If the bundle cannot be read.
        TlogError: If a checkpoint's signature does not hold, or a tile is missing.
    """
    stream, known = iter(pieces), list(keys)
    head = next(stream, None)
    if not isinstance(head, Head):
        raise NotForYou
    trees = [checkpoint.verify(one, *known) for one in (head.signed, *kept)]
    if {tree.origin for tree in trees} != {head.origin}:
        raise AuditRefused("Gói, mốc và khóa không phải của cùng một sổ.")
    found = Findings(head.origin, sorted(trees, key=lambda tree: tree.size))
    recount, released, cells = Recount(), Released(), list[Cell]()
    public = _public(read, found.trees[-1].size, found)
    for piece in stream:
        if isinstance(piece, Tables):
            released.expect(piece.tables)
        elif isinstance(piece, Leaves):
            _leaves(piece.leaves, head, public, recount, released, found, see)
        elif isinstance(piece, Cells):
            cells += piece.cells
    if found.leaves < trees[0].size:
        found.add(f"Gói chỉ mở {found.leaves} dòng, mốc của gói gồm {trees[0].size} dòng.")
    for _ in public:
        continue  # later checkpoints are compared at its end
    _counts(cells, recount, found)
    for sentence in released.missing():
        found.add(sentence)
    found.tables = released.checked
    return found


def _public(read: ReadTile, size: int, found: Findings) -> Iterator[bytes]:
    """The data of all public leaves; at each checkpoint their root must be the signed one."""
    tree, awaited = CompactRange(), list(found.trees)
    for number in range(-(-size // WIDTH)):
        for data in read_entries(read, Tile(ENTRIES, number, min(WIDTH, size - number * WIDTH))):
            tree.append(leaf_hash(data))
            while awaited and awaited[0].size == tree.size:
                if awaited.pop(0).root != tree.root():
                    found.add(f"Sổ công bố không khớp mốc đã ký gồm {tree.size} dòng.")
            yield data


def _leaves(
    leaves: list[Leaf],
    head: Head,
    public: Iterator[bytes],
    recount: Recount,
    released: Released,
    found: Findings,
    see: Callable[[int, Leaf], None],
) -> None:
    for leaf in leaves:
        index = found.leaves
        found.leaves += 1
        data = next(public, None)
        if data is not None and data != _data(leaf):
            found.add(f"Dòng {index}{_about(leaf)}: nội dung không như đã cam kết trong sổ.")
        see(index, leaf)
        released.reach(index, recount)
        if leaf.kind == "table" and (fault := released.check(index, leaf.core)):
            found.add(fault)
        if index < head.counted and (fault := _counted(recount, leaf)):
            found.add(f"Dòng {index}: {fault}.")


def _counted(recount: Recount, leaf: Leaf) -> str:
    try:
        return recount.add(leaf)
    except (KeyError, TypeError, ValueError) as fault:
        return f"không đọc được ({type(fault).__name__})"


def _counts(cells: Iterable[Cell], recount: Recount, found: Findings) -> None:
    expected = recount.cells
    for cell in cells:
        found.cells += 1
        right = {
            name: count
            for name, count in expected.pop((cell.period, cell.key), {}).items()
            if count
        }
        if right != cell.counts:
            found.add(f"Ô {_named(cell.period, cell.key)}: {_difference(cell.counts, right)}.")
    for (period, key), counter in sorted(expected.items()):
        if any(counter.values()):
            found.add(f"Ô {_named(period, key)}: thiếu, đúng ra n = {counter['n']}.")
    found.entries, found.excluded = recount.entries, dict(recount.excluded)
    found.canaries = recount.canaries


def _difference(said: dict[str, int], right: dict[str, int]) -> str:
    for column in sorted(said.keys() | right.keys()):
        if said.get(column, 0) != right.get(column, 0):
            return f"{column} = {said.get(column, 0)}, đúng ra {right.get(column, 0)}"
    return "khác nhau"


_PERIODS = {"month": "tháng", "week": "tuần", "day": "ngày"}


def _named(period: str, key: tuple[int, str, str, str, str, str]) -> str:
    words = (_PERIODS.get(period, period), *(str(part) for part in key if part != ""))
    return " ".join(words)


def _about(leaf: Leaf) -> str:
    """Where the rating was made, so that somebody can look."""
    if leaf.kind != "entry":
        return ""
    with_counter = (
        leaf.core.partition(b'"counter":"')[2].partition(b'"')[0].decode(errors="replace")
    )
    return f" (quầy {with_counter})" if with_counter else ""


def _data(leaf: Leaf) -> bytes:
    entry = hashlib.sha256(
        b"nucuoi/entry/v1\0"
        + _part(b"core", leaf.core_salt, leaf.core)
        + (leaf.duty_salt if leaf.duty is None else _part(b"duty", leaf.duty_salt, leaf.duty))
        + leaf.text
        + leaf.receipt
    ).digest()
    return b"nucuoi/leaf/v1\n%s\n%s\n" % (leaf.kind.encode(), base64.b64encode(entry))


def _part(name: bytes, salt: bytes, content: bytes) -> bytes:
    return hashlib.sha256(b"nucuoi/part/v1\0%s\0%s%s" % (name, salt, content)).digest()
