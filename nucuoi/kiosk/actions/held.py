"""Ratings that intake would not take: a copy comes here, so that staff see them and none is lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from nucuoi.audit import actions as audit
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Refused
from nucuoi.foundation.seat import Seat
from nucuoi.kiosk.models import HeldItem, HeldTaking
from nucuoi.ratings.actions import count_numbers, take_in_again

MOST_AT_ONCE = 500
"""Held items that are handed in again in one go."""


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


def take_in_held(*, by: Seat, device: int) -> tuple[int, int]:
    """Hands in once more all that a tablet holds, untouched; returns how many were taken, and not.

    All or none: nobody can choose among them. No transaction is open while intake works, and a
    rating that was stored before a crash is found again by its id.

    Raises:
        Busy: If nothing could be stored now.
    """
    held = HeldItem.objects.filter(device=device, taking=None).exclude(content={})
    items = list(held.order_by("pk")[:MOST_AT_ONCE])
    outcomes = take_in_again(device=device, ratings=[_as_sent(item) for item in items])
    taken = [
        item
        for item, outcome in zip(items, outcomes, strict=True)
        if not isinstance(outcome, Refused)
    ]
    _note(by, device, taken, len(items))
    return len(taken), len(items) - len(taken)


def forget_held() -> int:
    """Empties copies that were taken in, or are older than `settings.KEEP_HELD_DAYS`; how many.

    The row stays: which rating it was and why intake refused it.
    """
    old = clock.now() - timedelta(days=settings.KEEP_HELD_DAYS)
    over = HeldItem.objects.filter(Q(taking__isnull=False) | Q(arrived_at__lt=old))
    over = over.exclude(content={}).order_by("pk")
    return _empty(over.values_list("pk", flat=True)[:MOST_AT_ONCE])


def forget_copies(uuids: Iterable[UUID]) -> int:
    """Empties the copies of these ratings, in the caller's transaction; how many there were."""
    copies = HeldItem.objects.filter(uuid__in=[str(uuid) for uuid in uuids])
    return _empty(copies.values_list("pk", flat=True))


def _empty(numbers: Iterable[int]) -> int:
    return HeldItem.objects.filter(pk__in=list(numbers)).update(content={})


@transaction.atomic
def _note(by: Seat, device: int, taken: Sequence[HeldItem], of: int) -> None:
    now = clock.now()
    HeldTaking.objects.bulk_create(
        (HeldTaking(item=item, by=by.username, at=now) for item in taken), ignore_conflicts=True
    )
    audit.record(by=by, action="kiosk.held.taken_in", subject=str(device), taken=len(taken), of=of)


def _as_sent(item: HeldItem) -> dict[str, Any]:
    """As the tablet would send it now: its clock has gone on, its number has been counted."""
    now = clock.now()
    said = {name: value for name, value in item.content.items() if name not in {"outbox", "seq"}}
    times = {"rated_at": said.get("rated_at") or item.arrived_at.isoformat()}
    try:
        sent = datetime.fromisoformat(str(said.get("sent_at")))
        times["sent_at"] = (sent + (now - item.arrived_at)).isoformat()
    except (ValueError, OverflowError, TypeError):
        times["sent_at"] = now.isoformat()
    return said | times


def _numbered(content: dict[str, Any]) -> bool:
    outbox, seq = content.get("outbox"), content.get("seq")
    try:
        UUID(outbox if isinstance(outbox, str) else "")
    except ValueError:
        return False
    return isinstance(seq, int) and 0 <= seq < 2**53
