"""The journal against the log: the rows that a leaf covers are what it says, and none lies between."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from django.db import connection

from nucuoi.fsck.reading import Content, Row, rows

VIET_NAM = timezone(timedelta(hours=7))
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ENDLESS = 2**62
_LEAVES = 'SELECT core FROM ledger_leaf WHERE kind > 1 AND kind = 5 ORDER BY "index"'
_ROWS = "SELECT id, at, actor, role, unit, action, subject, facts FROM audit_event WHERE"
_OF_RANGE = f"{_ROWS} id > %s AND id <= %s ORDER BY id"
_OF_DAY = f"{_ROWS} at >= %s AND at < %s AND id <= %s ORDER BY id"


def covered() -> Iterator[str]:
    """Each leaf's rows are those it commits to, and none is left out between two leaves.

    Leaves of version 1 are over a day each, later ones over numbers of rows. The first of these
    covers all rows before it once more, and what came after it lies in no day of version 1.
    """
    said = [json.loads(bytes(core)) for (core,) in rows(_LEAVES)]
    days = [one for one in said if one["v"] == 1]
    ranges = [one for one in said if one["v"] != 1]
    yield from _days(days, ranges[0]["last"] if ranges else ENDLESS)
    yield from _ranges(ranges)


def _ranges(ranges: list[Content]) -> Iterator[str]:
    before = 0
    for said in ranges:
        first, last = said["first"], said["last"]
        if first != before + 1:
            yield f"nhật ký: sau dòng {before} là dòng {first}"
        # What somebody puts before the first row belongs to the first leaf too.
        found = rows(_OF_RANGE, first - 1 if before else -ENDLESS, last)
        yield from _differs(f"nhật ký dòng {first} đến {last}", found, said)
        before = last


def _days(days: list[Content], newest: int) -> Iterator[str]:
    before: int | None = None
    for said in days:
        day = said["day"]
        if before is not None and day != before + 1:
            yield f"nhật ký: sau ngày {_date(before)} là ngày {_date(day)}"
        before = day
        begins = datetime(1970, 1, 1, tzinfo=VIET_NAM) + timedelta(days=day)
        ends = begins + timedelta(days=1)
        found = rows(_OF_DAY, _stored(begins), _stored(ends), newest)
        yield from _differs(f"nhật ký ngày {_date(day)}", found, said)


def _differs(name: str, found: Iterator[Row], said: Content) -> Iterator[str]:
    n, digest = _summed(found)
    if n != said["n"]:
        yield f"{name}: có {n} dòng, đã cam kết {said['n']} dòng"
    elif digest != said["digest"]:
        yield f"{name}: nội dung không như đã cam kết"


def _summed(found: Iterator[Row]) -> tuple[int, str]:
    total, n = hashlib.sha256(), 0
    for number, at, actor, role, unit, action, subject, facts in found:
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
