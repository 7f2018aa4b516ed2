"""Which tablets stand at counters, and whether they are alive."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from nucuoi.foundation import clock
from nucuoi.foundation.errors import NotFound
from nucuoi.foundation.names import sort_key
from nucuoi.organisation.models import Counter
from nucuoi.organisation.queries import at_counters
from nucuoi.ratings.models import Device, DeviceRevocation, IntakeRecord, OutboxCount
from nucuoi.ratings.rules.sequence import missing
from nucuoi.ratings.rules.tokens import token_hash

SILENT_AFTER = timedelta(minutes=15)
"""A paired tablet says something at least this often while its service point is open."""
LATEST_RECORDS = 2_000
"""How many of the newest ratings clocks are compared by."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the numbers of a device's outboxes tell.

    Attributes:
        counted: How many numbers it has used, as far as we have heard.
        missing: Numbers of those that have not come (yet).
        forks: Numbers that came with two different ratings.
    """

    counted: int
    missing: int
    forks: int


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device that has not been revoked.

    Attributes:
        counter: Row of its counter; None = it serves the whole service point.
        last_seen_at: None = never heard of.
    """

    id: int
    name: str
    counter: int | None
    point: int
    paired_at: datetime
    last_seen_at: datetime | None

    def is_alive(self, at: datetime) -> bool:
        """Whether it has been heard of lately; outside opening hours silence means nothing."""
        return self.last_seen_at is not None and at - self.last_seen_at <= SILENT_AFTER


def devices_of(counters: Iterable[int]) -> list[DeviceRow]:
    """Devices at these counters, and those of their whole service points, by name.

    Args:
        counters: Rows of counters, as `organisation.queries.counters_under` gives them.
    """
    asked = set(counters)
    paired = Device.objects.filter(revocation=None).select_related("contact")
    serving_all = list(paired.filter(counter=None))
    # Few tablets serve a whole point: asked from there, the counters need not be named once more.
    points = {device.point_id for device in serving_all}
    rows = Counter.objects.filter(point__in=points).values_list("id", "point")
    reached = {point for counter, point in rows if counter in asked}
    at_all = (device for device in serving_all if device.point_id in reached)
    return _by_name([*paired.filter(at_counters("counter", asked)), *at_all])


def paired_devices() -> list[DeviceRow]:
    """All devices that have not been revoked, by name."""
    return _by_name(Device.objects.filter(revocation=None).select_related("contact"))


def points_of_devices() -> dict[int, str]:
    """Identity of the service point of every device (row), revoked ones included."""
    return dict(Device.objects.values_list("id", "point__unit__unit"))


def names_of_devices(numbers: Iterable[int]) -> dict[int, str]:
    """Names of these devices (rows), revoked ones included."""
    return dict(Device.objects.filter(pk__in=list(numbers)).values_list("id", "name"))


def device_of_token(token: str) -> DeviceRow | None:
    """The device that shows this token; None = unknown or revoked."""
    devices = Device.objects.filter(token_hash=token_hash(token), revocation=None)
    device = devices.select_related("contact").first()
    return _row(device) if device else None


def devices_at(points: Iterable[int]) -> list[DeviceRow]:
    """Devices of these service points (rows of `ServicePoint`) and of their counters, by name."""
    devices = Device.objects.filter(point__in=list(points), revocation=None)
    return _by_name(devices.select_related("contact"))


def device(number: int) -> DeviceRow:
    """One device, revoked or not.

    Raises:
        NotFound: If there is none.
    """
    found = Device.objects.filter(pk=number).select_related("contact").first()
    if found is None:
        raise NotFound("Không có thiết bị này.")
    return _row(found)


def revocation_of(number: int) -> tuple[datetime, str, str] | None:
    """When, by whom and why a device was revoked; None = it was not."""
    rows = DeviceRevocation.objects.filter(device=number)
    return rows.values_list("at", "by", "why").first()


def numbers_counted(devices: Iterable[int]) -> dict[int, Numbers]:
    """For each device whose outbox has been counted: what is missing and what came twice."""
    counts = OutboxCount.objects.filter(device__in=list(devices))
    found: dict[int, Numbers] = {}
    for row in counts.prefetch_related("gaps", "forks"):
        gaps = [(gap.first, gap.last) for gap in row.gaps.all()]
        before = found.get(row.device_id, Numbers(0, 0, 0))
        found[row.device_id] = Numbers(
            counted=before.counted + row.reached + 1,
            missing=before.missing + missing(gaps),
            forks=before.forks + len(row.forks.all()),
        )
    return found


def device_clock_offsets_ms() -> list[int]:
    """For each device among the newest ratings: by how much our clock was ahead of its own.

    Milliseconds, the way of the last sending included; negative when ours was behind.
    """
    newest = IntakeRecord.objects.order_by("-pk").values_list("device", "sent_ms", "arrived_ms")
    offsets: dict[int, list[int]] = defaultdict(list)
    for device, sent_ms, arrived_ms in newest[:LATEST_RECORDS]:
        if device is not None and sent_ms is not None:
            offsets[device].append(arrived_ms - sent_ms)
    return [some[0] for some in offsets.values()]


def _by_name(devices: Iterable[Device]) -> list[DeviceRow]:
    """In Vietnamese order, which a database sorts only by the byte."""
    return sorted(map(_row, devices), key=lambda row: (sort_key(row.name), row.id))


def _row(device: Device) -> DeviceRow:
    contact = getattr(device, "contact", None)
    return DeviceRow(
        id=device.pk,
        name=device.name,
        counter=device.counter_id,
        point=device.point_id,
        paired_at=device.paired_at,
        last_seen_at=clock.from_ms(contact.last_seen_ms) if contact else None,
    )
