"""Whether the tablets of a service point name the official in front of the person."""

from django.db import transaction

from nucuoi.audit.actions import record
from nucuoi.foundation import clock
from nucuoi.foundation.seat import Seat
from nucuoi.kiosk.models import NamePolicy
from nucuoi.organisation.models import ServicePoint


@transaction.atomic
def show_names(*, by: Seat, point: ServicePoint, shown: bool) -> None:
    """Says whether names are shown from now on; what was said before stays on record."""
    NamePolicy.objects.create(point=point, shown=shown, by=by.username, at=clock.now())
    word = "kiosk.names.shown" if shown else "kiosk.names.hidden"
    record(by=by, action=word, subject=point.unit.unit)
