"""What other rooms and pages may ask about ratings and devices."""

from nucuoi.ratings.queries.devices import (
    DeviceRow,
    device_clock_offsets_ms,
    devices_of,
    paired_devices,
)
from nucuoi.ratings.queries.ratings import (
    oldest_pending_at,
    pending,
    ratings_total,
    remarks_waiting,
)

__all__ = [
    "DeviceRow",
    "device_clock_offsets_ms",
    "devices_of",
    "oldest_pending_at",
    "paired_devices",
    "pending",
    "ratings_total",
    "remarks_waiting",
]
