"""One-time codes as an authenticator app shows them (RFC 6238: SHA-1, 30 seconds, 6 digits)."""

import base64
import hmac
import time

PERIOD_S = 30


def totp(secret: str, at: float | None = None) -> str:
    """The code of a secret.

    Args:
        secret: Base 32, as demo.json and QR codes give it.
        at: Seconds since 1970 UTC; None = now.
    """
    counter = int((time.time() if at is None else at) // PERIOD_S)
    digest = hmac.digest(base64.b32decode(secret), counter.to_bytes(8, "big"), "sha1")
    place = digest[-1] & 0x0F
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFF_FFFF
    return f"{number % 1_000_000:06}"
