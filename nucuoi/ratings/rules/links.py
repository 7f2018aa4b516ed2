"""Named links: their codes, their addresses and whether they are open on a day."""

import secrets
from datetime import date
from enum import Enum

from nucuoi.foundation.errors import Invalid

_LETTERS = "bcdfghjkmnpqrstvwxz23456789"
"""Without vowels no word comes out by chance; without 0, 1 and l nothing is misread."""
CODE_LENGTH = 7
LONGEST_TITLE = 120
LONGEST_DAYS = 366


class Standing(Enum):
    """Whether a named link invites on a day."""

    COMING = "sắp mở"
    OPEN = "đang mở"
    OVER = "đã đóng"


def make_code() -> str:
    """A code of seven letters and digits, about 33 bits: short to type, not to be guessed in bulk."""
    return "".join(secrets.choice(_LETTERS) for _ in range(CODE_LENGTH))


def link_path(code: str) -> str:
    """Where a named link leads, below the installation's own address."""
    return f"/l/{code}"


def standing(opens_on: date, last_day: date, on: date, *, ended: bool = False) -> Standing:
    """Whether the link invites on a day; first and last day included."""
    if ended or on > last_day:
        return Standing.OVER
    return Standing.COMING if on < opens_on else Standing.OPEN


def check_period(opens_on: date, closes_on: date) -> None:
    """Whether a link may invite for this long.

    Raises:
        Invalid: If it would close before it opens, or stay open for more than a year.
    """
    days = (closes_on - opens_on).days
    if days < 0:
        sentence = "Ngày đóng phải từ ngày mở trở đi."
        raise Invalid(sentence, fields={"closes_on": sentence})
    if days > LONGEST_DAYS:
        sentence = "Mỗi liên kết mở tối đa một năm. Xin chọn ngày đóng sớm hơn."
        raise Invalid(sentence, fields={"closes_on": sentence})
