"""Visits of single days: what stands in the sheet, and what a new count would change."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Q

from nucuoi.accounts.models import User
from nucuoi.foundation.errors import Invalid
from nucuoi.organisation.models import Counter, Visit
from nucuoi.organisation.queries.units import valid_on
from nucuoi.organisation.rules.visit_file import Line, WrongFile
from nucuoi.organisation.rules.visits import KINDS, Counts, check_day


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A counter on a day with what was counted.

    Attributes:
        counts: None when nothing was keyed yet.
        keyed_by: Full name of who keyed it last (the user name once the account is gone); empty
            when nobody.
    """

    id: int
    code: str
    number: int
    name: str
    counts: Counts | None
    keyed_by: str
    keyed_at: datetime | None


@dataclass(frozen=True, slots=True)
class VisitChange:
    """A count that is new (`old` None) or other than before."""

    line: int
    counter_id: int
    counter: str
    point: str
    on: date
    old: Counts | None
    new: Counts


class _Desk(NamedTuple):
    code: str
    id: int
    opened: date
    closed: date | None
    point: str


def visit_sheet(point: str, on: date) -> list[SheetRow]:
    """The counters of a service point that were open on a day, by number, with their counts."""
    counters = valid_on(Counter.objects.filter(point__unit__unit=point), on)
    keyed = {row.counter_id: row for row in Visit.objects.filter(counter__in=counters, on=on)}
    names = _names({visit.keyed_by for visit in keyed.values()})
    return [
        _sheet_row(row, keyed.get(row.pk), names) for row in counters.order_by("number", "code")
    ]


def keyed_at_points(on: date) -> dict[str, tuple[int, int]]:
    """Service point to how many of its counters have a count for a day, and how many are open."""
    counters = valid_on(Counter.objects.all(), on)
    keyed = Count("visits", filter=Q(visits__on=on))
    rows = counters.values("point__unit__unit").annotate(keyed=keyed, open=Count("id"))
    return {
        point: (done, open_)
        for point, done, open_ in rows.values_list("point__unit__unit", "keyed", "open")
    }


def points_of_counters(codes: Collection[str]) -> dict[str, str]:
    """Counter code to its service point; unknown codes are left out."""
    rows = Counter.objects.filter(code__in=codes)
    return dict(rows.values_list("code", "point__unit__unit"))


def visit_changes(lines: Sequence[Line], *, today: date) -> list[VisitChange]:
    """What these counts would change, in the order of the lines; equal counts are left out.

    Raises:
        WrongFile: Naming each line whose counter is unknown or was not open that day.
    """
    desks = _desks({line.counter for line in lines})
    problems: dict[int, str] = {}
    for line in lines:
        try:
            _check(line, desks.get(line.counter), today)
        except Invalid as error:
            problems[line.number] = error.message
    if problems:
        raise WrongFile(problems)
    return _changes(lines, desks)


def _names(usernames: Collection[str]) -> dict[str, str]:
    rows = User.objects.filter(username__in=usernames).values_list("username", "full_name")
    return {username: username for username in usernames} | dict(rows)


def _sheet_row(counter: Counter, visit: Visit | None, names: Mapping[str, str]) -> SheetRow:
    return SheetRow(
        id=counter.pk,
        code=counter.code,
        number=counter.number,
        name=counter.name,
        counts=_counts(visit) if visit else None,
        keyed_by=names[visit.keyed_by] if visit else "",
        keyed_at=visit.keyed_at if visit else None,
    )


def _counts(visit: Visit) -> Counts:
    return Counts(**{kind: getattr(visit, kind) for kind in KINDS})


def _desks(codes: set[str]) -> dict[str, _Desk]:
    columns = ("code", "id", "valid_from", "valid_to", "point__unit__unit")
    rows = Counter.objects.filter(code__in=codes).values_list(*columns)
    return {row[0]: _Desk(*row) for row in rows}


def _check(line: Line, desk: _Desk | None, today: date) -> None:
    if desk is None:
        raise Invalid(f"Không có quầy mang mã “{line.counter[:40]}”.")
    check_day(line.on, today=today, opened=desk.opened, closed=desk.closed)


def _changes(lines: Sequence[Line], desks: dict[str, _Desk]) -> list[VisitChange]:
    keyed = _keyed(lines, desks)
    changes = []
    for line in lines:
        desk = desks[line.counter]
        old = keyed.get((desk.id, line.on))
        change = VisitChange(line.number, desk.id, desk.code, desk.point, line.on, old, line.counts)
        if old != line.counts:
            changes.append(change)
    return changes


def _keyed(lines: Sequence[Line], desks: dict[str, _Desk]) -> dict[tuple[int, date], Counts]:
    days = [line.on for line in lines]
    rows = Visit.objects.filter(counter__in={desk.id for desk in desks.values()})
    if days:
        rows = rows.filter(on__range=(min(days), max(days)))
    return {(row.counter_id, row.on): _counts(row) for row in rows}
