"""Tablets as staff see them: where they stand, how they are, what should be done."""

from collections import Counter as Count
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nucuoi.foundation import clock
from nucuoi.kiosk.models import DeviceReport, HeldItem, HeldTaking
from nucuoi.kiosk.rules.standing import Facts, Remark, remarks
from nucuoi.organisation.models import Counter, ServicePoint
from nucuoi.organisation.queries import open_points, tree
from nucuoi.organisation.rules.words import Level
from nucuoi.ratings.queries import DeviceRow, Numbers, devices_at, numbers_counted
from nucuoi.ratings.queries import device as device_row

_NOTHING = Numbers(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Tablet:
    """A device with all that is known of it.

    Attributes:
        point: Identity of its service point; `place` its name, `desk` the desk's number and code.
        report: Its last word about itself; None = none yet.
        standing: What somebody should look at; empty = all is well.
    """

    row: DeviceRow
    point: str
    place: str
    desk: tuple[int, str] | None
    report: DeviceReport | None
    clock_off: timedelta | None
    numbers: Numbers
    held: int
    standing: list[Remark]


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A held item as staff may see it: never what was chosen or written."""

    status: str
    why: str
    counter: str
    rated_at: str
    arrived_at: datetime


def tablets_under(unit: str, version: str) -> list[Tablet]:
    """Paired tablets at the unit and below it today, those that need somebody first.

    Args:
        unit: Identity of a unit or service point.
        version: The application's present version.

    Raises:
        NotFound: If there is no such unit today.
    """
    today = clock.today()
    points = [row.unit for row in tree(today).subtree(unit) if row.level == Level.SERVICE_POINT]
    rows = ServicePoint.objects.filter(unit__unit__in=points).values_list("pk", flat=True)
    return sorted(_tablets(devices_at(rows), version), key=lambda one: not one.standing)


def tablet(number: int, version: str) -> Tablet:
    """One tablet, revoked or not; raises NotFound."""
    return _tablets([device_row(number)], version)[0]


def held_of(device: int) -> list[HeldRow]:
    """What a device still holds, the latest first."""
    rows = HeldItem.objects.filter(device=device, taking=None).order_by("-pk")
    return [
        HeldRow(
            status=row.status,
            why=" ".join(map(str, row.errors.values())),
            counter=str(row.content.get("counter", "")),
            rated_at=str(row.content.get("rated_at", "")),
            arrived_at=row.arrived_at,
        )
        for row in rows
    ]


def taken_in(ids: Sequence[str]) -> list[str]:
    """Those of these held ratings that have become ratings after all."""
    rows = HeldTaking.objects.filter(item__uuid__in=ids)
    return list(rows.values_list("item__uuid", flat=True))


def _tablets(devices: Sequence[DeviceRow], version: str) -> list[Tablet]:
    now = clock.now()
    ids = [device.id for device in devices]
    reports = {row.device_id: row for row in DeviceReport.objects.filter(device__in=ids)}
    held = Count(
        HeldItem.objects.filter(device__in=ids, taking=None).values_list("device_id", flat=True)
    )
    numbers, desks, places = numbers_counted(ids), _desks(devices), _places(devices)
    open_now = open_points(now)
    return [
        _tablet(
            device,
            places[device.point],
            desks.get(device.counter or 0),
            reports.get(device.id),
            numbers.get(device.id, _NOTHING),
            held[device.id],
            silent=device.point in open_now and not device.is_alive(now),
            version=version,
        )
        for device in devices
    ]


def _tablet(
    device: DeviceRow,
    place: tuple[str, str],
    desk: tuple[int, str] | None,
    report: DeviceReport | None,
    numbers: Numbers,
    held: int,
    *,
    silent: bool,
    version: str,
) -> Tablet:
    off = timedelta(milliseconds=report.sent_ms - report.arrived_ms) if report else None
    facts = Facts(
        heard=device.last_seen_at is not None,
        silent=silent,
        clock_off=off,
        waiting=report.waiting if report else 0,
        held=held,
        missing=max(0, numbers.missing - (report.waiting if report else 0)),
        forks=numbers.forks,
        full=bool(report and report.full),
        outdated=bool(report and report.version != version),
    )
    return Tablet(device, *place, desk, report, off, numbers, held, remarks(facts))


def _desks(devices: Iterable[DeviceRow]) -> dict[int, tuple[int, str]]:
    rows = Counter.objects.filter(pk__in=[one.counter for one in devices if one.counter])
    return {row.pk: (row.number, row.code) for row in rows}


def _places(devices: Iterable[DeviceRow]) -> dict[int, tuple[str, str]]:
    """Row of a service point to its identity and its name today."""
    units = tree(clock.today())
    points = ServicePoint.objects.filter(pk__in={one.point for one in devices})
    return {
        row: (identity, units.unit(identity).name if identity in units else identity)
        for row, identity in points.values_list("pk", "unit__unit")
    }
