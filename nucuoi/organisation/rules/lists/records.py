"""What the lists say, line by line, once they have been read and found sound."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

FIRST_DAY = date(2021, 1, 1)
"""The movement's first year: the list of 8/2021 holds from here."""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A territorial unit in the list of one day.

    Attributes:
        level: `province`, `district` or `commune`.
        kind: `tỉnh huyện thành phố thị xã xã phường thị trấn`.
        name: With its kind: `Phường Bắc Giang`.
        short_name: Without it: `Bắc Giang`.
        parent: Official code of the unit above; empty for the province.
        origin: Former province that a commune came from; empty where the list does not say.
    """

    line: int
    level: str
    code: str
    kind: str
    short_name: str
    name: str
    parent: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class UnitList:
    """The units of one day, by official code; parents come before those below them."""

    file: str
    units: Mapping[str, UnitLine]

    @property
    def province(self) -> UnitLine:
        """The one province."""
        return next(unit for unit in self.units.values() if unit.level == "province")

    def of_level(self, level: str) -> list[UnitLine]:
        """Units of a level, in the order of the file."""
        return [unit for unit in self.units.values() if unit.level == level]

    def parent_name(self, code: str) -> str:
        """Name of the unit above."""
        return self.units[self.units[code].parent].name


@dataclass(frozen=True, slots=True)
class KindChange:
    """A unit that became another kind of unit on a day, under its old name."""

    line: int
    on: date
    code: str
    name: str
    new_kind: str


@dataclass(frozen=True, slots=True)
class RegroupLine:
    """A commune before the regrouping and the commune that it was in or part of afterwards."""

    line: int
    old_code: str
    old_name: str
    old_district: str
    new_code: str
    new_name: str
    new_district: str
    change: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ReformLine:
    """A commune before the reform of 1/7/2025 and the commune that it passed into."""

    line: int
    old_province: str
    old_district: str
    old_code: str
    old_name: str
    divided: bool
    new_code: str
    new_name: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """A dated change of many units with its legal basis."""

    line: int
    on: date
    scope: str
    legal_basis: str
    evidence: str


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A provincial body; `code` is of the list only, `successors` are codes of the same list."""

    line: int
    code: str
    name: str
    kind: str
    valid_from: date
    valid_to: date | None
    successors: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class ProcedureLine:
    """A procedure with the code of its field."""

    code: str
    name: str
    field: str


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything that is imported together."""

    start: UnitList
    regrouped: UnitList
    reformed: UnitList
    kind_changes: tuple[KindChange, ...]
    regrouping: tuple[RegroupLine, ...]
    reform: tuple[ReformLine, ...]
    events: tuple[EventLine, ...]
    bodies: tuple[BodyLine, ...]
    fields: Mapping[str, str]
    procedures: tuple[ProcedureLine, ...]

    def event(self, scope: str, on: date | None = None) -> EventLine:
        """The event of a scope, on a day where a scope has several."""
        return next(e for e in self.events if e.scope == scope and on in (None, e.on))
