"""The list of provincial bodies."""

import re

from nucuoi.organisation.rules.lists.reading import Line, Reader, WrongLine
from nucuoi.organisation.rules.lists.records import FIRST_DAY, BodyLine

HEADER = (
    "code",
    "name",
    "kind",
    "valid_from",
    "valid_to",
    "successors",
    "role_in_plan",
    "confidence",
)
KINDS = (
    "people_committee",
    "council",
    "department",
    "office",
    "media",
    "one_stop",
    "front",
    "socio_political",
    "business_association",
    "party",
    "armed_forces",
    "central_agency",
)
_CODE = re.compile(r"[A-Z]+[0-9]?(-[A-Z]{2})?")
_REMARK = re.compile(r"\s*\([^)]*\)")


def without_remarks(name: str) -> str:
    """The official name, without what the list says about it in brackets."""
    return _REMARK.sub("", name)


def read_bodies(reader: Reader, file: str) -> tuple[BodyLine, ...]:
    """The bodies; a successor must be in the list and there on the day the old body ends."""
    lines = reader.read(file, HEADER, _body)
    bodies: dict[str, BodyLine] = {}
    for body in lines:
        if bodies.setdefault(body.code, body) is not body:
            reader.refuse(file, body.line, f"Mã cơ quan {body.code} bị trùng.")
    for body in lines:
        for code in body.successors:
            if not _takes_over(body, bodies.get(code)):
                reason = f"Cơ quan kế nhiệm “{code}” không có trong danh mục vào ngày chuyển giao."
                reader.refuse(file, body.line, reason)
    return tuple(lines)


def _body(line: Line) -> BodyLine:
    body = BodyLine(
        line=line.number,
        code=line.text("code", longest=20),
        name=without_remarks(line.text("name")),
        kind=line.one_of("kind", KINDS),
        valid_from=line.day("valid_from"),
        valid_to=line.optional_day("valid_to"),
        successors=tuple(filter(None, line.optional("successors").split(";"))),
        confidence=line.text("confidence"),
    )
    if not _CODE.fullmatch(body.code):
        raise WrongLine(
            f"Mã cơ quan “{body.code}” chỉ gồm chữ hoa không dấu, ví dụ SNV hoặc SNV-BN."
        )
    if body.valid_from < FIRST_DAY:
        raise WrongLine(f"Ngày bắt đầu không được trước {FIRST_DAY:%d/%m/%Y}.")
    if body.valid_to is not None and body.valid_to <= body.valid_from:
        raise WrongLine("Ngày kết thúc phải sau ngày bắt đầu.")
    if body.successors and body.valid_to is None:
        raise WrongLine("Có cơ quan kế nhiệm thì phải có ngày kết thúc.")
    return body


def _takes_over(old: BodyLine, new: BodyLine | None) -> bool:
    if new is None or new.code == old.code or old.valid_to is None:
        return False
    return new.valid_from <= old.valid_to and (new.valid_to is None or old.valid_to < new.valid_to)
