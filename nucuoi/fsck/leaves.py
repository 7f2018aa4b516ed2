"""The log by itself: no gaps, hashes that follow from the parts, changes that join, cursors inside."""

import hashlib
import hmac
import json
from collections.abc import Iterator

from nucuoi.fsck.reading import CHANGE, ENTRY, EXCLUDE, KINDS, Content, leaves, one, rows


def gaps() -> Iterator[str]:
    """Indexes are 0, 1, 2 … without a gap."""
    expected = 0
    for (index,) in rows('SELECT "index" FROM ledger_leaf ORDER BY "index"'):
        if index != expected:
            yield f"sau dòng {expected - 1} là dòng {index}, thiếu dòng {expected}"
        expected = index + 1


def digests() -> Iterator[str]:
    """Every leaf's digest follows from its parts."""
    for index, kind, digest, *committed in rows(
        'SELECT "index", kind, digest, seed, core, duty, text_digest, receipt_digest '
        'FROM ledger_leaf ORDER BY "index"'
    ):
        if kind not in KINDS:
            yield f"dòng {index}: loại {kind} không có"
        if _digest(*committed) != bytes(digest):
            yield f"dòng {index}: mã băm không khớp với nội dung"


def changes() -> Iterator[str]:
    """What a change takes away is what its entry counted until then."""
    statement = "SELECT core FROM ledger_leaf WHERE kind IN (%s, %s)"
    changed = {json.loads(bytes(core))["of"] for (core,) in rows(statement, CHANGE, EXCLUDE)}
    if not changed:
        return
    now: dict[int, Content | None] = {}
    for index, kind, core, duty in leaves():
        if kind == ENTRY and index in changed:
            now[index] = _counted(core, duty)
        elif kind in (CHANGE, EXCLUDE):
            of = core["of"]
            if of not in now:
                yield f"dòng {index}: thay đổi dòng {of} không phải là một đánh giá trước nó"
            elif core.get("old") != now[of]:
                yield f"dòng {index}: nội dung cũ không phải là nội dung đang tính của dòng {of}"
            now[of] = core.get("new")


def cursors() -> Iterator[str]:
    """No follower is beyond the end of the log."""
    size = one("SELECT COUNT(*) FROM ledger_leaf")
    for follower, next_index in rows("SELECT follower, next_index FROM ledger_cursor ORDER BY 1"):
        if not 0 <= next_index <= size:
            yield f"con trỏ {follower} ở dòng {next_index}, sổ chỉ có {size} dòng"


def _counted(core: Content, duty: Content) -> Content:
    content = {name: value for name, value in core.items() if name != "v"}
    return content | ({"official": duty["official"]} if duty else {})


def _digest(
    seed: bytes, core: bytes, duty: bytes | None, text: bytes | None, receipt: bytes | None
) -> bytes:
    return hashlib.sha256(
        b"nucuoi/entry/v1\x00"
        + _kept(bytes(seed), b"core", core)
        + (_decoy(bytes(seed), b"duty") if duty is None else _kept(bytes(seed), b"duty", duty))
        + (_decoy(bytes(seed), b"text") if text is None else bytes(text))
        + (_decoy(bytes(seed), b"receipt") if receipt is None else bytes(receipt))
    ).digest()


def _kept(seed: bytes, name: bytes, content: bytes) -> bytes:
    salt = hmac.new(seed, b"nucuoi/salt/v1\x00" + name, hashlib.sha256).digest()
    return hashlib.sha256(b"nucuoi/part/v1\x00" + name + b"\x00" + salt + bytes(content)).digest()


def _decoy(seed: bytes, name: bytes) -> bytes:
    return hmac.new(seed, b"nucuoi/decoy/v1\x00" + name, hashlib.sha256).digest()
