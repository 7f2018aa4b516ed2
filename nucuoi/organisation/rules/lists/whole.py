"""All lists of one folder, read together and refused together."""

from collections import Counter
from collections.abc import Mapping

from nucuoi.organisation.errors import WrongList
from nucuoi.organisation.rules.lists import bodies, catalogue, changes, units
from nucuoi.organisation.rules.lists.agreement import (
    KIND_CHANGES,
    REFORM,
    REGROUPING,
    check_agreement,
)
from nucuoi.organisation.rules.lists.reading import Reader
from nucuoi.organisation.rules.lists.records import FIRST_DAY, EventLine, KindChange, Lists

START, REGROUPED, REFORMED = "units_2021-08.csv", "units_2025-01.csv", "units_2025-07.csv"
EVENTS, BODIES = "events.csv", "bodies.csv"
FILES = (
    START,
    REGROUPED,
    REFORMED,
    EVENTS,
    KIND_CHANGES,
    REGROUPING,
    REFORM,
    BODIES,
    catalogue.FIELDS,
    catalogue.FIELD_NAMES,
    catalogue.PROCEDURES,
)


def read_lists(contents: Mapping[str, bytes]) -> Lists:
    """Reads all files of `FILES`.

    Args:
        contents: File name to its bytes.

    Raises:
        WrongList: With every wrong line of every file; the lists are good as a whole or not at all.
    """
    reader = Reader(dict(contents))
    fields = catalogue.read_fields(reader)
    lists = Lists(
        start=units.read_units(reader, START, units.THREE_LEVELS),
        regrouped=units.read_units(reader, REGROUPED, units.THREE_LEVELS),
        reformed=units.read_units(reader, REFORMED, units.TWO_LEVELS, reformed=True),
        kind_changes=tuple(
            reader.read(KIND_CHANGES, changes.KIND_CHANGES_HEADER, changes.kind_change)
        ),
        regrouping=tuple(reader.read(REGROUPING, changes.REGROUPING_HEADER, changes.regroup)),
        reform=tuple(reader.read(REFORM, changes.REFORM_HEADER, changes.reform)),
        events=tuple(reader.read(EVENTS, changes.EVENTS_HEADER, changes.event)),
        bodies=bodies.read_bodies(reader, BODIES),
        fields=fields,
        procedures=catalogue.read_procedures(reader, fields),
    )
    _check_events(reader, lists.events)
    _check_kind_changes(reader, lists.kind_changes, lists.events)
    _stop_at_problems(reader)
    check_agreement(reader, lists)
    _stop_at_problems(reader)
    return lists


def _stop_at_problems(reader: Reader) -> None:
    if reader.problems:
        raise WrongList(reader.problems)


def _check_events(reader: Reader, events: tuple[EventLine, ...]) -> None:
    scopes = Counter(event.scope for event in events)
    for scope in changes.SCOPES[1:]:
        if scopes[scope] != 1:
            reader.refuse(EVENTS, None, f"Phải có đúng một dòng với scope “{scope}”.")
    days = {event.scope: event.on for event in events}
    if len({days.get(scope) for scope in ("province", "commune", "district")}) > 1:
        reader.refuse(EVENTS, None, "Ba dòng province, commune, district phải cùng một ngày.")
    order = [FIRST_DAY, *(days[s] for s in ("kind", "regrouping", "province") if s in days)]
    if order != sorted(set(order)):
        reason = f"Sau {FIRST_DAY:%d/%m/%Y} phải lần lượt là ngày của kind, regrouping, province."
        reader.refuse(EVENTS, None, reason)


def _check_kind_changes(
    reader: Reader, kind_changes: tuple[KindChange, ...], events: tuple[EventLine, ...]
) -> None:
    days = {event.on for event in events if event.scope == "kind"}
    seen: set[str] = set()
    for change in kind_changes:
        if change.on not in days:
            reason = f"Ngày này không có căn cứ trong {EVENTS} (scope kind)."
            reader.refuse(KIND_CHANGES, change.line, reason)
        if change.code in seen:
            reader.refuse(KIND_CHANGES, change.line, f"Mã {change.code} bị trùng.")
        seen.add(change.code)
