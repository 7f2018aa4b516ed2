"""What a remark is about, by lists of phrases; a remark may be about several things."""

from collections.abc import Sequence
from functools import cache

from nucuoi.ratings.triage import rulebook
from nucuoi.ratings.triage.words import Phrases, Word


def topics_of(words: Sequence[Word]) -> tuple[str, ...]:
    """Codes of the topics, in the order of the rules."""
    return tuple(code for code, phrases in _topics().items() if phrases.within(words))


@cache
def _topics() -> dict[str, Phrases]:
    return {code: Phrases(phrases) for code, phrases in rulebook.words()["topics"].items()}
