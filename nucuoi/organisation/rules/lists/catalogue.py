"""Fields and procedures."""

import re
from collections.abc import Mapping

from nucuoi.organisation.rules.lists.bodies import without_remarks
from nucuoi.organisation.rules.lists.reading import Line, Reader, WrongLine
from nucuoi.organisation.rules.lists.records import ProcedureLine

FIELDS, FIELDS_HEADER = "fields.csv", ("code", "name")
FIELD_NAMES, FIELD_NAMES_HEADER = "field_names.csv", ("name", "field_code")
PROCEDURES, PROCEDURES_HEADER = "procedures.csv", ("code", "name", "field")
_CODE = re.compile(r"[0-9]\.[0-9]{6}")
_LONGEST_NAME = 2_000


def read_fields(reader: Reader) -> dict[str, str]:
    """Fields by code, their names without remarks in brackets."""
    fields: dict[str, str] = {}
    for number, code, name in reader.read(FIELDS, FIELDS_HEADER, _field):
        if code in fields:
            reader.refuse(FIELDS, number, f"Mã lĩnh vực {code} bị trùng.")
        fields[code] = name
    return fields


def read_procedures(reader: Reader, fields: Mapping[str, str]) -> tuple[ProcedureLine, ...]:
    """Procedures with the code of their field.

    Sources call a field by other names than ours; `field_names.csv` says which of ours each is.
    """
    known = {name: code for code, name in fields.items()}
    for number, name, code in reader.read(FIELD_NAMES, FIELD_NAMES_HEADER, _field_name):
        if code not in fields:
            reader.refuse(FIELD_NAMES, number, f"Không có lĩnh vực nào mang mã {code}.")
        if name in known:
            reader.refuse(FIELD_NAMES, number, f"Tên lĩnh vực “{name}” bị trùng.")
        known[name] = code

    def parse(line: Line) -> tuple[int, ProcedureLine]:
        return line.number, _procedure(line, known)

    found: dict[str, ProcedureLine] = {}
    for number, procedure in reader.read(PROCEDURES, PROCEDURES_HEADER, parse):
        if procedure.code in found:
            reader.refuse(PROCEDURES, number, f"Mã thủ tục {procedure.code} bị trùng.")
        found[procedure.code] = procedure
    return tuple(found.values())


def _field(line: Line) -> tuple[int, str, str]:
    name = without_remarks(line.text("name", longest=120))
    return line.number, line.text("code", longest=20), name


def _field_name(line: Line) -> tuple[int, str, str]:
    return line.number, line.text("name"), line.text("field_code")


def _procedure(line: Line, known: Mapping[str, str]) -> ProcedureLine:
    code, field = line.text("code"), line.text("field")
    if not _CODE.fullmatch(code):
        raise WrongLine(f"Mã thủ tục “{code}” phải có dạng 1.000000.")
    if field not in known:
        raise WrongLine(f"Lĩnh vực “{field}” không có trong {FIELDS} và {FIELD_NAMES}.")
    return ProcedureLine(code, line.text("name", longest=_LONGEST_NAME), known[field])
