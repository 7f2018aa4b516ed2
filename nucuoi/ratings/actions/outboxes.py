"""Counting the numbers of outboxes: done when a rating gets its leaf, so once for each rating."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import transaction

from nucuoi.foundation import clock
from nucuoi.ratings.models import OutboxCount, OutboxFork, OutboxGap
from nucuoi.ratings.rules.sequence import Gap, Sequence

Numbered = tuple[bytes, int, int]
"""Outbox, number in it, row of the device."""


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
    rows = _rows(device_of)
    before = _gaps(device_of)
    counted = [
        (row, _counted(row, before[outbox], by_outbox[outbox])) for outbox, row in rows.items()
    ]
    for row, sequence in counted:
        row.device_id, row.reached = device_of[bytes(row.pk)], sequence.reached
    OutboxCount.objects.bulk_update(rows.values(), ["device", "reached"])
    _keep_gaps({row: now.gaps for row, now in counted if now.gaps != before[bytes(row.pk)]})
    _note_forks({row: now.forks for row, now in counted})


def _counted(row: OutboxCount, gaps: Iterable[Gap], numbers: Iterable[int]) -> Sequence:
    sequence = Sequence(row.reached, list(gaps))
    for seq in numbers:
        sequence.take(seq)
    return sequence


def _rows(device_of: Mapping[bytes, int]) -> dict[bytes, OutboxCount]:
    """The row of each outbox, locked; made where there is none."""
    new = (OutboxCount(outbox=outbox, device_id=of) for outbox, of in device_of.items())
    OutboxCount.objects.bulk_create(new, ignore_conflicts=True)
    rows = OutboxCount.objects.select_for_update().filter(outbox__in=list(device_of))
    return {bytes(row.pk): row for row in rows.order_by("pk")}


def _gaps(outboxes: Iterable[bytes]) -> Mapping[bytes, list[Gap]]:
    """The missing numbers of each outbox."""
    found: dict[bytes, list[Gap]] = defaultdict(list)
    gaps = OutboxGap.objects.filter(outbox__in=list(outboxes)).order_by("first")
    for outbox, first, last in gaps.values_list("outbox", "first", "last"):
        found[bytes(outbox)].append((first, last))
    return found


def _keep_gaps(gaps_of: Mapping[OutboxCount, Iterable[Gap]]) -> None:
    OutboxGap.objects.filter(outbox__in=list(gaps_of)).delete()
    OutboxGap.objects.bulk_create(
        OutboxGap(outbox=row, first=first, last=last)
        for row, gaps in gaps_of.items()
        for first, last in gaps
    )


def _note_forks(forks_of: Mapping[OutboxCount, Iterable[int]]) -> None:
    now = clock.now()
    OutboxFork.objects.bulk_create(
        OutboxFork(outbox=row, seq=seq, noticed_at=now)
        for row, forks in forks_of.items()
        for seq in forks
    )
