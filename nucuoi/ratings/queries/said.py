"""What people wrote, for the room that settles it: read once as the log is followed."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from nucuoi.ratings.models import Rating, Remark


class SaidRow(NamedTuple):
    """A rating with something to read or to do; `text` and `breaches` None = nothing was written.

    `point` is the identity of the service point, `official` a code or None.
    """

    rating: int
    day: int
    half: int
    score: int
    wants_answer: bool
    thanks: bool
    point: str
    official: str | None
    text: str | None
    breaches: int | None


_COLUMNS = (
    "id", "day", "half", "score", "wants_answer", "thanks",
    "counter__point__unit__unit", "official__code", "remark__text", "remark__breaches",
)  # fmt: skip


def said(ratings: Collection[int]) -> list[SaidRow]:
    """Those of these ratings that came with a text, a breach, a wish for an answer or thanks."""
    worth = Q(has_text=True) | Q(wants_answer=True) | Q(thanks=True)
    rows = Rating.objects.filter(worth, pk__in=ratings).order_by("pk")
    return [SaidRow(*row) for row in rows.values_list(*_COLUMNS)]


def remark_text(rating: int) -> str:
    """What was written, unmasked; empty when nothing was or it has been erased."""
    found = Remark.objects.filter(pk=rating).values_list("text", flat=True).first()
    return found or ""


def ratings_with_text(but: Collection[int], most: int) -> list[tuple[int, int]]:
    """Ratings whose remark is still there and their days, the first to arrive first.

    Args:
        but: Ratings that are left out.
        most: How many at most.
    """
    rows = Remark.objects.exclude(pk__in=but).order_by("pk").values_list("pk", "rating__day")
    return list(rows[:most])


def uuids_of(ratings: Collection[int]) -> list[UUID]:
    """What these ratings are called outside."""
    found = Rating.objects.filter(pk__in=ratings).values_list("uuid", flat=True)
    return [UUID(bytes=bytes(uuid)) for uuid in found]
