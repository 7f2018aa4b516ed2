"""What reaches the official: batches of comments, made by the worker, and her right of reply."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max

from nucuoi.audit import actions as audit
from nucuoi.cases.actions.moving import move
from nucuoi.cases.models import (
    BatchedComment,
    CaseStanding,
    CommentBatch,
    CommentReply,
    Reading,
    WaitingComment,
)
from nucuoi.cases.permissions import official_of
from nucuoi.cases.queries.outcomes import waiting_calls
from nucuoi.cases.rules.comments import AGE, LEAST, may_be_read
from nucuoi.cases.rules.words import Act, Kind
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.ratings import triage
from nucuoi.ratings.queries import said

LONGEST = 2000
"""Characters of a reply."""
_AT_ONCE = 200


def make_batches(*, by: Seat = SYSTEM, now: datetime | None = None) -> int:
    """Gives officials the comments that have waited long enough, five or more together; how many batches.

    At most one a week for each. Comments that were erased, or went to the inspectors meanwhile, go.
    """
    at = now or clock.now()
    until = clock.day_number(clock.local(at).date() - AGE)
    ripe = WaitingComment.objects.filter(day__lte=until).order_by()
    counted = ripe.values("official").annotate(count=Count("pk")).filter(count__gte=LEAST)
    lately = CommentBatch.objects.filter(made_at__gt=at - AGE).values("official")
    officials = counted.exclude(official__in=lately).values_list("official", flat=True)
    return sum(_make_batch(official, until, at, by) for official in officials[:_AT_ONCE])


def reply(*, by: Seat, batch: int, place: int, text: str) -> None:
    """Keeps what an official says to a comment of her own batch, once, masked; her head reads it.

    Args:
        by: The official's seat.
        batch: Number of her batch.
        place: Of the comment in it.
        text: Her words.

    Raises:
        NotFound: If there is no such comment of hers.
        Invalid: If the text is empty or too long.
        Conflict: If she has replied.
    """
    words = _words(text)
    with transaction.atomic():
        comment = BatchedComment.objects.select_for_update().filter(
            batch__official=official_of(by.username) or None, batch__number=batch, place=place
        )
        found = comment.first()
        reading = Reading.objects.filter(pk=found.rating).first() if found else None
        if found is None or reading is None:
            raise NotFound("Không tìm thấy lời nhắn này trong phần của anh/chị.")
        if CommentReply.objects.filter(pk=found.pk).exists():
            raise Conflict("Anh/chị đã trình bày về lời nhắn này.")
        CommentReply.objects.create(
            comment=found,
            by=by.username,
            at=clock.now(),
            masked=triage.read(words).masked,
            unit=reading.unit,
        )
        audit.record(by=by, action="cases.comment.replied", unit=reading.unit)


def explain_oneself(*, by: Seat, case: int, text: str) -> None:
    """Keeps what an official who was asked to explain says herself.

    Raises:
        NotFound: If she was not asked in this matter.
        Invalid: If the text is empty or too long.
    """
    words = _words(text)
    with transaction.atomic():
        official = official_of(by.username)
        if not official or case not in waiting_calls(official):
            raise NotFound("Không có lời mời trình bày nào đang chờ anh/chị.")
        move(
            CaseStanding.objects.select_for_update().get(pk=case), Act.EXPLAINED, by=by, text=words
        )


def _make_batch(official: str, until: int, at: datetime, by: Seat) -> int:
    waiting = WaitingComment.objects.filter(official=official, day__lte=until)
    with transaction.atomic():
        ratings = list(waiting.values_list("rating", flat=True))
        kept = _still_hers(official, ratings)
        gone = set(ratings) - set(kept)
        WaitingComment.objects.filter(rating__in=gone if len(kept) < LEAST else ratings).delete()
        if len(kept) < LEAST:
            return 0
        secrets.SystemRandom().shuffle(kept)
        _store(official, kept, at)
        audit.record(by=by, action="cases.comments.batched", subject=official, count=len(kept))
    return 1


def _still_hers(official: str, ratings: Iterable[int]) -> list[int]:
    """Those that may still be read and were not attributed to somebody else meanwhile."""
    rows = {row.rating: row for row in said(list(ratings))}
    readings = Reading.objects.filter(pk__in=rows)
    passed_on = CaseStanding.objects.filter(case__rating__in=rows, kind=Kind.ALLEGATION)
    breached = set(passed_on.values_list("case__rating", flat=True))
    return [
        one.pk
        for one in readings
        if rows[one.pk].official == official and one.pk not in breached and _is_readable(one)
    ]


def _is_readable(reading: Reading) -> bool:
    return may_be_read(
        reading.masked,
        topics=tuple(reading.topics),
        abusive=reading.abusive,
        junk=reading.junk,
    )


def _store(official: str, ratings: list[int], at: datetime) -> None:
    last = CommentBatch.objects.filter(official=official).aggregate(last=Max("number"))["last"]
    batch = CommentBatch.objects.create(official=official, number=(last or 0) + 1, made_at=at)
    BatchedComment.objects.bulk_create(
        BatchedComment(batch=batch, place=place, rating=rating)
        for place, rating in enumerate(ratings, start=1)
    )


def _words(text: str) -> str:
    words = text.strip()
    if not words or len(words) > LONGEST:
        sentence = f"Xin viết từ 1 đến {LONGEST} ký tự."
        raise Invalid(sentence, fields={"text": sentence})
    return words
