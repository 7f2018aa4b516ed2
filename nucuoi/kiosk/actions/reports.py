"""What a tablet says of itself, every few minutes."""

from dataclasses import asdict, dataclass

from django.db import transaction

from nucuoi.kiosk.models import DeviceReport
from nucuoi.ratings.actions import hear_of_device


@dataclass(frozen=True, slots=True)
class Report:
    """A tablet's word about itself; fields as `models.DeviceReport`."""

    sent_ms: int
    version: str
    outbox: bytes | None
    made: int
    waiting: int
    held: int
    repeats: int
    full: bool


@transaction.atomic
def keep_report(*, device: int, report: Report, arrived_ms: int) -> None:
    """Keeps the latest report of a device; no act of a person, so nothing is audited."""
    said = {**asdict(report), "arrived_ms": arrived_ms}
    DeviceReport.objects.update_or_create(device_id=device, defaults=said)
    hear_of_device(device=device, at_ms=arrived_ms)
