"""Counting the numbers of outboxes: done when a rating gets its leaf, so once for each rating."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Sequence as Rows

from django.db import transaction

from nucuoi.foundation import clock
from nucuoi.ratings.models import IntakeRecord, OutboxCount, OutboxFork, OutboxGap
from nucuoi.ratings.rules.sequence import Sequence

Numbered = tuple[bytes, int, int]
"""Outbox, number in it, row of the device."""


def numbers_of(ratings: Rows[int]) -> list[Numbered]:
    """The numbers under which these ratings came, in the order they arrived; others have none."""
    numbered = IntakeRecord.objects.filter(rating__in=ratings, outbox__isnull=False)
    records = numbered.order_by("pk")
    return [
        (bytes(outbox), seq, device)
        for outbox, seq, device in records.values_list("outbox", "seq", "device")
        if outbox is not None and seq is not None and device is not None
    ]


@transaction.atomic
def count_numbers(numbered: Iterable[Numbered]) -> None:
    """Counts ratings under their numbers: fills and opens gaps, notes forks.

    Call it once for each rating, in the transaction that makes sure of that.
    """
    by_outbox: dict[bytes, list[int]] = defaultdict(list)
    device_of: dict[bytes, int] = {}
    for outbox, seq, device in numbered:
        by_outbox[outbox].append(seq)
        device_of[outbox] = device
    for outbox, numbers in by_outbox.items():
        _count(outbox, device_of[outbox], numbers)


def _count(outbox: bytes, device: int, numbers: list[int]) -> None:
    OutboxCount.objects.get_or_create(outbox=outbox, defaults={"device_id": device})
    row = OutboxCount.objects.select_for_update().get(outbox=outbox)
    before = list(row.gaps.order_by("first").values_list("first", "last"))
    sequence = Sequence(row.reached, list(before))
    for seq in numbers:
        sequence.take(seq)
    if sequence.gaps != before:
        row.gaps.all().delete()
        gaps = [OutboxGap(outbox=row, first=first, last=last) for first, last in sequence.gaps]
        OutboxGap.objects.bulk_create(gaps)
    now = clock.now()
    OutboxFork.objects.bulk_create(
        OutboxFork(outbox=row, seq=seq, noticed_at=now) for seq in sequence.forks
    )
    row.device_id, row.reached = device, sequence.reached
    row.save(update_fields=["device", "reached"])
