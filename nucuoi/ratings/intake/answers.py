"""What a sender is told: the answer to a rating, and its place in the answer to a batch."""

from typing import Literal

import msgspec
from msgspec import Struct

from nucuoi.foundation.errors import Refused

Doubt = Literal["unknown", "expired"]
ItemStatus = Literal[
    "accepted",
    "duplicate",
    "disputed",
    "conflict",
    "invalid",
    "unknown_counter",
    "closed",
    "retry",
]


class Answer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A rating has been taken in and will stay."""

    id: str
    status: Literal["accepted", "duplicate", "disputed"]
    receipt: str | None = None
    """The code, only when the server made it."""
    ticket: Doubt | None = None
    """Why the ticket beside it did not count; the rating does, by the other credential."""


class ItemAnswer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one rating of a batch; `id` is None when it gave itself none."""

    id: str | None
    status: ItemStatus
    receipt: str | None = None
    ticket: Doubt | None = None
    errors: dict[str, str] = {}
    """Field to Vietnamese sentence."""


class BatchAnswer(Struct, frozen=True):
    """One answer for each rating, in the order they were sent."""

    results: list[ItemAnswer]


Outcome = Answer | Refused

_STATUS_OF: dict[int, ItemStatus] = {
    403: "invalid",
    404: "unknown_counter",
    409: "conflict",
    410: "closed",
    422: "invalid",
    429: "retry",
    503: "retry",
}


def item(identity: str | None, outcome: Outcome) -> ItemAnswer:
    """The place of one outcome in the answer to a batch."""
    if isinstance(outcome, Answer):
        return msgspec.convert(msgspec.structs.asdict(outcome), ItemAnswer)
    errors = outcome.fields or {"rating": outcome.message}
    return ItemAnswer(id=identity, status=_STATUS_OF[outcome.status], errors=errors)
