"""Keys with which another system calls us."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from nucuoi.accounts.models import ApiToken
from nucuoi.accounts.queries import hash_of
from nucuoi.audit.actions import record
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import Seat

PURPOSES = frozenset({"tickets", "visits"})
STILL_GOOD = timedelta(hours=24)
"""How long a replaced key goes on working, so that the other system can be changed in peace."""
_NAME_LENGTH = 80
_USE_KEPT_EVERY = timedelta(minutes=1)


def make_api_token(*, by: Seat, purpose: str, name: str) -> str:
    """Makes a key and returns it; only its hash is kept, so it cannot be shown again.

    Args:
        by: The administrator, or `SYSTEM`.
        purpose: `tickets` or `visits`.
        name: Which system holds it, at most 80 characters.

    Raises:
        Invalid: Naming `purpose` or `name`.
    """
    _check(purpose, name)
    with transaction.atomic():
        secret = _new(by, purpose, name.strip(), clock.now())
        record(by=by, action="accounts.token.made", purpose=purpose, name=name.strip())
    return secret


def replace_api_token(*, by: Seat, token: int) -> str:
    """Makes another key of the same name and purpose and returns it; the old one ends in 24 hours.

    Raises:
        NotFound: If there is no such key.
        Conflict: If it was revoked or replaced before.
    """
    now = clock.now()
    with transaction.atomic():
        row = _good(token, now)
        if row.revoked_at is not None:
            raise Conflict("Khóa này đã được thay. Xin dùng khóa mới.")
        _end(row, by, now + STILL_GOOD)
        secret = _new(by, row.purpose, row.name, now)
        record(by=by, action="accounts.token.replaced", purpose=row.purpose, name=row.name)
    return secret


def revoke_api_token(*, by: Seat, token: int) -> None:
    """Ends a key at once.

    Raises:
        NotFound: If there is no such key.
        Conflict: If it was revoked before.
    """
    now = clock.now()
    with transaction.atomic():
        row = _good(token, now)
        _end(row, by, now)
        record(by=by, action="accounts.token.revoked", purpose=row.purpose, name=row.name)


def note_use(token: int) -> None:
    """Keeps that a key was used just now; at most once a minute, as the write lock is shared."""
    now = clock.now()
    stale = Q(last_used_at=None) | Q(last_used_at__lte=now - _USE_KEPT_EVERY)
    if ApiToken.objects.filter(stale, pk=token).exists():
        ApiToken.objects.filter(pk=token).update(last_used_at=now)


def _new(by: Seat, purpose: str, name: str, at: datetime) -> str:
    secret = f"nc_{secrets.token_urlsafe(32)}"
    ApiToken.objects.create(
        purpose=purpose,
        name=name,
        secret_hash=hash_of(secret),
        made_by=by.username,
        made_at=at,
    )
    return secret


def _good(token: int, at: datetime) -> ApiToken:
    """The key, locked; raises NotFound or, when it has ended, Conflict."""
    row = ApiToken.objects.select_for_update().filter(pk=token).first()
    if row is None:
        raise NotFound("Không tìm thấy khóa này.")
    if row.revoked_at is not None and row.revoked_at <= at:
        raise Conflict("Khóa này đã bị thu hồi.")
    return row


def _end(row: ApiToken, by: Seat, at: datetime) -> None:
    row.revoked_at, row.revoked_by = at, by.username
    row.save(update_fields=["revoked_at", "revoked_by"])


def _check(purpose: str, name: str) -> None:
    if purpose not in PURPOSES:
        raise Invalid("Không có loại khóa này.", fields={"purpose": "Xin chọn mục đích."})
    if not 0 < len(name.strip()) <= _NAME_LENGTH:
        sentence = f"Xin ghi tên của phía dùng khóa, tối đa {_NAME_LENGTH} ký tự."
        raise Invalid(sentence, fields={"name": sentence})
