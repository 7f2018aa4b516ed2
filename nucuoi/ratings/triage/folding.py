"""Text without case and diacritics, sign for sign, so that positions stay."""

import unicodedata
from functools import cache


def fold(text: str) -> str:
    """`text` in small letters without diacritics; as long as `text`."""
    return "".join(map(_plain, text))


@cache
def _plain(sign: str) -> str:
    small = sign.lower()
    base = unicodedata.normalize("NFD", small)[:1]
    return "d" if base == "đ" else base or sign
