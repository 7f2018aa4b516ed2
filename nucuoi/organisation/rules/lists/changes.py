"""Events, changes of kind, and the two maps from old communes to new ones."""

from nucuoi.organisation.rules.lists.reading import Line
from nucuoi.organisation.rules.lists.records import (
    EventLine,
    KindChange,
    ReformLine,
    RegroupLine,
)
from nucuoi.organisation.rules.lists.units import KINDS

EVENTS_HEADER = ("date", "scope", "legal_basis", "event", "evidence")
KIND_CHANGES_HEADER = ("date", "code", "unit", "new_type")
REGROUPING_HEADER = (
    "code_2021",
    "unit_2021",
    "district_2021",
    "code_2025",
    "unit_2025",
    "district_2025",
    "change",
    "evidence",
)
REFORM_HEADER = (
    "old_province",
    "old_district",
    "old_code",
    "old_unit",
    "divided",
    "new_code",
    "new_unit",
)
SCOPES = ("kind", "regrouping", "province", "commune", "district")
CHANGES = (
    "same",
    "status",
    "district",
    "status+district",
    "renamed_or_merged",
    "merged_into",
)


def event(line: Line) -> EventLine:
    """A line of the events."""
    return EventLine(
        line=line.number,
        on=line.day("date"),
        scope=line.one_of("scope", SCOPES),
        legal_basis=line.text("legal_basis"),
        evidence=line.optional("evidence"),
    )


def kind_change(line: Line) -> KindChange:
    """A line of the changes of kind."""
    return KindChange(
        line=line.number,
        on=line.day("date"),
        code=line.text("code"),
        name=line.text("unit"),
        new_kind=line.one_of("new_type", {kind for kinds in KINDS.values() for kind in kinds}),
    )


def regroup(line: Line) -> RegroupLine:
    """A line of the map of the regrouping."""
    return RegroupLine(
        line=line.number,
        old_code=line.text("code_2021"),
        old_name=line.text("unit_2021"),
        old_district=line.text("district_2021"),
        new_code=line.text("code_2025"),
        new_name=line.text("unit_2025"),
        new_district=line.text("district_2025"),
        change=line.one_of("change", CHANGES),
        evidence=line.text("evidence"),
    )


def reform(line: Line) -> ReformLine:
    """A line of the map of the reform."""
    return ReformLine(
        line=line.number,
        old_province=line.text("old_province"),
        old_district=line.text("old_district"),
        old_code=line.text("old_code"),
        old_name=line.text("old_unit"),
        divided=line.one_of("divided", ("yes", "no")) == "yes",
        new_code=line.text("new_code"),
        new_name=line.text("new_unit"),
    )
