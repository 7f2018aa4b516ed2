"""Service points: opened, placed, given hours, closed."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Q

from nucuoi.audit.actions import record
from nucuoi.foundation.errors import Conflict
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.actions.intake import touch_intake
from nucuoi.organisation.actions.lookup import point_named, unit_named, version_on
from nucuoi.organisation.actions.spans import cut_off, make_room
from nucuoi.organisation.models import (
    Counter,
    OpeningHours,
    ServicePoint,
    Succession,
    Unit,
    UnitVersion,
)
from nucuoi.organisation.rules.points import next_point, point_kind, point_name
from nucuoi.organisation.rules.week import Week, check_week
from nucuoi.organisation.rules.words import Level, SuccessionKind


def open_point(*, by: Seat, host: str, place: str, opens_on: date) -> ServicePoint:
    """Opens a service point at a unit, with the official name of its time.

    Args:
        by: The seat acted from.
        host: Identity of the unit; its points are `<host>-mc`, then `<host>-mc2` and so on.
        place: Where it is, at most 160 characters; may be empty.
        opens_on: Its first day.

    Raises:
        NotFound: If there is no such host.
        Conflict: If the host does not exist on that day or is itself a service point.
    """
    with transaction.atomic():
        unit = unit_named(host)
        version = version_on(unit, opens_on)
        if version.level == Level.SERVICE_POINT:
            raise Conflict("Nơi tiếp dân phải thuộc một đơn vị, không thuộc nơi tiếp dân khác.")
        point = ServicePoint.objects.create(unit=_new_unit(host), place=place)
        name = point_name(version.name, opens_on)
        UnitVersion.objects.create(
            unit=point.unit,
            name=name,
            level=Level.SERVICE_POINT,
            kind=point_kind(opens_on),
            parent=unit,
            participates=version.participates,
            valid_from=opens_on,
        )
        touch_intake()
        facts = {"name": name, "place": place, "valid_from": opens_on.isoformat()}
        record(by=by, action="organisation.point.opened", subject=point.unit.unit, **facts)
    return point


def set_place(*, by: Seat, point: str, place: str) -> None:
    """Says where a service point is; nothing is written when it stays.

    Raises:
        NotFound: If there is no such point.
    """
    with transaction.atomic():
        row = point_named(point)
        if row.place == place:
            return
        old, row.place = row.place, place
        row.save(update_fields=["place"])
        record(by=by, action="organisation.point.placed", subject=point, old=old, new=place)


def set_opening_hours(*, by: Seat, point: str, week: Week, valid_from: date) -> None:
    """Sets the opening hours of a service point from a day on, the whole week at once.

    They hold until hours that were set for a later day begin.

    Args:
        by: The seat acted from.
        point: Identity of the service point.
        week: Weekday (0 = Monday) to openings, early first; a weekday left out is closed.
        valid_from: First day.

    Raises:
        NotFound: If there is no such point.
        Invalid: If the week cannot be kept (`rules.week.check_week`).
        Conflict: If the point does not exist on that day.
    """
    check_week(week)
    with transaction.atomic():
        row = point_named(point)
        version_on(row.unit, valid_from)
        until = make_room(OpeningHours.objects.filter(point=row), valid_from)
        OpeningHours.objects.bulk_create(
            OpeningHours(
                point=row,
                weekday=weekday,
                opens=opens,
                closes=closes,
                valid_from=valid_from,
                valid_to=until,
            )
            for weekday, openings in week.items()
            for opens, closes in openings
        )
        touch_intake()
        facts = {"week": _as_text(week), "valid_from": valid_from.isoformat()}
        record(by=by, action="organisation.hours.set", subject=point, **facts)


def close_point(*, by: Seat, point: str, on: date) -> None:
    """Closes a service point: the day `on` is the first without it.

    Raises:
        NotFound: If there is no such point.
        Conflict: If it does not exist that day, is to change later, or still has open counters.
    """
    with transaction.atomic():
        row = point_named(point)
        version = version_on(row.unit, on)
        if version.valid_to is not None:
            raise Conflict(f"Nơi này đã được ghi là thay đổi từ ngày {version.valid_to:%d/%m/%Y}.")
        _refuse_open_counters(row, on)
        version.valid_to = on
        version.save(update_fields=["valid_to"])
        Succession.objects.create(old=row.unit, new=None, on=on, kind=SuccessionKind.DISSOLVED)
        cut_off(OpeningHours.objects.filter(point=row), on)
        touch_intake()
        facts = {"name": version.name, "valid_to": on.isoformat()}
        record(by=by, action="organisation.point.closed", subject=point, **facts)


def _new_unit(host: str) -> Unit:
    taken: Collection[str] = set(
        Unit.objects.filter(unit__startswith=f"{host}-").values_list("unit", flat=True)
    )
    return Unit.objects.create(unit=next_point(host, taken))


def _refuse_open_counters(point: ServicePoint, on: date) -> None:
    later = Q(valid_to=None) | Q(valid_to__gt=on)
    left = Counter.objects.filter(later, point=point).count()
    if left:
        raise Conflict(f"Còn {left} quầy đang mở ở nơi này. Xin ngừng các quầy trước.")


def _as_text(week: Week) -> dict[str, list[str]]:
    return {
        str(weekday): [f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in openings]
        for weekday, openings in sorted(week.items())
        if openings
    }
