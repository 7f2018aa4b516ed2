"""Handing in once more what a tablet holds because intake would not take it before."""

from collections.abc import Mapping, Sequence

from nucuoi.foundation.errors import Refused
from nucuoi.ratings.intake import desk, payload
from nucuoi.ratings.intake.answers import Outcome
from nucuoi.ratings.intake.credentials import HandedOver
from nucuoi.ratings.intake.payload import Submission
from nucuoi.ratings.models import Device


def take_in_again(*, device: int, ratings: Sequence[Mapping[str, object]]) -> list[Outcome]:
    """Asks intake again, by the right of the tablet they came from; call it in no transaction.

    It handed them over while it was paired; that it has been revoked since takes nothing from them.

    Args:
        device: Row of the device.
        ratings: As the API takes them; a rating that is there already is answered as such.

    Returns:
        An answer or refusal for each, in their order.

    Raises:
        Busy: If nothing could be stored now.
    """
    right = HandedOver(device, Device.objects.get(pk=device).point_id)
    read = [_read(one) for one in ratings]
    sound = [one for one in read if isinstance(one, Submission)]
    outcomes = iter(desk.accept_all(sound, right))
    return [next(outcomes) if isinstance(one, Submission) else one for one in read]


def _read(rating: Mapping[str, object]) -> Submission | Refused:
    try:
        return payload.convert(rating)
    except Refused as refusal:
        return refusal
