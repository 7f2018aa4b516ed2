"""What other rooms and pages may ask about ratings and devices."""

from nucuoi.ratings.queries.devices import (
    DeviceRow,
    device_clock_offsets_ms,
    devices_of,
    paired_devices,
)
from nucuoi.ratings.queries.one_by_one import GivenRow, given
from nucuoi.ratings.queries.ratings import (
    oldest_pending_at,
    pending,
    ratings_total,
    remarks_waiting,
)

__all__ = [
    "DeviceRow",
    "GivenRow",
    "device_clock_offsets_ms",
    "devices_of",
    "given",
    "oldest_pending_at",
    "paired_devices",
    "pending",
    "ratings_total",
    "remarks_waiting",
]
