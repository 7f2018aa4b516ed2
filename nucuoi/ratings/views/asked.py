"""How a citizen's page was asked for: language, who rates and by which door."""

import re
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.translation.trans_real import parse_accept_lang_header

from nucuoi.ratings.rules.questionnaire import LANGUAGES, RATERS, page_words
from nucuoi.web.components import Language

CHANNELS = ("web", "qr", "link")
_DEFAULT_LANGUAGE = "vi"
_LINK = re.compile(r"[0-9A-Za-z_-]{1,40}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address or the form says of the person; unknown words fall back to the usual ones.

    Attributes:
        lang: One of `LANGUAGES`.
        rater: One of `RATERS`.
        channel: One of `CHANNELS`; posters carry `?channel=qr`.
        link: Code of a named link; empty when none or spoilt.
    """

    lang: str
    rater: str
    channel: str
    link: str


def asked(request: HttpRequest, channel: str = CHANNELS[0]) -> Asked:
    """Read from the posted form, else from the address; `channel` where neither says one."""
    source = request.POST if request.method == "POST" else request.GET
    link = source.get("link", "")
    return Asked(
        lang=language_of(request),
        rater=_one_of(RATERS, source.get("rater")),
        channel=_one_of(CHANNELS, source.get("channel", channel)),
        link=link if _LINK.fullmatch(link) else "",
    )


def language_of(request: HttpRequest) -> str:
    """`lang` of the form or the address, else the first of ours in Accept-Language, else vi."""
    wanted = request.POST.get("lang") or request.GET.get("lang")
    if wanted in LANGUAGES:
        return wanted
    wishes = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    ours = (wish.partition("-")[0] for wish, _ in wishes)
    return next((lang for lang in ours if lang in LANGUAGES), _DEFAULT_LANGUAGE)


def language_links(current: str, query: QueryDict) -> list[Language]:
    """The four languages by their own names; each link keeps the rest of the query."""
    return [
        Language(lang, page_words(lang)["language"], query_with(query, lang=lang), lang == current)
        for lang in LANGUAGES
    ]


def query_with(query: QueryDict, **changes: str) -> str:
    """The address's query, changed, as a link to the same page."""
    other = query.copy()
    for name, value in changes.items():
        other[name] = value
    return f"?{other.urlencode()}"


def _one_of(words: tuple[str, ...], said: str | None) -> str:
    return said if said in words else words[0]
