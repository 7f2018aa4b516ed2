"""One leaf a day over that day's journal: whoever alters a row later is found out."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from django.db import transaction

from nucuoi.audit import rules
from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.ledger import actions as ledger
from nucuoi.ledger import queries
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import Kind, canonical_json

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def commit_days() -> int:
    """Adds a leaf for every day that is over and has none, the first event's day first.

    A day without events has its leaf too. Its core has `v` 1, `day`, `n` how many rows, and
    `digest`: SHA-256 over the rows in their order, each as canonical JSON with a newline.

    Returns:
        How many leaves.
    """
    added = 0
    for day in _days_over(clock.now()):
        core = _core(day)
        with transaction.atomic():
            if (queries.last_subject(Kind.AUDIT) or 0) < day:
                ledger.append([Entry(Kind.AUDIT, day, core)])
                added += 1
    return added


def _days_over(now: datetime) -> range:
    """Numbers of the days without a leaf, up to the last one that is over."""
    last = queries.last_subject(Kind.AUDIT)
    if last is None:
        first = Event.objects.order_by("at").values_list("at", flat=True).first()
        if first is None:
            return range(0)
        last = clock.day_number(clock.local(first).date()) - 1
    today = clock.day_number(clock.local(now - rules.SETTLED_AFTER).date())
    return range(last + 1, today)


def _core(day: int) -> bytes:
    total, n = hashlib.sha256(), 0
    for line in _lines(day):
        total.update(line)
        n += 1
    return canonical_json({"v": 1, "day": day, "n": n, "digest": total.hexdigest()})


def _lines(day: int) -> Iterator[bytes]:
    begins = datetime.combine(clock.day_of(day), time(), clock.HO_CHI_MINH)
    rows = Event.objects.filter(at__gte=begins, at__lt=begins + timedelta(days=1)).order_by("id")
    for row in rows.iterator(chunk_size=2_000):
        facts = json.dumps(row.facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        said = {name: getattr(row, name) for name in ("actor", "role", "unit", "action", "subject")}
        at = (row.at - _EPOCH) // timedelta(microseconds=1)
        yield canonical_json({"id": row.pk, "at": at, "facts": facts, **said}) + b"\n"
