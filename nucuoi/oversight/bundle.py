"""Making an opening bundle: what the auditor needs to make every commitment and count again."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from django.conf import settings
from django.db import transaction

from nucuoi.audit.actions import record
from nucuoi.auditor import bundle, sealed
from nucuoi.auditor.bundle import Cell, Cells, Head, Leaf, Leaves, Piece, Tables
from nucuoi.auditor.errors import AuditRefused
from nucuoi.foundation.errors import Conflict, Invalid
from nucuoi.foundation.seat import Seat
from nucuoi.ledger import queries as ledger
from nucuoi.ledger.one_state import one_state
from nucuoi.releases import queries as releases
from nucuoi.scores.follower import FOLLOWER
from nucuoi.scores.queries.cells import cells


def make_bundle(*, by: Seat, to: str) -> IO[bytes]:
    """Writes a bundle into a temporary file that is gone when it is closed, and records it.

    Args:
        by: The Front.
        to: The auditor's public key, as `nucuoi audit --init` prints it.

    Raises:
        Invalid: If that is no such key.
        Conflict: If nothing has been published yet.
    """
    try:
        key = sealed.read_line(to)
    except AuditRefused as refusal:
        raise Invalid(refusal.message, fields={"to": refusal.message}) from None
    file: IO[bytes] = tempfile.TemporaryFile(dir=Path(settings.DATA))  # noqa: SIM115  # the caller closes it
    try:
        size = _write(file, key)
        with transaction.atomic():
            record(by=by, action="oversight.bundle.made", end=size - 1)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _write(file: IO[bytes], key: X25519PublicKey) -> int:
    """Writes all of one state of the database; returns the size of its checkpoint."""
    with one_state():
        log, last = ledger.log(), ledger.last_checkpoint()
        if log is None or last is None:
            raise Conflict("Sổ chưa công bố mốc nào, chưa có gì để mở.")
        head = Head(log.origin, last.note, ledger.cursor(FOLLOWER))
        for block in bundle.write(_pieces(head, max(last.size, head.counted)), key):
            file.write(block)
    return last.size


def _pieces(head: Head, end: int) -> Iterator[Piece]:
    yield head
    yield Tables(list(releases.made_of(end)))
    for first in range(0, end, bundle.AT_ONCE):
        opened = ledger.openings(first, min(first + bundle.AT_ONCE, end))
        yield Leaves([Leaf(*one) for one in opened])
    some: list[Cell] = []
    for cell in cells():
        some.append(Cell(*cell))
        if len(some) == bundle.AT_ONCE:
            yield Cells(some)
            some = []
    yield Cells(some)
