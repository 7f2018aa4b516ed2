"""The codes a phone would show."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value


def code_now(secret: str) -> str:
    """The code of this half-minute."""
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return code


def wrong_code(secret: str) -> str:
    """A code that is not right now, nor a minute around."""
    step = int(time.time()) // 30
    near = {hotp_value(secret, step + shift) for shift in range(-2, 4)}
    wrong = next(value for value in range(10) if value not in near)
    code: str = format_hotp_value(wrong)
    return code
