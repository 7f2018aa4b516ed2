"""Where a unit that is not there on a day went, or came from."""

from dataclasses import dataclass
from datetime import date, timedelta

from nucuoi.foundation.errors import NotFound
from nucuoi.foundation.names import sort_key
from nucuoi.organisation.models import Succession, UnitVersion


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
        return _ended(identity, before[-1])
    return _begins(identity, versions[0])


def _ended(identity: str, last: UnitVersion) -> Lineage:
    changed_on = last.valid_to or last.valid_from
    rows = Succession.objects.filter(old__unit=identity, on=changed_on, new__isnull=False)
    found = _named(dict.fromkeys(rows.values_list("new__unit", flat=True), changed_on))
    return Lineage(last.name, has_ended=True, changed_on=changed_on, relatives=found)


def _begins(identity: str, first: UnitVersion) -> Lineage:
    rows = Succession.objects.filter(new__unit=identity, on=first.valid_from)
    olds = rows.exclude(old__unit=identity).values_list("old__unit", flat=True)
    day_before = first.valid_from - timedelta(days=1)
    found = _named(dict.fromkeys(olds, day_before))
    return Lineage(first.name, has_ended=False, changed_on=first.valid_from, relatives=found)


def _named(days: dict[str, date]) -> tuple[Relative, ...]:
    """The units with their names on these days."""
    versions = UnitVersion.objects.filter(unit__unit__in=days).select_related("unit")
    relatives = [
        Relative(version.unit.unit, version.name, days[version.unit.unit])
        for version in versions
        if version.valid_from <= days[version.unit.unit]
        and (version.valid_to is None or version.valid_to > days[version.unit.unit])
    ]
    return tuple(sorted(relatives, key=lambda relative: sort_key(relative.name)))
