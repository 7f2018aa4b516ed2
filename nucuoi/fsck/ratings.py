"""Ratings against the log: each in it once, as its row says, with its remark, and soon."""

import hashlib
import json
import time
from collections.abc import Iterator

from nucuoi.fsck.reading import (
    APOLOGIES,
    ATTRIBUTED_BY,
    BREACHES,
    CHANNELS,
    EVIDENCE,
    RATERS,
    TAGS,
    Content,
    one,
    rows,
    ticked,
)

LONGEST_WAIT_MS = 60_000


def each_once() -> Iterator[str]:
    """A rating has a leaf or waits for it, never both; a leaf has its rating."""
    for (rating,) in rows(
        "SELECT rating.id FROM ratings_rating rating "
        "LEFT JOIN ledger_leaf leaf ON leaf.subject = rating.id AND leaf.kind = 1 "
        "LEFT JOIN ratings_pending pending ON pending.rating_id = rating.id "
        "WHERE leaf.subject IS NULL AND pending.rating_id IS NULL ORDER BY rating.id"
    ):
        yield f"đánh giá {rating} không có dòng nào trong sổ và cũng không chờ ghi"
    for (index,) in rows(
        'SELECT leaf."index" FROM ledger_leaf leaf '
        "LEFT JOIN ratings_rating rating ON rating.id = leaf.subject "
        'WHERE leaf.kind = 1 AND rating.id IS NULL ORDER BY leaf."index"'
    ):
        yield f"dòng {index}: đánh giá của dòng này đã mất"
    for index, rating in rows(
        'SELECT leaf."index", pending.rating_id FROM ratings_pending pending '
        "JOIN ledger_leaf leaf ON leaf.subject = pending.rating_id AND leaf.kind = 1 "
        'ORDER BY leaf."index"'
    ):
        yield f"dòng {index}: đánh giá {rating} đã ghi mà vẫn còn chờ ghi"
    if twice := one("SELECT COUNT(*) - COUNT(DISTINCT subject) FROM ledger_leaf WHERE kind = 1"):
        yield f"{twice} dòng lặp lại một đánh giá đã có dòng"


def contents() -> Iterator[str]:
    """A leaf's core and duty say exactly what the rating's row says."""
    for index, core, duty, by, official, bits, *answers in rows(_CONTENTS):
        row = dict(zip(_ANSWERS, answers, strict=True))
        if (wrong := _difference(json.loads(bytes(core)), _core(row, bits))) is not None:
            yield f"dòng {index}: {wrong} của đánh giá không như đã ghi trong sổ"
        elif bytes(core) != _written(_core(row, bits)):
            yield f"dòng {index}: nội dung không viết đúng một cách duy nhất"
        if (duty and bytes(duty)) != _duty(by, official):
            yield f"dòng {index}: cán bộ trực của đánh giá không như đã ghi trong sổ"


def remarks() -> Iterator[str]:
    """A remark that is still there is the one its leaf commits to; a new one cannot be slipped in."""
    for index, digest, text, breaches, salt in rows(
        'SELECT leaf."index", leaf.text_digest, remark.text, remark.breaches, remark.salt '
        "FROM ledger_leaf leaf JOIN ratings_remark remark ON remark.rating_id = leaf.subject "
        'WHERE leaf.kind = 1 ORDER BY leaf."index"'
    ):
        content: Content = {"v": 1}
        if text:
            content["remark"] = text
        if breaches:
            content["breaches"] = ticked(breaches, BREACHES)
        made = hashlib.sha256(
            b"nucuoi/part/v1\x00text\x00" + bytes(salt) + _written(content)
        ).digest()
        if digest is None or bytes(digest) != made:
            yield f"dòng {index}: nhận xét không như đã ghi trong sổ"


def waiting() -> Iterator[str]:
    """Nothing waits for its leaf longer than a minute."""
    late_ms = round(time.time() * 1000) - LONGEST_WAIT_MS
    for (rating,) in rows(
        "SELECT pending.rating_id FROM ratings_pending pending "
        "LEFT JOIN ratings_intakerecord intake ON intake.rating_id = pending.rating_id "
        "WHERE COALESCE(intake.arrived_ms, 0) < %s ORDER BY 1",
        late_ms,
    ):
        yield f"đánh giá {rating} chờ ghi vào sổ đã quá một phút"


_ANSWERS = (
    *("counter", "field", "form", "day", "half", "evidence", "channel", "rater", "score"),
    *("spirit", "attitude", "conduct", "apology", "late", "disputed", "assisted", "thanks"),
    "wants_answer",
)
_CONTENTS = """
    SELECT leaf."index", leaf.core, leaf.duty, rating.attributed_by, official.code, rating.tags,
        counter.code, field.code, form.code, rating.day, rating.half, rating.evidence,
        rating.channel, rating.rater, rating.score, rating.spirit, rating.attitude, rating.conduct,
        rating.apology, ticket.late, rating.disputed, rating.assisted, rating.thanks,
        rating.wants_answer
    FROM ledger_leaf leaf
    JOIN ratings_rating rating ON rating.id = leaf.subject
    LEFT JOIN organisation_counter counter ON counter.id = rating.counter_id
    LEFT JOIN organisation_official official ON official.id = rating.official_id
    LEFT JOIN organisation_field field ON field.id = rating.field_id
    LEFT JOIN ratings_questionnaire form ON form.number = rating.form_id
    LEFT JOIN ratings_ticket ticket ON ticket.id = rating.ticket_id
    WHERE leaf.kind = 1 ORDER BY leaf."index"
"""
_WORDS = {"evidence": EVIDENCE, "channel": CHANNELS, "rater": RATERS, "apology": APOLOGIES}
_MARKS = frozenset({"late", "disputed", "assisted", "thanks", "wants_answer"})
_NAMES = {
    "counter": "quầy",
    "field": "lĩnh vực",
    "form": "mẫu câu hỏi",
    "day": "ngày",
    "half": "buổi",
    "evidence": "loại bằng chứng",
    "channel": "kênh",
    "rater": "người đánh giá",
    "score": "điểm",
    "spirit": "tinh thần",
    "attitude": "thái độ",
    "conduct": "phong cách ứng xử",
    "tags": "ô đánh dấu",
    "apology": "thư xin lỗi",
    "late": "hồ sơ trễ hẹn",
    "disputed": "trạng thái tranh chấp",
    "assisted": "việc được giúp",
    "thanks": "lời cảm ơn",
    "wants_answer": "yêu cầu trả lời",
    "v": "phiên bản",
}


def _core(row: Content, bits: int) -> Content:
    core: Content = {"v": 1}
    for name, value in row.items():
        if name in _MARKS:
            core |= {name: 1} if value else {}
        elif value is not None:
            core[name] = _WORDS[name].get(value, value) if name in _WORDS else value
    if bits:
        core["tags"] = ticked(bits, TAGS)
    return core


def _duty(by: int, official: str | None) -> bytes | None:
    if official is None:
        return None
    return _written({"by": ATTRIBUTED_BY.get(by, by), "official": official, "v": 1})


def _difference(said: Content, expected: Content) -> str | None:
    """What differs first, in Vietnamese; None when nothing does."""
    for name in sorted(said.keys() | expected.keys()):
        if said.get(name) != expected.get(name):
            return _NAMES.get(name, name)
    return None


def _written(content: Content) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
