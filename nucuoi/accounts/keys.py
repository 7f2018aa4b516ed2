"""Letting other systems in by their key: `Authorization: Bearer <key>`."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from nucuoi.accounts.actions import note_use
from nucuoi.accounts.errors import UnknownKey
from nucuoi.accounts.queries import api_token
from nucuoi.accounts.rules import key_seat
from nucuoi.foundation.seat import Seat


class Key(HttpBearer):
    """Lets in who shows a good key of one purpose; the call then has its seat as `request.auth`.

    Args:
        purpose: `tickets` or `visits`.
    """

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self._purpose = purpose

    def __call__(self, request: HttpRequest) -> Seat:
        """The seat of the key that is shown.

        Raises:
            UnknownKey: If there is none, or it is not good.
        """
        seat: Seat | None = super().__call__(request)
        if seat is None:
            raise UnknownKey
        return seat

    def authenticate(self, request: HttpRequest, token: str) -> Seat | None:
        """The seat of this key; None = it is unknown, revoked or of another purpose."""
        found = api_token(token, self._purpose)
        if found is None:
            return None
        note_use(found.pk)
        return key_seat(found.name)
