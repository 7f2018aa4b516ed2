"""Lists of territorial units of one day."""

import re
from collections.abc import Mapping
from functools import partial

from nucuoi.organisation.rules.lists.reading import Line, Reader, WrongLine
from nucuoi.organisation.rules.lists.records import UnitLine, UnitList

HEADER = ("level", "code", "type", "name", "full_name", "parent_code")
REFORMED_HEADER = (*HEADER, "origin_province", "area_km2", "population", "predecessors")
THREE_LEVELS = {"1": "province", "2": "district", "3": "commune"}
TWO_LEVELS = {"1": "province", "2": "commune"}

KINDS = {
    "province": ("tỉnh", "thành phố"),
    "district": ("huyện", "thị xã", "thành phố", "quận"),
    "commune": ("xã", "phường", "thị trấn", "đặc khu"),
}
_CODES = {
    "province": re.compile(r"[0-9]{2}"),
    "district": re.compile(r"[0-9]{3}"),
    "commune": re.compile(r"[0-9]{5}"),
}


def named(kind: str, short_name: str) -> str:
    """The full name as it is printed: `xã` and `An Hà` give `Xã An Hà`."""
    return f"{kind.capitalize()} {short_name}"


def read_units(
    reader: Reader, file: str, levels: Mapping[str, str], *, reformed: bool = False
) -> UnitList:
    """The list of one day; what is wrong with it is gathered by the reader.

    Args:
        reader: Holds the contents and gathers problems.
        file: Name of the file.
        levels: The file's level numbers and what they mean.
        reformed: Whether it has the further columns of the list of 1/7/2025.
    """
    header = REFORMED_HEADER if reformed else HEADER
    lines = reader.read(file, header, partial(_unit, levels, reformed))
    units: dict[str, UnitLine] = {}
    for unit in lines:
        if unit.code in units:
            reader.refuse(file, unit.line, f"Mã {unit.code} đã có ở dòng {units[unit.code].line}.")
        else:
            units[unit.code] = unit
    _check_parents(reader, file, units)
    ordered = sorted(units.values(), key=lambda unit: list(KINDS).index(unit.level))
    return UnitList(file, {unit.code: unit for unit in ordered})


def _unit(levels: Mapping[str, str], reformed: bool, line: Line) -> UnitLine:
    level = levels[line.one_of("level", levels)]
    unit = UnitLine(
        line=line.number,
        level=level,
        code=line.text("code"),
        kind=line.one_of("type", KINDS[level]),
        short_name=line.text("name", longest=100),
        name=line.text("full_name"),
        parent=line.optional("parent_code"),
        origin=line.optional("origin_province") if reformed else "",
    )
    if not _CODES[level].fullmatch(unit.code):
        raise WrongLine(f"Mã “{unit.code}” không đúng dạng mã của cấp này (giữ số 0 ở đầu).")
    if unit.name != named(unit.kind, unit.short_name):
        raise WrongLine(f"Tên đầy đủ phải là “{named(unit.kind, unit.short_name)}”.")
    return unit


def _check_parents(reader: Reader, file: str, units: Mapping[str, UnitLine]) -> None:
    provinces = [unit for unit in units.values() if unit.level == "province"]
    if len(provinces) != 1:
        reader.refuse(file, None, f"Danh mục có {len(provinces)} tỉnh, phải có đúng một.")
    districts = any(unit.level == "district" for unit in units.values())
    above = {"province": None, "district": "province"}
    for unit in units.values():
        wanted = above.get(unit.level, "district" if districts else "province")
        parent = units.get(unit.parent)
        if (parent.level if parent else None) != wanted or (unit.parent and not parent):
            reason = f"Mã cấp trên “{unit.parent}” không có trong danh mục hoặc sai cấp."
            reader.refuse(file, unit.line, reason)
