"""Pairing and revoking tablets; both hold from the very next rating on."""

import secrets

from django.db import transaction

from nucuoi.audit import actions as audit
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.actions import touch_intake
from nucuoi.organisation.models import Counter, ServicePoint
from nucuoi.ratings.models import Device, DeviceContact, DeviceRevocation
from nucuoi.ratings.rules.tokens import token_hash

_TOKEN_BYTES = 32


@transaction.atomic
def pair_device(
    *, by: Seat, name: str, counter: Counter | None = None, point: ServicePoint | None = None
) -> str:
    """Pairs a tablet with a counter, or with a whole service point, and returns its token.

    The token is shown once: only its hash is kept.

    Raises:
        Invalid: If it gets no name, or neither a counter nor a point.
    """
    place = counter.point if counter else point
    if place is None:
        raise Invalid("Chọn quầy hoặc nơi tiếp dân cho thiết bị.", fields={"counter": "Cần chọn."})
    if not name.strip():
        raise Invalid("Đặt tên cho thiết bị.", fields={"name": "Cần có tên."})
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    device = Device.objects.create(
        name=name.strip(),
        counter=counter,
        point=place,
        token_hash=token_hash(token),
        paired_at=clock.now(),
        paired_by=by.username,
    )
    touch_intake()
    audit.record(
        by=by,
        action="ratings.device.paired",
        subject=str(device.pk),
        name=device.name,
        place=counter.code if counter else place.unit.unit,
    )
    return token


@transaction.atomic
def revoke_device(*, by: Seat, device: int, why: str) -> None:
    """Takes a tablet's right to send away; what it sent before stays.

    `device` is its row, as `queries.devices_of` gives it; `why` is kept to 200 characters.

    Raises:
        NotFound: If there is no such device.
        Conflict: If it has been revoked before.
        Invalid: If no reason is given.
    """
    found = Device.objects.filter(pk=device).first()
    if found is None:
        raise NotFound("Không có thiết bị này.")
    if not why.strip():
        raise Invalid("Ghi lý do thu hồi thiết bị.", fields={"why": "Cần ghi lý do."})
    _, made = DeviceRevocation.objects.get_or_create(
        device=found, defaults={"at": clock.now(), "by": by.username, "why": why.strip()[:200]}
    )
    if not made:
        raise Conflict("Thiết bị này đã được thu hồi trước đó.")
    touch_intake()
    audit.record(
        by=by, action="ratings.device.revoked", subject=str(device), name=found.name, why=why
    )


def hear_of_device(*, device: int, at_ms: int) -> None:
    """Notes that a device was heard of, as intake does with every sending; no act of a person."""
    DeviceContact.objects.update_or_create(device_id=device, defaults={"last_seen_ms": at_ms})
