"""Pairing a tablet by a code that is typed into it, once and within ten minutes."""

from django.db import transaction

from nucuoi.audit.actions import record
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Invalid
from nucuoi.foundation.seat import Seat
from nucuoi.kiosk.errors import UnknownPairingCode
from nucuoi.kiosk.models import PairingCode
from nucuoi.kiosk.rules import codes
from nucuoi.organisation.models import Counter, ServicePoint
from nucuoi.ratings.actions import pair_device

NAME_LENGTH = 80


@transaction.atomic
def make_pairing_code(
    *, by: Seat, name: str, point: ServicePoint, counter: Counter | None = None
) -> str:
    """Makes a code for a tablet of a counter, or of a whole service point, and returns it.

    Only its hash is kept, so it is shown once.

    Raises:
        Invalid: Naming `name` when it is empty or too long.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= NAME_LENGTH:
        sentence = f"Xin đặt tên cho máy, tối đa {NAME_LENGTH} ký tự."
        raise Invalid(sentence, fields={"name": sentence})
    code, now = codes.new_pairing_code(), clock.now()
    PairingCode.objects.create(
        code_hash=codes.pairing_hash(code),
        name=name,
        counter=counter,
        point=point,
        made_by=by.username,
        made_role=by.role,
        made_unit=by.unit,
        made_at=now,
        expires_at=now + codes.PAIRING_LASTS,
    )
    place = counter.code if counter else point.unit.unit
    record(by=by, action="kiosk.pairing.offered", subject=place, name=name)
    return code


@transaction.atomic
def use_pairing_code(*, code: str) -> str:
    """Pairs the tablet that shows the code, in the name of whoever made it; returns its token.

    Raises:
        UnknownPairingCode: If the code is wrong, used or older than ten minutes.
    """
    try:
        code_hash = codes.pairing_hash(code)
    except ValueError:
        raise UnknownPairingCode from None
    now = clock.now()
    good = PairingCode.objects.filter(code_hash=code_hash, used_at=None, expires_at__gt=now)
    if not good.update(used_at=now):
        raise UnknownPairingCode
    row = PairingCode.objects.select_related("counter__point__unit", "point__unit").get(
        code_hash=code_hash
    )
    seat = Seat(row.made_by, row.made_role, row.made_unit)
    return pair_device(by=seat, name=row.name, counter=row.counter, point=row.point)
