"""Whether the changes and maps agree with the lists of units before and after them."""

from collections import Counter

from nucuoi.organisation.rules.lists.reading import Reader
from nucuoi.organisation.rules.lists.records import (
    KindChange,
    Lists,
    ReformLine,
    RegroupLine,
    UnitLine,
    UnitList,
)
from nucuoi.organisation.rules.lists.units import KINDS

KIND_CHANGES, REGROUPING, REFORM = "kind_changes.csv", "map_2025-01.csv", "map_2025-07.csv"


def check_agreement(reader: Reader, lists: Lists) -> None:
    """Names every line of a map that the lists before or after it contradict."""
    for file, reasons in (
        (KIND_CHANGES, [(row.line, _wrong_kind_change(row, lists)) for row in lists.kind_changes]),
        (REGROUPING, [(row.line, _wrong_regrouping(row, lists)) for row in lists.regrouping]),
        (REFORM, [(row.line, _wrong_reform(row, lists)) for row in lists.reform]),
    ):
        for line, reason in reasons:
            if reason:
                reader.refuse(file, line, reason)
    if lists.start.province.code != lists.regrouped.province.code:
        reader.refuse(lists.regrouped.file, lists.regrouped.province.line, "Mã tỉnh đã đổi.")
    _check_regrouping_is_whole(reader, lists)
    _check_reform_is_whole(reader, lists)


def _wrong_kind_change(row: KindChange, lists: Lists) -> str | None:
    unit = lists.start.units.get(row.code)
    if unit is None or unit.name != row.name:
        return f"{lists.start.file} không có “{row.name}” mang mã {row.code}."
    if row.new_kind not in KINDS[unit.level]:
        return f"“{row.name}” không thể thành {row.new_kind}: khác cấp."
    return None


def _wrong_regrouping(row: RegroupLine, lists: Lists) -> str | None:
    return (
        _missing(lists.start, row.old_code, row.old_name, row.old_district)
        or _missing(lists.regrouped, row.new_code, row.new_name, row.new_district)
        or _wrong_change(row, lists.start.units[row.old_code], lists.regrouped.units[row.new_code])
    )


def _wrong_change(row: RegroupLine, old: UnitLine, new: UnitLine) -> str | None:
    expected = _change(old, new)
    if row.change == expected:
        return None
    return f"Cột change ghi “{row.change}” nhưng hai danh mục cho thấy là “{expected}”."


def _change(old: UnitLine, new: UnitLine) -> str:
    if old.code != new.code:
        return "merged_into"
    if old.short_name != new.short_name:
        return "renamed_or_merged"
    words = ["status"] if old.kind != new.kind else []
    words += ["district"] if old.parent != new.parent else []
    return "+".join(words) or "same"


def _wrong_reform(row: ReformLine, lists: Lists) -> str | None:
    new = lists.reformed.units.get(row.new_code)
    if new is None or new.level != "commune" or new.name != row.new_name:
        return f"{lists.reformed.file} không có “{row.new_name}” mang mã {row.new_code}."
    if new.origin != row.old_province:
        return f"“{new.name}” thuộc địa bàn {new.origin} cũ, không phải {row.old_province}."
    if row.old_province != lists.start.province.short_name:
        return None
    return _missing(lists.regrouped, row.old_code, row.old_name, row.old_district)


def _missing(units: UnitList, code: str, name: str, district: str) -> str | None:
    unit = units.units.get(code)
    if unit is None or unit.level != "commune" or unit.name != name:
        return f"{units.file} không có “{name}” mang mã {code}."
    if units.parent_name(code) != district:
        return (
            f"Theo {units.file}, “{name}” thuộc {units.parent_name(code)}, không phải {district}."
        )
    return None


def _check_regrouping_is_whole(reader: Reader, lists: Lists) -> None:
    told = Counter(row.old_code for row in lists.regrouping)
    _check_told_once(reader, REGROUPING, lists.start, told)
    reached = {row.new_code for row in lists.regrouping}
    _check_reached(reader, REGROUPING, lists.regrouped, reached)


def _check_reform_is_whole(reader: Reader, lists: Lists) -> None:
    ours = [row for row in lists.reform if row.old_province == lists.start.province.short_name]
    whole = Counter(row.old_code for row in ours if not row.divided)
    whole.update({row.old_code for row in ours if row.divided})
    _check_told_once(reader, REFORM, lists.regrouped, whole)
    _check_reached(reader, REFORM, lists.reformed, {row.new_code for row in lists.reform})


def _check_told_once(reader: Reader, file: str, units: UnitList, told: Counter[str]) -> None:
    for unit in units.of_level("commune"):
        if told[unit.code] != 1:
            reason = f"“{unit.name}” ({unit.code}) có {told[unit.code]} dòng, phải có đúng một."
            reader.refuse(file, None, reason)


def _check_reached(reader: Reader, file: str, units: UnitList, reached: set[str]) -> None:
    for unit in units.of_level("commune"):
        if unit.code not in reached:
            reader.refuse(file, None, f"Không dòng nào dẫn tới “{unit.name}” ({unit.code}).")
