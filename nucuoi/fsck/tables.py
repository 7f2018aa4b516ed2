"""Released tables: each stands in a leaf of its own that says the same, and no revision is missing."""

import hashlib
import json
from collections.abc import Iterator

from nucuoi.fsck.reading import Content, rows

TABLE = 4
_RELEASES = (
    'SELECT span, revision, "index", leaves, places FROM releases_release ORDER BY span, revision'
)
_LEAVES = 'SELECT "index", core FROM ledger_leaf WHERE kind > 1 AND kind = %s ORDER BY "index"'


def released() -> Iterator[str]:
    """Each release against its leaf, and each leaf of a table against its release."""
    tables = {index: json.loads(bytes(core)) for index, core in rows(_LEAVES, TABLE)}
    expected: dict[str, int] = {}
    for span, revision, index, leaves, places in rows(_RELEASES):
        if revision != expected.get(span, 0):
            yield f"bảng kết quả kỳ {span}: thiếu lần {expected.get(span, 0)}"
        expected[span] = revision + 1
        content = tables.pop(index, None)
        if content is None:
            yield f"bảng kết quả kỳ {span}, lần {revision}: dòng {index} không phải bảng"
        elif _said(content) != (span, revision, leaves, _digest(places)):
            yield f"bảng kết quả kỳ {span}, lần {revision}: không như dòng {index}"
        elif leaves > index:
            yield f"bảng kết quả kỳ {span}, lần {revision}: tính cả dòng sau nó"
    for index in tables:
        yield f"dòng {index}: bảng kết quả không có trong danh sách đã công bố"


def _said(content: Content) -> tuple[object, ...]:
    return tuple(content[name] for name in ("span", "revision", "leaves", "places"))


def _digest(stored: object) -> str:
    places = json.loads(stored) if isinstance(stored, str) else stored
    text = json.dumps(places, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
