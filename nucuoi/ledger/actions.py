"""Adding leaves and moving cursors, both inside the caller's transaction."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction

from nucuoi.foundation import clock
from nucuoi.ledger import log_key, queries
from nucuoi.ledger.errors import CursorMoved, NotAnEntry
from nucuoi.ledger.models import Checkpoint, Cosignature, Cursor, Log
from nucuoi.ledger.rules import changes
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import SALT_BYTES, Kind
from nucuoi.tlog.checkpoint import Checkpoint as Tree
from nucuoi.tlog.note import Signature

_LEAF = (
    'ledger_leaf ("index", kind, subject, digest, seed, core, duty, text_digest, receipt_digest)'
)
_INSERT = f"INSERT INTO {_LEAF} VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"  # noqa: S608  # column names of ours
_Row = tuple[int | bytes | None, ...]

_WRITERS = 0x4E75_4375_6F6A
"""Number of the advisory lock that writers of the log hold until their transaction ends."""


class Committed(NamedTuple):
    """An entry with the seed of its salts and its digest: all of a leaf but its index."""

    entry: Entry
    seed: bytes
    digest: bytes


def commit(entry: Entry) -> Committed:
    """Draws a seed and hashes the entry; done before the transaction, it keeps nobody waiting."""
    seed = secrets.token_bytes(SALT_BYTES)
    return Committed(entry, seed, entry.digest(seed))


class Excluded(NamedTuple):
    """An entry that was taken out: the new leaf, the entry, and what it counted until then."""

    leaf: int
    of: int
    content: dict[str, object]


def append(entries: Sequence[Entry | Committed]) -> range:
    """Adds `entries` as the next leaves, in the order given, without a gap.

    The caller's transaction decides whether they exist; another writer waits until it ends. The
    unique index is the fence behind that.

    Returns:
        Their indexes.

    Raises:
        RuntimeError: Outside a transaction.
        django.db.IntegrityError: If a rating already has its leaf; the transaction must be rolled
            back.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("leaves are added inside the transaction of what they tell")
    committed = [commit(one) if isinstance(one, Entry) else one for one in entries]
    _wait_for_others()
    first = queries.size()
    rows = [_row(index, one) for index, one in enumerate(committed, start=first)]
    _write(rows)
    return range(first, first + len(rows))


def move_cursor(follower: str, *, start: int, end: int) -> None:
    """Moves a follower from `start` to `end`, in the transaction of what it folded.

    Raises:
        CursorMoved: If the cursor is not at `start`: the transaction must be rolled back.
    """
    Cursor.objects.get_or_create(follower=follower)
    moved = Cursor.objects.filter(follower=follower, next_index=start).update(next_index=end)
    if not moved:
        raise CursorMoved(follower, start)


def set_cursor(follower: str, index: int) -> None:
    """Puts a follower at `index`, wherever it was: only for rebuilding from the beginning."""
    Cursor.objects.update_or_create(follower=follower, defaults={"next_index": index})


def change(of: int, new: Mapping[str, object] | None, *, why: str) -> int:
    """Adds a leaf that moves what the entry at `of` counts as, in the caller's transaction.

    What counted until now is read from the log itself. Without `new` the entry counts nowhere from
    now on: an `exclude`; everything else, its undoing too, is a `change`. The caller records who
    did it and writes its own row in the same transaction.

    Args:
        of: Index of the entry.
        new: All members that count from now on, as `queries.counted` gives them; None = none.
        why: One word in lower case, such as `canary`.

    Returns:
        The index of the new leaf.

    Raises:
        NotAnEntry: If `of` is no entry.
        ValueError: If nothing would change, or `why` is no such word.
    """
    _wait_for_others()
    if not queries.is_entry(of):
        raise NotAnEntry(of)
    kind = Kind.EXCLUDE if new is None else Kind.CHANGE
    core = changes.change(of, queries.counted(of), new, why)
    return append([Entry(kind, of, core)]).start


