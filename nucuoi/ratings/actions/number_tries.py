"""A paired tablet asks what a ticket's number means; ten digits are few, so it may not ask often."""

from django.conf import settings
from django.db import transaction

from nucuoi.foundation import clock
from nucuoi.foundation.errors import Invalid
from nucuoi.foundation.keys import load_or_make
from nucuoi.ratings.errors import TicketExpired, TooManyTries, UnknownTicket
from nucuoi.ratings.models import Device, NumberTry
from nucuoi.ratings.queries.devices import DeviceRow
from nucuoi.ratings.queries.tickets import Invitation, invitation
from nucuoi.ratings.rules import tickets

_MINUTE_MS = 60_000


def ask_number(*, device: DeviceRow, text: str) -> Invitation:
    """What the ticket with this number is about; counts as one try of the device, right or wrong.

    Raises:
        TooManyTries: At the sixth try in a minute.
        Invalid: If `text` is no number of 10 digits.
        UnknownTicket: If no counter of the device's service point has it.
        TicketExpired: If it counts no longer.
    """
    tags = tickets.read(load_or_make(settings.KEYS, "ticket"), text)
    if tags.number is None:
        sentence = "Số mã mời gồm 10 chữ số."
        raise Invalid(sentence, fields={"number": sentence})
    _count(device.id)
    found = invitation(tags, device.point)
    if found is None:
        raise UnknownTicket
    if found.expired:
        raise TicketExpired
    return found


@transaction.atomic
def _count(device: int) -> None:
    """Counts a try; the device's row is locked so that two at once are two."""
    Device.objects.select_for_update().get(pk=device)
    now_ms = clock.now_ms()
    tries = NumberTry.objects.filter(device=device, at_ms__gt=now_ms - _MINUTE_MS)
    made = list(tries.order_by("at_ms").values_list("at_ms", flat=True))
    if len(made) >= tickets.NUMBERS_A_MINUTE:
        raise TooManyTries((made[-tickets.NUMBERS_A_MINUTE] + _MINUTE_MS - now_ms) // 1000 + 1)
    NumberTry.objects.create(device_id=device, at_ms=now_ms)
