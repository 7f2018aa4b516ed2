"""Importing the lists: all of them or nothing, and the same again without effect."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from nucuoi.audit.actions import record
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.actions.intake import touch_intake
from nucuoi.organisation.actions.rows import Stored, store
from nucuoi.organisation.errors import Problem, WrongList
from nucuoi.organisation.models import (
    Field,
    Procedure,
    ServicePoint,
    Succession,
    Unit,
    UnitVersion,
)
from nucuoi.organisation.rules.history import History, Passing, Version, check_history, join
from nucuoi.organisation.rules.lists import FILES, Lists, read_lists
from nucuoi.organisation.rules.words import Level

PACKAGED = Path(__file__).resolve().parent.parent / "lists"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    units: Stored
    versions: Stored
    successions: Stored
    points: Stored
    fields: Stored
    procedures: Stored

    @property
    def counts(self) -> dict[str, int]:
        """Rows added by table, and rows changed in all."""
        tables: dict[str, Stored] = {name: getattr(self, name) for name in self.__slots__}
        added = {name: stored.added for name, stored in tables.items()}
        return added | {"changed": sum(stored.changed for stored in tables.values())}

    @property
    def sentence(self) -> str:
        """What was done, in Vietnamese."""
        if not any(self.counts.values()):
            return "Danh mục đã có đủ từ trước, không có gì thay đổi."
        return (
            "Đã thêm {units} đơn vị, {versions} giai đoạn, {successions} quan hệ kế thừa, {points} "
            "nơi tiếp dân, {fields} lĩnh vực, {procedures} thủ tục; sửa {changed} dòng đã có."
        ).format(**self.counts)


def import_units(*, by: Seat, folder: Path | None = None) -> Imported:
    """Imports units, successions, service points, fields and procedures from a folder of lists.

    Rows are recognised by identity and first day, so a second import changes nothing, and a
    corrected list corrects what was imported. What was added by hand stays.

    Args:
        by: Who imports.
        folder: Holds the files of `FILES`; None = the lists that come with the package.

    Raises:
        WrongList: With every wrong line, or when the lists do not fit what is there. Nothing of
            them is then imported.
    """
    lists = read_lists(_contents(folder or PACKAGED))
    history = join(lists)
    with transaction.atomic():
        imported = _store_all(history, lists)
        if any(imported.counts.values()):
            check_history(_stored_history())
            facts: dict[str, Any] = dict(imported.counts)
            record(by=by, action="organisation.lists.imported", **facts)
            touch_intake()
    return imported


def _contents(folder: Path) -> dict[str, bytes]:
    contents, problems = {}, []
    for file in FILES:
        try:
            contents[file] = (folder / file).read_bytes()
        except OSError:
            problems.append(Problem(file, None, f"Không đọc được tệp này trong {folder}."))
    if problems:
        raise WrongList(problems)
    return contents


def _store_all(history: History, lists: Lists) -> Imported:
    units = store(Unit.objects, ("unit",), [{"unit": v.unit} for v in history.versions])
    ids = dict(Unit.objects.values_list("unit", "pk"))
    closed = _closed_by_hand(history)
    listed = [_version(v, ids) for v in history.versions if v.unit not in closed]
    versions = store(UnitVersion.objects, ("unit_id", "valid_from"), listed)
    successions = store(
        Succession.objects,
        ("old_id", "new_id", "on", "kind"),
        [_passing(p, ids) for p in history.passings],
    )
    hosts = {v.unit for v in history.versions if v.level == Level.SERVICE_POINT}
    points = store(
        ServicePoint.objects, ("unit_id",), [{"unit_id": ids[unit]} for unit in sorted(hosts)]
    )
    fields = store(
        Field.objects, ("code",), [{"code": c, "name": n} for c, n in lists.fields.items()]
    )
    return Imported(units, versions, successions, points, fields, _store_procedures(lists))


def _closed_by_hand(history: History) -> set[str]:
    """Service points that were closed on a screen: the lists do not open them again."""
    listed = {(passing.old, passing.on) for passing in history.passings}
    closed = Succession.objects.filter(new=None, legal_basis="").values_list("old__unit", "on")
    return {old for old, on in closed if (old, on) not in listed}


def _store_procedures(lists: Lists) -> Stored:
    ids = dict(Field.objects.values_list("code", "pk"))
    rows = [{"code": p.code, "name": p.name, "field_id": ids[p.field]} for p in lists.procedures]
    return store(Procedure.objects, ("code",), rows)


def _version(version: Version, ids: Mapping[str, int]) -> dict[str, object]:
    return {
        "unit_id": ids[version.unit],
        "name": version.name,
        "level": str(version.level),
        "kind": version.kind,
        "official_code": version.official_code,
        "parent_id": ids[version.parent] if version.parent else None,
        "participates": version.participates,
        "valid_from": version.valid_from,
        "valid_to": version.valid_to,
        "legal_basis": version.legal_basis,
    }


def _passing(passing: Passing, ids: Mapping[str, int]) -> dict[str, object]:
    return {
        "old_id": ids[passing.old],
        "new_id": ids[passing.new] if passing.new else None,
        "on": passing.on,
        "kind": str(passing.kind),
        "legal_basis": passing.legal_basis,
        "evidence": passing.evidence,
        "verified": passing.verified,
    }


def _stored_history() -> History:
    """All versions in the database, also those made by hand, for the checks."""
    names = Version.__slots__
    columns = [{"unit": "unit__unit", "parent": "parent__unit"}.get(name, name) for name in names]
    rows = UnitVersion.objects.values_list(*columns)
    return History(tuple(Version(*row) for row in rows), ())