def exclude(of: Iterable[int], *, why: str) -> list[Excluded]:
    """Takes entries out of what counts, a leaf each, in the caller's transaction.

    Args:
        of: Their indexes; those that count nowhere already are passed over.
        why: As in `change`.

    Returns:
        What was taken out, in the order of its new leaves.
    """
    _wait_for_others()
    held = {index: content for index in of if (content := queries.counted(index)) is not None}
    entries = [
        Entry(Kind.EXCLUDE, index, changes.change(index, content, None, why))
        for index, content in held.items()
    ]
    leaves = append(entries)
    return [Excluded(leaf, *one) for leaf, one in zip(leaves, held.items(), strict=True)]


def restore(of: Iterable[int], *, why: str) -> int:
    """Counts excluded entries again as they did, a leaf each, in the caller's transaction.

    Returns:
        How many; those that are not excluded are passed over.
    """
    _wait_for_others()
    held = {i: old for i in of if (old := queries.excluded_content(i)) is not None}
    entries = [
        Entry(Kind.CHANGE, index, changes.change(index, None, old, why))
        for index, old in held.items()
    ]
    return len(append(entries))


def keep_message(of: int, text_digest: bytes) -> int:
    """Adds a leaf for a message about the entry at `of`, in the transaction of the message.

    It has no subject: what the entry counts as, and why, does not follow from it.

    Args:
        of: Index of the entry.
        text_digest: d(text) of the message, made with a salt that is erased with it.

    Returns:
        The index of the new leaf.

    Raises:
        NotAnEntry: If `of` is no entry.
    """
    _wait_for_others()
    if not queries.is_entry(of):
        raise NotAnEntry(of)
    core = changes.message(of, queries.counted(of))
    return append([Entry(Kind.CHANGE, None, core, text_digest=text_digest)]).start


def begin_log(name: str, origin: str, *, follows: str = "") -> None:
    """Begins a log: its origin is fixed from now on, and its key stands in a leaf.

    Args:
        follows: Text of the last checkpoint of the log before, when that cannot go on.
    """
    key = log_key.make(origin)
    with transaction.atomic():
        Log.objects.create(name=name, origin=origin, begun_at=clock.now())
        append([Entry(Kind.KEY, None, changes.key(str(key.verifier), follows=follows))])


def rotate_key() -> str:
    """Draws a new key and names it in a leaf, in the caller's transaction; returns its public half.

    From the next checkpoint on the new key signs. The old one is overwritten then.

    Raises:
        RuntimeError: If nothing has been published yet.
    """
    log, keys = queries.log(), queries.log_keys()
    if log is None or not keys:
        raise RuntimeError("there is no log yet")
    vkey = str(log_key.draft(log.origin).verifier)
    append([Entry(Kind.KEY, None, changes.key(vkey, old=keys[-1].vkey))])
    return vkey


def keep_checkpoint(log: int, tree: Tree, signed: bytes, at: datetime) -> None:
    """Records a signed checkpoint, before anybody else sees it."""
    Checkpoint.objects.create(
        log_id=log, size=tree.size, root=tree.root, signed=signed, signed_at=at
    )


def keep_cosignature(checkpoint: int, witness: str, line: Signature, at: datetime) -> bool:
    """Records a cosignature that the caller has verified; returns whether it is new.

    Args:
        checkpoint: Row of the checkpoint, `Signed.id`.
        witness: Name of the witness's key.
        line: Its signature line.
        at: When it signed, by its own clock.
    """
    _, made = Cosignature.objects.get_or_create(
        checkpoint_id=checkpoint, witness=witness, defaults={"line": str(line), "cosigned_at": at}
    )
    return made


def _wait_for_others() -> None:
    """One writer of the log at a time: on SQLite the write lock sees to that."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_WRITERS,))


def _write(rows: Sequence[_Row]) -> None:
    """In one statement on PostgreSQL, which looks for gaps once for each."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(_INSERT, rows)
            return
        with connection.wrap_database_errors, cursor.copy(f"COPY {_LEAF} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def _row(index: int, committed: Committed) -> _Row:
    entry, seed, digest = committed
    return (
        index,
        int(entry.kind),
        entry.subject,
        digest,
        seed,
        entry.core,
        entry.duty,
        entry.text_digest,
        entry.receipt_digest,
    )
