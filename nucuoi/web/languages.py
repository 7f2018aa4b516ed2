"""Which language a citizen reads in, and how numbers and dates are written in it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.timezone import localtime
from django.utils.translation.trans_real import parse_accept_lang_header

from nucuoi.foundation.languages import LANGUAGE_NAMES, LANGUAGES, USUAL
from nucuoi.web import formats
from nucuoi.web.components import Language

_FOLDER = Path(__file__).resolve().parent / "words"
_WORDS: Mapping[str, Mapping[str, Any]] = {
    lang: json.loads((_FOLDER / f"{lang}.json").read_text(encoding="utf-8")) for lang in LANGUAGES
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def common_words(lang: str) -> Mapping[str, Any]:
    """What every public page says around its own words, by name; `lang` in `LANGUAGES`."""
    return _WORDS[lang]


def language_of(request: HttpRequest) -> str:
    """`lang` of the form or the address, else the first of ours in Accept-Language, else vi."""
    wanted = request.POST.get("lang")
    return wanted if wanted in LANGUAGES else language_of_address(request)


def language_of_address(request: HttpRequest) -> str:
    """The same without a look at the body, which may be what could not be read."""
    wanted = request.GET.get("lang")
    if wanted in LANGUAGES:
        return wanted
    wishes = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    ours = (wish.partition("-")[0] for wish, _ in wishes)
    return next((lang for lang in ours if lang in LANGUAGES), USUAL)


def language_links(current: str, query: QueryDict) -> list[Language]:
    """The four languages by their own names; each link keeps the rest of the query."""
    return [
        Language(lang, name, query_with(query, lang=lang), lang == current)
        for lang, name in LANGUAGE_NAMES.items()
    ]


def query_with(query: QueryDict, **changes: str) -> str:
    """The address's query, changed, as a link to the same page."""
    other = query.copy()
    for name, value in changes.items():
        other[name] = value
    return f"?{other.urlencode()}"


def number(value: int, lang: str) -> str:
    """61240 is 61.240 in Vietnamese and 61,240 in the other languages."""
    return formats.number(value) if lang == USUAL else f"{value:,}"


def day(value: date | datetime | None, lang: str) -> str:
    """08/05/2025 · 8 May 2025 · 2025年5月8日 · 2025년 5월 8일; an instant as the day in Viet Nam; None is a dash."""
    if value is None:
        return formats.NOTHING
    there = _there(value)
    if lang == "en":
        return formats.unbroken(f"{there.day} {_MONTHS[there.month - 1]} {there.year}")
    if lang == "zh":
        return f"{there.year}年{there.month}月{there.day}日"
    if lang == "ko":
        return formats.unbroken(f"{there.year}년 {there.month}월 {there.day}일")
    return formats.day(there)


def moment(at: datetime, lang: str) -> str:
    """An instant in Viet Nam: 10:42 ngày 08/05/2025 · 10:42 on 8 May 2025 · 2025年5月8日 10:42."""
    time, on = formats.clock(localtime(at)), day(at, lang)
    if lang in ("zh", "ko"):
        return f"{on} {time}"
    return f"{time} {'ngày' if lang == USUAL else 'on'} {on}"


def _there(value: date | datetime) -> date:
    return localtime(value) if isinstance(value, datetime) else value
