"""Reading the log: its leaves in order, how far followers are, what was signed and by whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from nucuoi.ledger.models import Checkpoint, Cosignature, Cursor, Leaf, Log
from nucuoi.ledger.rules import changes
from nucuoi.ledger.rules.entry import LeafRow, Opening, opening
from nucuoi.ledger.rules.parts import Kind, leaf_data
from nucuoi.tlog import note

_LEAVES = """
    SELECT "index", kind, core, duty FROM ledger_leaf
    WHERE "index" >= %s ORDER BY "index" LIMIT %s
"""
_DATA = """
    SELECT kind, digest FROM ledger_leaf
    WHERE "index" >= %s AND "index" < %s ORDER BY "index"
"""
_CORE = 'SELECT core, duty FROM ledger_leaf WHERE "index" = %s AND kind = 1'
_OPENINGS = """
    SELECT kind, seed, core, duty, text_digest, receipt_digest FROM ledger_leaf
    WHERE "index" >= %s AND "index" < %s ORDER BY "index"
"""
_BESIDE = """
    SELECT "index", core FROM ledger_leaf
    WHERE kind > 1 AND kind = %s ORDER BY "index"
"""
_NEWEST = """
    SELECT core FROM ledger_leaf
    WHERE kind > 1 AND kind = %s ORDER BY "index" DESC LIMIT 1
"""
_CHANGES = """
    SELECT "index", kind, core FROM ledger_leaf
    WHERE kind > 1 AND kind IN (2, 3) AND subject = %s ORDER BY "index" DESC LIMIT 1
"""
_ALL_CHANGES = """
    SELECT subject, kind, core FROM ledger_leaf
    WHERE kind > 1 AND kind IN (2, 3) AND subject IS NOT NULL AND "index" < %s ORDER BY "index"
