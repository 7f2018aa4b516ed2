"""Reading a message `NC <counter> <1-5> <text>` as people type it, slips of the thumb included."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from uuid import NAMESPACE_URL, UUID, uuid5

from nucuoi.foundation.mac import mac
from nucuoi.foundation.names import fold
from nucuoi.ratings.rules.text import REMARK_LIMIT

_KEYWORD = re.compile(r"[\W_]*n[\s.]*c[\s.:,;-]*", re.ASCII)
_SCORE = re.compile(
    r"[\s.,:;/=-]*(?:(?:muc|diem|cham)\s*[:=]?\s*)?"
    r"([1-5])(?!\d|[.,]\d)\s*(?:/\s*5\b|sao\b|diem\b|\*)?[\s.,:;-]*",
    re.ASCII,
)
_LOOK_ALIKE = str.maketrans("oil", "011")
_BETWEEN = frozenset(" -–—._/:,;#\n\t")
_LAST_ZERO = re.compile(r"-0(\d)$")
_LONGEST_CODE = 40
_SENDER_TAG = b"nucuoi/sms-sender/v1\0"


class Fault(Enum):
    """Why a message is no rating."""

    NO_COUNTER = "no counter's code is found in it"
    NO_SCORE = "no number from 1 to 5 follows the counter's code"


@dataclass(frozen=True, slots=True)
class Message:
    """A message that is a rating; `text` may be empty."""

    counter: str
    score: int
    text: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A message that is none; `counter` is the code that was found, empty = none."""

    fault: Fault
    counter: str = ""


def read(text: str, codes: Iterable[str]) -> Message | Unread:
    """What a message says.

    Forgiven are case, diacritics, a missing keyword, missing or other spaces and hyphens, O for 0,
    I and l for 1, a dropped zero of the counter's number, `5/5`, `5 sao`, `điểm 5`.

    Args:
        text: As it was sent.
        codes: Codes of all counters, as they stand on posters.
    """
    plain = unicodedata.normalize("NFC", text).strip()
    known = _known(codes)
    keyword = _KEYWORD.match(_folded(plain))
    starts = [keyword.end(), 0] if keyword else [0]
    found = [one for start in starts for one in _codes_at(plain, start, known)]
    for code, end in found:
        if said := _SCORE.match(_folded(plain[end:])):
            remark = plain[end + said.end() :].strip()[:REMARK_LIMIT]
            return Message(code, int(said[1]), remark)
    return Unread(Fault.NO_SCORE, found[0][0]) if found else Unread(Fault.NO_COUNTER)


def rating_id(message_id: str) -> UUID:
    """The rating of a gateway's message: always the same one, so that a repeat is harmless."""
    return uuid5(NAMESPACE_URL, f"nucuoi:sms:{message_id}")


def sender_tag(key: bytes, day: int, number: str) -> bytes:
    """A number on a day, as 16 bytes that nobody without the key can lead back to it.

    `0912 345 678`, `+84912345678` and `84912345678` are one number.
    """
    digits = re.sub(r"\D", "", number)
    national = digits.removeprefix("84") if digits.startswith("84") else digits.removeprefix("0")
    return mac(key, _SENDER_TAG + day.to_bytes(4) + national.encode())[:16]


def _known(codes: Iterable[str]) -> Mapping[str, tuple[str, bool]]:
    """Squeezed code to the code itself, and whether it was shortened by the zero of its number."""
    full, short = {}, {}
    for code in codes:
        full[_squeezed(code)] = (code, False)
        if _LAST_ZERO.search(code):
            short[_squeezed(_LAST_ZERO.sub(r"-\1", code))] = (code, True)
    return short | full


def _codes_at(
    text: str, start: int, known: Mapping[str, tuple[str, bool]]
) -> list[tuple[str, int]]:
    """Codes that the text may begin with there, each with where it ends; the longest first."""
    found: list[tuple[str, int]] = []
    squeezed = ""
    for place in range(start, min(len(text), start + _LONGEST_CODE)):
        if text[place] in _BETWEEN:
            continue
        if not text[place].isalnum():
            break
        squeezed += _squeezed(text[place])
        code, shortened = known.get(squeezed, ("", False))
        glued = place + 1 < len(text) and text[place + 1].isalnum()
        if code and not (shortened and glued):
            found.insert(0, (code, place + 1))
    return found


def _folded(text: str) -> str:
    """Lower case without diacritics, sign by sign, so that places stay the same."""
    return "".join((fold(sign) or sign)[0] for sign in text)


def _squeezed(text: str) -> str:
    """Letters and digits alone, those that look alike made the same."""
    return "".join(sign for sign in _folded(text) if sign.isalnum()).translate(_LOOK_ALIKE)
