"""What an official reads on her own page: thanks, batches of comments, and what she is asked to explain."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from nucuoi.cases.models import (
    EXPLAINED,
    KNOWN,
    BatchedComment,
    Case,
    CaseMove,
    CaseStanding,
    CommentBatch,
    CommentReply,
    Reading,
)
from nucuoi.cases.queries.outcomes import waiting_calls
from nucuoi.cases.rules.comments import tells_too_little, veiled
from nucuoi.cases.rules.words import Act, Kind
from nucuoi.foundation import clock
from nucuoi.organisation.queries import carried_over

THANKS_SHOWN, BATCHES_SHOWN = 50, 12
REPLIES_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark in a batch.

    Attributes:
        text: Masked, hours, days and counters too; empty when its writer has erased it.
        reply: What she said to it; empty = nothing yet.
    """

    place: int
    text: str
    reply: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What she was given at one time; when is not told."""

    number: int
    comments: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A matter in which she is asked to explain.

    Attributes:
        asks: What whoever settles it wants to know; she reads nothing else of the matter.
        by_inspection: Whether the inspectors ask.
    """

    case: int
    asks: str
    at: datetime
    by_inspection: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """What she has explained before."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Replied:
    """An official's word on a comment, as her head reads it.

    Attributes:
        official: Her code.
        comment: As she read it; empty when its writer has erased it.
        case: The matter the comment opened; None = none.
    """

    official: str
    at: datetime
    comment: str
    reply: str
    case: int | None


def thanks_of(official: str) -> list[str]:
    """Thanks whose writers asked that they reach her, the newest first, masked."""
    hers = CaseStanding.objects.filter(KNOWN, official=official, kind=Kind.THANKS).order_by("-pk")
    ratings = list(hers.values_list("case__rating", flat=True)[:THANKS_SHOWN])
    texts = _texts([one for one in ratings if one])
    shown = (texts.get(rating or 0, "") for rating in ratings)
    return [text for text in shown if text and not tells_too_little(text)]


def batches_of(official: str) -> list[Batch]:
    """Her last batches, the newest first."""
    batches = list(
        CommentBatch.objects.filter(official=official).order_by("-number")[:BATCHES_SHOWN]
    )
    rows = list(BatchedComment.objects.filter(batch__in=batches))
    texts = _texts([row.rating for row in rows])
    replies = dict(CommentReply.objects.filter(pk__in=rows).values_list("pk", "masked"))
    found: dict[int, list[Comment]] = {batch.pk: [] for batch in batches}
    for row in rows:
        text = texts.get(row.rating, "")
        found[row.batch_id].append(Comment(row.place, text, replies.get(row.pk, "")))
    return [Batch(batch.number, tuple(found[batch.pk])) for batch in batches]


def calls_to(official: str) -> list[Call]:
    """What she is asked to explain, the first first."""
    cases = waiting_calls(official) if official else []
    moves = CaseMove.objects.filter(case__in=cases, act=Act.CALLED).order_by("pk")
    last = {move.case_id: move for move in moves}
    return [
        Call(case, last[case].text, last[case].at, last[case].kind == Kind.ALLEGATION)
        for case in cases
    ]


def explained_by(official: str, username: str) -> list[Explained]:
    """What she has explained herself, the newest first."""
    moves = CaseMove.objects.filter(EXPLAINED, by=username).order_by("-pk")
    written = list(moves.values_list("case", "case__official", "at", "text"))
    named = CaseMove.objects.filter(named=official, case__in={case for case, *_ in written})
    about = set(named.order_by().values_list("case", flat=True))
    hers = (
        Explained(at, text) for case, on, at, text in written if on == official or case in about
    )
    return list(islice(hers, BATCHES_SHOWN))


def replies_at(units: Iterable[str]) -> list[Replied]:
    """What officials of these units said to comments in their batches, the newest first."""
    wanted = set(units)
    known = set(CommentReply.objects.order_by().values_list("unit", flat=True).distinct())
    heirs = carried_over(known, clock.today())
    here = [unit for unit in known if unit in wanted or wanted.intersection(heirs[unit])]
    rows = CommentReply.objects.filter(unit__in=here).select_related("comment__batch")
    return _replied(list(rows.order_by("-at")[:REPLIES_SHOWN]))


def reply_to(rating: int | None) -> Replied | None:
    """What the official said to a comment, beside the matter it opened; None = nothing."""
    rows = CommentReply.objects.filter(comment__rating=rating or 0)
    found = _replied(list(rows.select_related("comment__batch")))
    return found[0] if found else None


def _replied(rows: list[CommentReply]) -> list[Replied]:
    ratings = [row.comment.rating for row in rows]
    texts = _texts(ratings)
    cases = dict(Case.objects.filter(rating__in=ratings).values_list("rating", "pk"))
    return [
        Replied(
            official=row.comment.batch.official,
            at=row.at,
            comment=texts.get(row.comment.rating, ""),
            reply=row.masked,
            case=cases.get(row.comment.rating),
        )
        for row in rows
    ]


def _texts(ratings: list[int]) -> dict[int, str]:
    """Masked remarks, hours, days and counters masked too."""
    readings = Reading.objects.filter(pk__in=ratings, abusive=False, junk=False)
    return {rating: veiled(text) for rating, text in readings.values_list("rating", "masked")}
