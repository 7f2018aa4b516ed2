"""The errors that rules and actions raise; `web.middleware` turns each into HTTP, once.

Refused
├── Invalid      422  a field holds something that cannot be taken
├── NotFound     404
├── Forbidden    403
├── Conflict     409  the thing is not in a state that allows it
├── Gone         410  it existed and has ended
└── Unavailable  503  try again later; nothing was half-stored
"""

from collections.abc import Mapping


class Refused(Exception):
    """What was asked for is not done.

    Args:
        message: One Vietnamese sentence for the person: what happened and what to do next.
        fields: Field name to Vietnamese sentence, for forms and `problem+json`.
        reason: A word for it, for pages that say it in other languages; empty = there is none.
    """

    status = 400
    retry_after_s: int | None = None
    """After how many seconds it is worth asking again; None = it is not, or nobody knows."""

    def __init__(
        self, message: str, *, fields: Mapping[str, str] | None = None, reason: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})
        self.reason = reason


class Invalid(Refused):
    """A field holds something that cannot be taken."""

    status = 422


class NotFound(Refused):
    """There is no such thing, or the person may not know of it."""

    status = 404


class Forbidden(Refused):
    """The person's seat does not allow it."""

    status = 403


class Conflict(Refused):
    """The thing is not in a state that allows it."""

    status = 409


class Gone(Refused):
    """It existed and has ended."""

    status = 410


class Unavailable(Refused):
    """It cannot be done now; nothing was half-stored and the caller should try again."""

    status = 503
