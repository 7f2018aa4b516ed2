"""What a session remembers of the second factor."""

from django.http import HttpRequest

_KEY = "second_factor"


def keep_second_factor(request: HttpRequest, totp: int | None) -> None:
    """Remembers that a code of this authenticator (or a recovery code beside it) was shown."""
    request.session[_KEY] = totp


def brought_second_factor(request: HttpRequest, totp: int | None) -> bool:
    """Whether this session was begun with a code of the authenticator the person has now.

    After a reset she has another one, or none: older sessions then no longer count.
    """
    return totp is not None and request.session.get(_KEY) == totp
