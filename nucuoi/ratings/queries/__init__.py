"""What other rooms and pages may ask about ratings and devices."""

from nucuoi.ratings.queries.devices import (
    DeviceRow,
    Numbers,
    device,
    device_clock_offsets_ms,
    device_of_token,
    devices_at,
    devices_of,
    names_of_devices,
    numbers_counted,
    paired_devices,
    points_of_devices,
    revocation_of,
)
from nucuoi.ratings.queries.moments import (
    Moment,
    at_counter,
    at_device,
    moments,
    remarks_at_points,
)
from nucuoi.ratings.queries.one_by_one import GivenRow, given
from nucuoi.ratings.queries.ratings import (
    oldest_pending_at,
    pending,
    ratings_total,
    remarks_waiting,
)
from nucuoi.ratings.queries.said import SaidRow, remark_text, said

__all__ = [
    "DeviceRow",
    "GivenRow",
    "Moment",
    "Numbers",
    "SaidRow",
    "at_counter",
    "at_device",
    "device",
    "device_clock_offsets_ms",
    "device_of_token",
    "devices_at",
    "devices_of",
    "given",
    "moments",
    "names_of_devices",
    "numbers_counted",
    "oldest_pending_at",
    "paired_devices",
    "pending",
    "points_of_devices",
    "ratings_total",
    "remark_text",
    "remarks_at_points",
    "remarks_waiting",
    "revocation_of",
    "said",
]
