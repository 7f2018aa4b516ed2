"""Remarks that say nothing: keys mashed, the device tried out, advertising, tags or a link alone."""

import re
from collections.abc import Sequence
from functools import cache

from nucuoi.ratings.triage import rulebook
from nucuoi.ratings.triage.markup import without_links, without_tags
from nucuoi.ratings.triage.topics import topics_of
from nucuoi.ratings.triage.words import Phrases, Word, words_of

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|th|tr|ch|ph|kh|gh|gi|qu|[bcdghklmnprstvx])?"
    r"(?:uye|uya|oai|oay|uay|uoi|uou|ieu|yeu|oeo|uyu|oao|oan|uan|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|ai|ao|au|ay|eo|eu|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_KNOWN = frozenset(
    "ok good very nice bad best well thank thanks the service staff great and is slow fast help"
    " helpful friendly wifi file online app web email zalo photo scan vneid form please wait long"
    " time too not polite rude kind excellent perfect so much you for all they was were with my".split()
)
_ONE_KEY = re.compile(r"\W*(\w)\1{3,}\W*")
_LEAST_KNOWN = 0.5
_LEAST_BESIDE_LINK = 12
"""Words beside a link, none of them about a topic, that are more than a call to click."""


def is_junk(text: str) -> bool:
    """Whether nobody could do anything with the remark; short praise or blame is no junk.

    What stands around tags and links is judged, not they: a link alone is junk, with a complaint
    beside it it is none.
    """
    if not text.strip():
        return False
    prose, linked = without_links(without_tags(text))
    words = words_of(prose)
    if not any(sign.isalpha() for sign in prose):
        return linked or not any(sign.isdigit() for sign in prose) or len(words) <= 1
    if _ONE_KEY.fullmatch(prose) or " ".join(word.written for word in words) in _trying():
        return True
    if _advertising().within(words) or _is_mashed(words):
        return True
    return linked and not topics_of(words) and len(words) < _LEAST_BESIDE_LINK


def _is_mashed(words: Sequence[Word]) -> bool:
    """Fewer than half of the letters stand in words that Vietnamese or a little English could have."""
    letters = [word for word in words if word.plain.isalpha()]
    total = sum(len(word.plain) for word in letters)
    known = sum(len(word.plain) for word in letters if _is_word(word))
    repeated = len({word.plain for word in letters}) == 1 and len(letters) > 3
    return total == 0 or known < _LEAST_KNOWN * total or repeated


def _is_word(word: Word) -> bool:
    if not word.plain.isascii():
        return True
    return word.plain in _KNOWN or bool(_SYLLABLE.fullmatch(word.plain))


@cache
def _trying() -> frozenset[str]:
    return frozenset(rulebook.words()["junk"]["trying"])


@cache
def _advertising() -> Phrases:
    return Phrases(rulebook.words()["junk"]["advertising"])
