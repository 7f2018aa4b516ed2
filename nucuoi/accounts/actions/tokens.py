"""Keys with which another system calls us."""

import secrets

from django.db import transaction

from nucuoi.accounts.models import ApiToken
from nucuoi.accounts.queries import hash_of
from nucuoi.audit.actions import record
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import Seat

PURPOSES = frozenset({"tickets", "visits"})
_NAME_LENGTH = 80


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
    secret = f"nc_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        ApiToken.objects.create(
            purpose=purpose,
            name=name.strip(),
            secret_hash=hash_of(secret),
            made_by=by.username,
            made_at=clock.now(),
        )
        record(by=by, action="accounts.token.made", purpose=purpose, name=name.strip())
    return secret


def revoke_api_token(*, by: Seat, token: int) -> None:
    """Ends a key at once.

    Raises:
        NotFound: If there is no such key.
        Conflict: If it was revoked before.
    """
    with transaction.atomic():
        row = ApiToken.objects.select_for_update().filter(pk=token).first()
        if row is None:
            raise NotFound("Không tìm thấy khóa này.")
        if row.revoked_at is not None:
            raise Conflict("Khóa này đã bị thu hồi.")
        row.revoked_at, row.revoked_by = clock.now(), by.username
        row.save(update_fields=["revoked_at", "revoked_by"])
        record(by=by, action="accounts.token.revoked", purpose=row.purpose, name=row.name)


def _check(purpose: str, name: str) -> None:
    if purpose not in PURPOSES:
        raise Invalid("Không có loại khóa này.", fields={"purpose": "Xin chọn mục đích."})
    if not 0 < len(name.strip()) <= _NAME_LENGTH:
        sentence = f"Xin ghi tên của phía dùng khóa, tối đa {_NAME_LENGTH} ký tự."
        raise Invalid(sentence, fields={"name": sentence})
