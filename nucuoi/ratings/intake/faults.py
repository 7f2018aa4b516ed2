"""The slow path: every wrong field of a rating, each with a sentence that says what is right."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import msgspec

from nucuoi.foundation.errors import Invalid
from nucuoi.ratings.rules import text

NO_JSON = "Nội dung gửi lên không phải JSON (UTF-8) đúng."
_NO_OBJECT = "Nội dung gửi lên phải là một đối tượng JSON có các trường của một đánh giá."
_WRONG = "Có trường chưa đúng; xin sửa rồi gửi lại."
_UNKNOWN_FIELD = "Không có trường này."
_UNKNOWN_LIMIT = 20
"""So that an answer is never much longer than what was sent."""

_STEP = "Cho từ 1 đến 5, số nguyên."
_YES_NO = "Phải là true hoặc false."
_UUID = "Phải là UUID dạng 8-4-4-4-12 chữ số thập lục phân."
_TIME = "Phải là thời điểm kiểu RFC 3339 kèm múi giờ, ví dụ 2026-11-23T08:30:00+07:00."
_SENTENCES = {
    "id": _UUID,
    "counter": "Phải là mã quầy, 1 đến 40 ký tự.",
    "ticket": "Phải là mã mời đánh giá, 1 đến 64 ký tự.",
    "score": _STEP,
    "spirit": _STEP,
    "attitude": _STEP,
    "conduct": _STEP,
    "tags": "Phải là danh sách các từ đã quy định.",
    "remark": "Phải là văn bản.",
    "wants_answer": _YES_NO,
    "thanks": _YES_NO,
    "contact": "Phải là văn bản.",
    "apology": "Chỉ nhận yes, no hoặc unknown.",
    "assisted": _YES_NO,
    "link": "Phải là mã liên kết: chữ không dấu, số, gạch; không quá 40 ký tự.",
    "rater": "Chỉ nhận citizen hoặc business.",
    "channel": "Chỉ nhận kiosk, web, qr, link, sms hoặc paper.",
    "field": "Phải là mã lĩnh vực, 1 đến 20 ký tự.",
    "form": "Phải là mã phiếu hỏi, 1 đến 40 ký tự.",
    "lang": "Chỉ nhận vi, en, zh hoặc ko.",
    "rated_at": _TIME,
    "sent_at": _TIME,
    "outbox": "Phải là tên hàng chờ của thiết bị, 1 đến 64 ký tự.",
    "seq": "Phải là số nguyên từ 0.",
    "receipt": "Phải là 32 byte viết bằng base64url, 43 ký tự.",
}


def plain(body: bytes) -> object:
    """`body` as plain values.

    Raises:
        msgspec.DecodeError, ValueError: If it is no JSON in UTF-8.
        RecursionError: If it is nested without end.
    """
    try:
        return msgspec.json.decode(body)
    except msgspec.ValidationError:
        # A number too large for a float is JSON all the same: it is the field that is wrong.
        return json.loads(body, parse_constant=_no_constant)


def refusal(content: object, struct: type[msgspec.Struct]) -> Invalid:
    """Why `content` is no `struct`: all its wrong fields at once."""
    if not isinstance(content, dict):
        return Invalid(_NO_OBJECT)
    wrong = _by_field(content, struct) | _unknown(content, struct)
    return invalid(across(content.get) | wrong)


def batch_refusal(content: object) -> Invalid:
    """Why `content` is no batch."""
    if not isinstance(content, dict):
        return Invalid('Nội dung gửi lên phải có dạng {"ratings": [...]}.')
    wrong = {key[:64]: _UNKNOWN_FIELD for key in list(content)[:_UNKNOWN_LIMIT] if key != "ratings"}
    if not isinstance(content.get("ratings"), list):
        wrong["ratings"] = "Phải là danh sách các đánh giá."
    elif not wrong:
        wrong["ratings"] = "Mỗi lần gửi không quá 500 đánh giá."
    return invalid(wrong)


def invalid(wrong: Mapping[str, str]) -> Invalid:
    """The refusal that names these fields."""
    return Invalid(_WRONG, fields=wrong)


def across(value_of: Callable[[str], Any]) -> dict[str, str]:
    """What is wrong between fields, or with a text's length.

    Args:
        value_of: The value of a field by name; what is false counts as not given.
    """
    wrong: dict[str, str] = {}
    if not value_of("counter") and not value_of("ticket"):
        wrong["counter"] = "Cần mã quầy hoặc mã mời đánh giá."
    if value_of("apology") and not value_of("ticket"):
        wrong["apology"] = "Chỉ hỏi khi có mã mời của hồ sơ trễ hạn."
    wrong |= _text_fault("remark", value_of("remark"), text.REMARK_LIMIT)
    return wrong | _text_fault("contact", value_of("contact"), text.CONTACT_LIMIT)


def _text_fault(name: str, given: object, limit: int) -> dict[str, str]:
    if not isinstance(given, str) or not given:
        return {}
    try:
        length = len(text.clean(given))
    except Invalid as fault:
        return {name: fault.message}
    if length <= limit:
        return {}
    return {name: f"Dài {length} ký tự; xin viết không quá {limit:,} ký tự.".replace(",", ".")}


def _by_field(content: Mapping[str, object], struct: type[msgspec.Struct]) -> dict[str, str]:
    return {
        field.name: _SENTENCES[field.name]
        for field in msgspec.structs.fields(struct)
        if not _fits(content, field)
    }


def _fits(content: Mapping[str, object], field: msgspec.structs.FieldInfo) -> bool:
    if field.name not in content:
        return not field.required
    try:
        msgspec.convert(content[field.name], field.type)
    except msgspec.ValidationError:
        return False
    return True


def _unknown(content: Mapping[str, object], struct: type[msgspec.Struct]) -> dict[str, str]:
    strangers = [key for key in content if key not in struct.__struct_fields__]
    return {key[:64]: _UNKNOWN_FIELD for key in strangers[:_UNKNOWN_LIMIT]}


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
