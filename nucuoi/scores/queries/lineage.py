"""Where a unit that is not there on a day went, or came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from nucuoi.foundation.errors import NotFound
from nucuoi.foundation.names import sort_key
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.models import Succession, UnitVersion
from nucuoi.organisation.queries import UnitRow


@dataclass(frozen=True, slots=True)
class Relative:
    """A unit on the other side of a change, with a day on which it stood."""

    unit: str
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class Lineage:
    """A unit outside its time.

    Attributes:
        name: Its last name, or its first when it has not begun.
        has_ended: True when it ended on or before the day, False when it begins after it.
        changed_on: The day it ended or begins.
        relatives: What it passed into, or came from, in Vietnamese order.
    """

    name: str
    has_ended: bool
    changed_on: date
    relatives: tuple[Relative, ...]

    @property
    def last_day(self) -> date:
        """The day just before the change."""
        return self.changed_on - timedelta(days=1)


def lineage(identity: str, on: date) -> Lineage:
    """What became of a unit that has no version on the day.

    Raises:
        NotFound: If there never was such a unit.
    """
    versions = list(UnitVersion.objects.filter(unit__unit=identity).order_by("valid_from"))
    if not versions:
        raise NotFound("Không tìm thấy đơn vị này. Xin kiểm tra lại địa chỉ.")
    before = [version for version in versions if version.valid_from <= on]
    if before:
        return _ended(identity, before[-1], on)
    return _begins(identity, versions[0])


def _ended(identity: str, last: UnitVersion, on: date) -> Lineage:
    return Lineage(
        name=last.name,
        has_ended=True,
        changed_on=last.valid_to or last.valid_from,
        relatives=_relatives(organisation.successors(identity, on), on),
    )


def _begins(identity: str, first: UnitVersion) -> Lineage:
    passings = Succession.objects.filter(new__unit=identity, on=first.valid_from)
    came_from = set(passings.values_list("old__unit", flat=True))
    day_before = first.valid_from - timedelta(days=1)
    rows = organisation.units_as_of(day_before)
    return Lineage(
        name=first.name,
        has_ended=False,
        changed_on=first.valid_from,
        relatives=_relatives([row for row in rows if row.unit in came_from], day_before),
    )


def _relatives(rows: Iterable[UnitRow], on: date) -> tuple[Relative, ...]:
    ordered = sorted(rows, key=lambda row: sort_key(row.name))
    return tuple(Relative(row.unit, row.name, on) for row in ordered)
