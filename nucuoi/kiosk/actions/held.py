"""Ratings that intake would not take: a copy comes here, so that staff see them and none is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from nucuoi.foundation import clock
from nucuoi.kiosk.models import HeldItem
from nucuoi.ratings.actions import count_numbers


@dataclass(frozen=True, slots=True)
class Held:
    """A rating on a tablet's held list.

    Attributes:
        status: What intake said: `conflict`, `invalid`, `unknown_counter` or `closed`.
        content: As the tablet sent it.
    """

    uuid: str
    status: str
    errors: dict[str, str]
    content: dict[str, Any]


@transaction.atomic
def keep_held(*, device: int, items: Sequence[Held]) -> int:
    """Keeps what is new among them and counts its numbers; returns how many were new."""
    ids = [item.uuid for item in items]
    known = set(HeldItem.objects.filter(uuid__in=ids).values_list("uuid", flat=True))
    fresh = {item.uuid: item for item in items if item.uuid not in known}
    now = clock.now()
    HeldItem.objects.bulk_create(
        HeldItem(
            uuid=item.uuid,
            device_id=device,
            status=item.status,
            errors=item.errors,
            content=item.content,
            arrived_at=now,
        )
        for item in fresh.values()
    )
    count_numbers(
        (UUID(item.content["outbox"]).bytes, item.content["seq"], device)
        for item in fresh.values()
        if item.status != "conflict" and _numbered(item.content)
    )
    return len(fresh)


def _numbered(content: dict[str, Any]) -> bool:
    outbox, seq = content.get("outbox"), content.get("seq")
    try:
        UUID(outbox if isinstance(outbox, str) else "")
    except ValueError:
        return False
    return isinstance(seq, int) and 0 <= seq < 2**53
