"""Procedures (thủ tục hành chính) by field, as the sample list has them."""

from collections import defaultdict
from dataclasses import dataclass

from nucuoi.foundation.names import fold, sort_key
from nucuoi.organisation.models import Procedure


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """A procedure with its national code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class FieldProcedures:
    """A field with those of its procedures that were asked for, by name."""

    code: str
    name: str
    procedures: tuple[ProcedureRow, ...]


def procedures(search: str = "") -> list[FieldProcedures]:
    """Fields by name with their procedures.

    Args:
        search: Words that code, name or field must all contain; diacritics are forgiven.
    """
    words = fold(search).split()
    groups: dict[tuple[str, str], list[ProcedureRow]] = defaultdict(list)
    columns = ("code", "name", "field__code", "field__name")
    for code, name, field_code, field_name in Procedure.objects.values_list(*columns):
        text = fold(f"{code} {name} {field_name}")
        if all(word in text for word in words):
            groups[field_code, field_name].append(ProcedureRow(code, name))
    found = [
        FieldProcedures(code, name, tuple(sorted(rows, key=lambda row: sort_key(row.name))))
        for (code, name), rows in groups.items()
    ]
    return sorted(found, key=lambda group: sort_key(group.name))
