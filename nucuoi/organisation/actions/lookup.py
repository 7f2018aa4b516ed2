"""Rows that several actions need, locked until the transaction of the caller ends."""

from datetime import date

from nucuoi.foundation.errors import Conflict, NotFound
from nucuoi.organisation.models import Counter, Official, ServicePoint, Unit, UnitVersion
from nucuoi.organisation.queries.units import valid_on
from nucuoi.organisation.rules.words import Level


def unit_named(identity: str) -> Unit:
    """The unit of that identity, whenever it exists; raises NotFound."""
    found = Unit.objects.select_for_update().filter(unit=identity).first()
    if found is None:
        raise NotFound("Không có đơn vị này.")
    return found


def version_on(unit: Unit, on: date) -> UnitVersion:
    """What the unit is on that day.

    Raises:
        Conflict: If it does not exist on that day.
    """
    version = valid_on(UnitVersion.objects.filter(unit=unit), on).first()
    if version is None:
        raise Conflict(f"Đơn vị này không hoạt động vào ngày {on:%d/%m/%Y}. Xin chọn ngày khác.")
    return version


def point_named(identity: str) -> ServicePoint:
    """The service point of that identity; raises NotFound."""
    rows = ServicePoint.objects.select_related("unit").select_for_update(of=("self",))
    found = rows.filter(unit__unit=identity).first()
    if found is None:
        raise NotFound("Không có nơi tiếp dân này.")
    return found


def host_of(point: ServicePoint, on: date) -> Unit:
    """The unit that the point belongs to on that day.

    Raises:
        Conflict: If the point does not exist on that day.
    """
    version = version_on(point.unit, on)
    if version.level != Level.SERVICE_POINT or version.parent is None:
        raise Conflict("Nơi này không phải là nơi tiếp dân của một đơn vị.")
    return version.parent


def counter_named(code: str) -> Counter:
    """The counter of that code, open or closed; raises NotFound."""
    rows = Counter.objects.select_related("point__unit").select_for_update(of=("self",))
    found = rows.filter(code=code).first()
    if found is None:
        raise NotFound("Không có quầy này.")
    return found


def official_named(code: str) -> Official:
    """The official of that code; raises NotFound."""
    found = Official.objects.select_for_update().filter(code=code).first()
    if found is None:
        raise NotFound("Không có cán bộ mang mã này.")
    return found
