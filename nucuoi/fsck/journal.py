"""The journal against the log: every day that has a leaf says what its rows say."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from django.db import connection

from nucuoi.fsck.reading import Content, rows

VIET_NAM = timezone(timedelta(hours=7))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LEAVES = 'SELECT core FROM ledger_leaf WHERE kind > 1 AND kind = 5 ORDER BY "index"'
_ROWS = """
    SELECT id, at, actor, role, unit, action, subject, facts FROM audit_event
    WHERE at >= %s AND at < %s ORDER BY id
"""


def days() -> Iterator[str]:
    """Each day's rows are those its leaf commits to, and no day is left out between."""
    before: int | None = None
    for (core,) in rows(_LEAVES):
        said = json.loads(bytes(core))
        day = said["day"]
        if before is not None and day != before + 1:
            yield f"nhật ký: sau ngày {_date(before)} là ngày {_date(day)}"
        before = day
        n, digest = _summed(day)
        if n != said["n"]:
            yield f"nhật ký ngày {_date(day)}: có {n} dòng, đã cam kết {said['n']} dòng"
        elif digest != said["digest"]:
            yield f"nhật ký ngày {_date(day)}: nội dung không như đã cam kết"


def _summed(day: int) -> tuple[int, str]:
    begins = datetime(1970, 1, 1, tzinfo=VIET_NAM) + timedelta(days=day)
    total, n = hashlib.sha256(), 0
    for number, at, actor, role, unit, action, subject, facts in rows(
        _ROWS, _stored(begins), _stored(begins + timedelta(days=1))
    ):
        said: Content = {
            "id": number,
            "at": _microseconds(at),
            "actor": actor,
            "role": role,
            "unit": unit,
            "action": action,
            "subject": subject,
            "facts": _facts(facts),
        }
        total.update(_line(said))
        n += 1
    return n, total.hexdigest()


def _facts(stored: object) -> str:
    facts = json.loads(stored) if isinstance(stored, str) else stored
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _line(said: Content) -> bytes:
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode()


def _microseconds(at: datetime | str) -> int:
    """SQLite gives text without a zone, PostgreSQL an instant."""
    read = datetime.fromisoformat(at) if isinstance(at, str) else at
    aware = read if read.tzinfo else read.replace(tzinfo=UTC)
    return (aware - EPOCH) // timedelta(microseconds=1)


def _stored(at: datetime) -> object:
    """An instant as the database keeps it."""
    return connection.ops.adapt_datetimefield_value(at) if connection.vendor == "sqlite" else at


def _date(day: int) -> str:
    return f"{EPOCH + timedelta(days=day):%d/%m/%Y}"
