"""One leaf a day over the journal's rows since the leaf before: whoever alters one later is found out."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Max

from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.ledger import actions as ledger
from nucuoi.ledger import queries
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import Kind, canonical_json

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_VERSION = 2


def commit_rows() -> int:
    """Adds a leaf over all rows that have none, as soon as the first of them is not of today.

    That is once a day, after midnight. A leaf names its rows by their numbers and begins where the
    one before it ended, so that none falls between two, whatever the clock did. Its core has `v` 2,
    `first` and `last` number, `n` how many rows there are, and `digest`: SHA-256 over the rows in
    their order, each as canonical JSON with a newline.

    Returns:
        How many leaves, 0 or 1.

    Raises:
        django.db.OperationalError: If an act has been under way for seconds: try again later.
    """
    covered = _covered()
    if not _is_due(covered):
        return 0
    core = _core(covered + 1, _last_written())
    with transaction.atomic():
        if _covered() != covered:
            return 0
        ledger.append([Entry(Kind.AUDIT, None, core)])
    return 1


def _covered() -> int:
    """Number of the last row that has its leaf; leaves of version 1 were over days, not rows."""
    core = queries.newest_core(Kind.AUDIT)
    said = json.loads(core) if core else {}
    return int(said["last"]) if said.get("v") == _VERSION else 0


def _is_due(covered: int) -> bool:
    waiting = Event.objects.filter(id__gt=covered).order_by("id")
    at = waiting.values_list("at", flat=True).first()
    return at is not None and clock.local(at).date() != clock.local(clock.now()).date()


def _last_written() -> int:
    """Number of the last row, when no smaller one can be added any more.

    PostgreSQL gives out numbers before what they are for is committed. So this waits until nobody
    who may hold one is under way; on SQLite one writes after the other.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '3s'")
                cursor.execute("LOCK TABLE audit_event IN SHARE MODE")
        last: int = Event.objects.aggregate(last=Max("id"))["last"]
        return last


def _core(first: int, last: int) -> bytes:
    total, n = hashlib.sha256(), 0
    for line in _lines(first, last):
        total.update(line)
        n += 1
    digest = total.hexdigest()
    return canonical_json({"v": _VERSION, "first": first, "last": last, "n": n, "digest": digest})


def _lines(first: int, last: int) -> Iterator[bytes]:
    rows = Event.objects.filter(id__gte=first, id__lte=last).order_by("id")
    for row in rows.iterator(chunk_size=2_000):
        facts = json.dumps(row.facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        said = {name: getattr(row, name) for name in ("actor", "role", "unit", "action", "subject")}
        at = (row.at - _EPOCH) // timedelta(microseconds=1)
        yield canonical_json({"id": row.pk, "at": at, "facts": facts, **said}) + b"\n"
