"""What other rooms and pages may ask about ratings and devices."""

from nucuoi.ratings.queries.devices import DeviceRow, devices_of
from nucuoi.ratings.queries.ratings import pending, ratings_total, remarks_waiting

__all__ = [
    "DeviceRow",
    "devices_of",
    "pending",
    "ratings_total",
    "remarks_waiting",
]
