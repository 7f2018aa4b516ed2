"""How a citizen's page was asked for: language, who rates and by which door."""

import re
from dataclasses import dataclass

from django.http import HttpRequest

from nucuoi.ratings.rules.questionnaire import RATERS
from nucuoi.web.languages import language_of

CHANNELS = ("web", "qr", "link")
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


def _one_of(words: tuple[str, ...], said: str | None) -> str:
    return said if said in words else words[0]
