"""Whether the tablets of a service point name the official in front of the person, and show a photo."""

from django.db import transaction

from nucuoi.audit.actions import record
from nucuoi.foundation import clock
from nucuoi.foundation.seat import Seat
from nucuoi.kiosk.models import NamePolicy
from nucuoi.kiosk.rules.shown import Shown
from nucuoi.organisation.models import ServicePoint


@transaction.atomic
def show_names(*, by: Seat, point: ServicePoint, shown: Shown) -> None:
    """Says what is shown from now on; what was said before stays on record."""
    NamePolicy.objects.create(
        point=point,
        shown=shown is not Shown.NOTHING,
        photos=shown is Shown.PHOTO,
        by=by.username,
        at=clock.now(),
    )
    record(by=by, action=_SAID[shown], subject=point.unit.unit)


_SAID = {
    Shown.NOTHING: "kiosk.names.hidden",
    Shown.NAME: "kiosk.names.shown",
    Shown.PHOTO: "kiosk.photos.shown",
}
