"""Which tablets stand at counters, and whether they are alive."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from nucuoi.foundation import clock
from nucuoi.ratings.models import Device, IntakeRecord

SILENT_AFTER = timedelta(minutes=15)
"""A paired tablet says something at least this often while its service point is open."""
LATEST_RECORDS = 2_000
"""How many of the newest ratings clocks are compared by."""


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
    ids = list(counters)
    at_point = Q(counter=None, point__counters__in=ids)
    devices = (
        Device.objects.filter(Q(counter__in=ids) | at_point, revocation=None)
        .select_related("contact")
        .order_by("name", "pk")
        .distinct()
    )
    return [_row(device) for device in devices]


def paired_devices() -> list[DeviceRow]:
    """All devices that have not been revoked, by name."""
    devices = Device.objects.filter(revocation=None).select_related("contact")
    return [_row(device) for device in devices.order_by("name", "pk")]


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