"""


@dataclass(frozen=True, slots=True)
class LogRow:
    """The log that grows."""

    id: int
    name: str
    origin: str
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint that was signed.

    Attributes:
        note: The signed note with all cosignatures that have come.
        witnessed_at: When the first witness cosigned it; None = nobody has yet.
    """

    id: int
    size: int
    root: bytes
    note: bytes
    signed_at: datetime
    witnessed_at: datetime | None

    @property
    def last_index(self) -> int:
        """Index of its last leaf."""
        return self.size - 1


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key that checkpoints are signed with from leaf `index` on, until the next one."""

    index: int
    vkey: str


def size() -> int:
    """How many leaves there are; also the index of the next one."""
    with connection.cursor() as rows:
        rows.execute('SELECT MAX("index") FROM ledger_leaf')
        (last,) = rows.fetchone()
    return 0 if last is None else int(last) + 1


def leaves_from(index: int, limit: int) -> list[LeafRow]:
    """At most `limit` leaves from `index` (included) on, in index order."""
    with connection.cursor() as rows:
        rows.execute(_LEAVES, (index, limit))
        return [LeafRow(*row) for row in rows.fetchall()]


def subjects_from(index: int, limit: int) -> list[tuple[int, int, int | None]]:
    """Index, kind and subject of at most `limit` leaves from `index` (included) on, in index order."""
    leaves = Leaf.objects.filter(index__gte=index).order_by("index")
    return list(leaves.values_list("index", "kind", "subject")[:limit])


def cursor(follower: str) -> int:
    """Index of the first leaf that a follower has not yet folded; 0 before its first."""
    found = Cursor.objects.filter(follower=follower).values_list("next_index", flat=True)
    return found.first() or 0


def unfollowed(follower: str) -> int:
    """How many leaves a follower has still to fold."""
    return size() - cursor(follower)


def data_of(first: int, end: int) -> list[bytes]:
    """The data of leaves `first` up to, not including, `end`: what the tree hashes."""
    with connection.cursor() as rows:
        rows.execute(_DATA, (first, end))
        return [leaf_data(Kind(kind), bytes(digest)) for kind, digest in rows.fetchall()]


def openings(first: int, end: int) -> Iterator[Opening]:
    """Leaves `first` up to, not including, `end`, with the salts of core and duty."""
    with connection.cursor() as rows:
        rows.execute(_OPENINGS, (first, end))
        for kind, seed, core, duty, text, receipt in rows.fetchall():
            yield opening(Kind(kind), bytes(seed), core, duty, text, receipt)


def log() -> LogRow | None:
    """The log that grows; None before the first publication."""
    found = Log.objects.order_by("-id").first()
    return LogRow(found.pk, found.name, found.origin, found.begun_at) if found else None


def logs() -> list[LogRow]:
    """All logs of this installation, the one that grows first."""
    return [
        LogRow(found.pk, found.name, found.origin, found.begun_at)
        for found in Log.objects.order_by("-id")
    ]


def log_keys() -> list[KeyRow]:
    """The public keys of the log, oldest first; the last one signs now."""
    with connection.cursor() as rows:
        rows.execute(_BESIDE, (int(Kind.KEY),))
        return [KeyRow(index, changes.key_of(bytes(core))) for index, core in rows.fetchall()]


def last_checkpoint() -> Signed | None:
    """The newest checkpoint of the log that grows."""
    found = Checkpoint.objects.filter(log__id=_newest_log()).order_by("-size").first()
    return _signed(found) if found else None


def checkpoint_of(size: int) -> Signed | None:
    """The checkpoint of exactly this size."""
    found = Checkpoint.objects.filter(log__id=_newest_log(), size=size).first()
    return _signed(found) if found else None


def covering(index: int) -> Signed | None:
    """The smallest checkpoint that holds leaf `index` and is witnessed; else the newest that holds it."""
    holding = Checkpoint.objects.filter(log__id=_newest_log(), size__gt=index)
    found = (
        holding.filter(cosignatures__isnull=False).order_by("size").first()
        or holding.order_by("-size").first()
    )
    return _signed(found) if found else None


def last_witnessed() -> Signed | None:
    """The newest checkpoint that a witness has cosigned."""
    cosigned = Checkpoint.objects.filter(log__id=_newest_log(), cosignatures__isnull=False)
    found = cosigned.order_by("-size").first()
    return _signed(found) if found else None


def last_cosigned_by(witness: str) -> tuple[int, datetime] | None:
    """Size and time of the newest checkpoint that a witness has cosigned; None = none."""
    lines = Cosignature.objects.filter(witness=witness, checkpoint__log__id=_newest_log())
    return (
        lines.order_by("-checkpoint__size").values_list("checkpoint__size", "cosigned_at").first()
    )


def counted(index: int) -> dict[str, object] | None:
    """What the entry at `index` counts as now; None when it counts nowhere, or is no entry."""
    with connection.cursor() as rows:
        rows.execute(_CHANGES, (index,))
        if found := rows.fetchone():
            return changes.new_of(bytes(found[2]))
        rows.execute(_CORE, (index,))
        entry = rows.fetchone()
    return changes.content_of(*entry) if entry else None


def newest_core(kind: Kind) -> bytes | None:
    """The core of the last leaf of a kind beside entries, such as `audit`; None = none."""
    with connection.cursor() as rows:
        rows.execute(_NEWEST, (int(kind),))
        found = rows.fetchone()
    return bytes(found[0]) if found else None


def is_entry(index: int) -> bool:
    """Whether the leaf at `index` is a rating."""
    with connection.cursor() as rows:
        rows.execute(_CORE, (index,))
        return rows.fetchone() is not None


def exclusion(index: int) -> str:
    """Why the entry at `index` is excluded, as a word; empty when it is not."""
    with connection.cursor() as rows:
        rows.execute(_CHANGES, (index,))
        found = rows.fetchone()
    return changes.why_of(bytes(found[2])) if found and found[1] == Kind.EXCLUDE else ""


def excluded(end: int) -> list[tuple[dict[str, object], str]]:
    """Entries that counted nowhere before leaf `end`: what they counted as until then, and why."""
    newest: dict[int, tuple[int, bytes]] = {}
    with connection.cursor() as rows:
        rows.execute(_ALL_CHANGES, (end,))
        for subject, kind, core in rows.fetchall():
            newest[subject] = kind, bytes(core)
    return [
        (changes.old_of(core) or {}, changes.why_of(core))
        for kind, core in newest.values()
        if kind == Kind.EXCLUDE
    ]


def core_of(index: int) -> bytes | None:
    """The core of a leaf; None when there is no such leaf."""
    return next((leaf.core for leaf in leaves_from(index, 1) if leaf.index == index), None)


def excluded_content(index: int) -> dict[str, object] | None:
    """What the entry at `index` counted as before it was excluded; None when it is not excluded."""
    with connection.cursor() as rows:
        rows.execute(_CHANGES, (index,))
        found = rows.fetchone()
    return changes.old_of(bytes(found[2])) if found and found[1] == Kind.EXCLUDE else None


def _newest_log() -> int:
    return Log.objects.order_by("-id").values_list("id", flat=True).first() or 0


def _signed(found: Checkpoint) -> Signed:
    cosigned = list(Cosignature.objects.filter(checkpoint=found).order_by("id"))
    lines = note.parse_signatures("".join(one.line for one in cosigned))
    whole = note.Note.parse(bytes(found.signed)).signed_also(lines)
    first = min((one.cosigned_at for one in cosigned), default=None)
    return Signed(found.pk, found.size, bytes(found.root), bytes(whole), found.signed_at, first)
