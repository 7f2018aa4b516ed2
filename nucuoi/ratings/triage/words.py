"""A remark as words: short forms spelled out, drawn-out letters shortened; phrases found in it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from nucuoi.ratings.triage import rulebook
from nucuoi.ratings.triage.folding import fold

_WORD = re.compile(r"[^\W_]+(?:[.*][^\W_]+)*")
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
_AMBIGUOUS = 4
"""Single words shorter than this mean too much without diacritics: they are taken as written."""


class Word(NamedTuple):
    """A word as written, in small letters, and without diacritics."""

    written: str
    plain: str


def words_of(text: str) -> list[Word]:
    """The words of `text` in order."""
    short = _short_forms()
    found = []
    for match in _WORD.finditer(text.lower()):
        word = _DRAWN_OUT.sub(r"\1", match.group())
        found += [Word(one, fold(one)) for one in short.get(word, word).split()]
    return found


class Phrases:
    """Phrases that are looked for as whole words.

    Args:
        phrases: In small letters with diacritics.
        forgiving: Whether a word without diacritics stands for the one with them.
    """

    def __init__(self, phrases: Iterable[str], *, forgiving: bool = True) -> None:
        self._forgiving = forgiving
        self._by_first: dict[str, list[Sequence[Word]]] = defaultdict(list)
        for phrase in phrases:
            words = [Word(word, fold(word)) for word in phrase.split()]
            self._by_first[words[0].plain].append(words)

    def within(self, words: Sequence[Word]) -> bool:
        """Whether one of the phrases stands in `words`."""
        return any(
            self._begins(phrase, words, start)
            for start, word in enumerate(words)
            for phrase in self._by_first.get(word.plain, ())
        )

    def _begins(self, phrase: Sequence[Word], words: Sequence[Word], start: int) -> bool:
        there = words[start : start + len(phrase)]
        if len(there) < len(phrase):
            return False
        forgiving = self._forgiving and (len(phrase) > 1 or len(phrase[0].plain) >= _AMBIGUOUS)
        return all(_same(own, word, forgiving) for own, word in zip(phrase, there, strict=True))


def _same(own: Word, word: Word, forgiving: bool) -> bool:
    if own.written == word.written:
        return True
    return forgiving and word.written == word.plain == own.plain


@cache
def _short_forms() -> dict[str, str]:
    return {str(short): str(full) for short, full in rulebook.words()["short_forms"].items()}
