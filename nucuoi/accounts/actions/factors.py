"""The second factor: an authenticator on the person's phone, and recovery codes beside it."""

import base64

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from nucuoi.accounts.actions.lookup import keep_front_apart, user_named
from nucuoi.audit.actions import record
from nucuoi.foundation.errors import Conflict, Invalid
from nucuoi.foundation.seat import Seat

SECRET_BYTES = 16


def set_totp(*, by: Seat, username: str, secret: str) -> int:
    """Gives an account an authenticator (RFC 6238, SHA-1, 6 digits, 30 s) and ten recovery codes.

    Args:
        by: The person herself, or `SYSTEM`.
        username: Whose account.
        secret: Base 32 of at least 16 bytes.

    Returns:
        The number of the authenticator, which a session keeps once a code of it was shown.

    Raises:
        NotFound: If there is no such account.
        Invalid: If the secret is no base 32 or too short.
        Conflict: If she has an authenticator; reset it first.
    """
    _check_secret(secret)
    with transaction.atomic():
        user = user_named(username)
        if Authenticator.objects.filter(user=user).exists():
            raise Conflict("Tài khoản này đã cài xác thực hai lớp.")
        number: int = TOTP.activate(user, secret).instance.pk
        RecoveryCodes.activate(user)
        record(by=by, action="accounts.factor.set", subject=username)
    return number


def reset_second_factor(*, by: Seat, username: str) -> None:
    """Takes away authenticator and recovery codes: a lost phone. The person sets up a new one.

    Raises:
        NotFound: If there is no such account.
        Conflict: If there is nothing to take away.
    """
    with transaction.atomic():
        user = user_named(username)
        keep_front_apart(by, user=user)
        deleted, _ = Authenticator.objects.filter(user=user).delete()
        if not deleted:
            raise Conflict("Tài khoản này chưa cài xác thực hai lớp.")
        record(by=by, action="accounts.factor.reset", subject=username)


def _check_secret(secret: str) -> None:
    try:
        length = len(base64.b32decode(secret, casefold=True))
    except ValueError as error:
        raise Invalid("Khóa xác thực phải là chữ base 32.") from error
    if length < SECRET_BYTES:
        raise Invalid(f"Khóa xác thực phải dài ít nhất {SECRET_BYTES} byte.")
