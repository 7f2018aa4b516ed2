"""Insults, by a list of strong words and phrases."""

from collections.abc import Sequence
from functools import cache

from nucuoi.ratings.triage import rulebook
from nucuoi.ratings.triage.words import Phrases, Word


def is_abusive(words: Sequence[Word]) -> bool:
    """Whether an insult stands among the words."""
    return any(phrases.within(words) for phrases in _phrases())


@cache
def _phrases() -> tuple[Phrases, Phrases]:
    rules = rulebook.words()["abuse"]
    return Phrases(rules["plain"]), Phrases(rules["exact"], forgiving=False)
