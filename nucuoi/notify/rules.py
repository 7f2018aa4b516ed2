"""Where a contact leads, and when a notice is tried again."""

import re
from datetime import timedelta
from enum import StrEnum


class Way(StrEnum):
    """How a notice leaves."""

    MAIL = "mail"
    SMS = "sms"


PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)
"""After each failure in turn; after the last it is given up."""
_MAIL = re.compile(r"[^\s@<>,;\"]{1,64}@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+")
_PHONE = re.compile(r"(?:\+?84|0)(\d{9})")


def read_contact(contact: str) -> tuple[Way, str] | None:
    """The way a contact names and its address; None when nobody can be reached by it.

    A number is written as +84 and nine digits.
    """
    words = contact.strip()
    if _MAIL.fullmatch(words):
        return Way.MAIL, words
    number = _PHONE.fullmatch(re.sub(r"[\s.()-]", "", words))
    return (Way.SMS, f"+84{number[1]}") if number else None


def pause_after(failures: int) -> timedelta | None:
    """How long to wait after so many failures (1 or more); None = give up."""
    return PAUSES[failures - 1] if failures <= len(PAUSES) else None
