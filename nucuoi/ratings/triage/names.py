"""Names of people in a remark: after titles and introductions, and full names standing alone."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from nucuoi.ratings.triage import rulebook
from nucuoi.ratings.triage.folding import fold

_TOKEN = re.compile(r"[^\W\d_]+")
_LONGEST = 5
"""Words of a name at most."""
_SEXES = frozenset({"thi", "van"})
"""Middle words after which any word is a given name."""
_WITH_DIACRITICS = 0.25
"""A remark of which more words have diacritics is written with them."""
_BETWEEN = re.compile(r"[ \t]+")


class _Token(NamedTuple):
    start: int
    end: int
    written: str
    small: str
    plain: str
    plain_text: bool = True
    """Whether the whole remark is written without diacritics."""

    @property
    def capital(self) -> bool:
        return self.written[:1].isupper()

    @property
    def bare(self) -> bool:
        """Written without diacritics, so that it may stand for several words."""
        return self.plain_text and self.small == self.plain


def find(text: str, plain: str) -> Iterator[tuple[int, int]]:
    """Start and end of each name of a person in `text`, without the title before it."""
    tokens = [
        _Token(
            match.start(),
            match.end(),
            match.group(),
            match.group().lower(),
            plain[match.start() : match.end()],
        )
        for match in _TOKEN.finditer(text)
    ]
    shouting = sum(token.written.isupper() for token in tokens) > len(tokens) / 2
    if sum(token.small != token.plain for token in tokens) > len(tokens) * _WITH_DIACRITICS:
        tokens = [token._replace(plain_text=False) for token in tokens]
    at = 0
    while at < len(tokens):
        length = _name_at(tokens, at, text, shouting)
        if length:
            yield tokens[at].start, tokens[at + length - 1].end
        at += max(length, 1)


def _name_at(tokens: Sequence[_Token], at: int, text: str, shouting: bool) -> int:
    """How many words the name that begins at `at` has; 0 = there is none."""
    run = _run(tokens, at, text)
    if _is_place(tokens, at, text) or _is_public(run) or (at and _says_else(tokens[at - 1 :])):
        return 0
    full = _full_name(run, shouting)
    if full:
        return full
    if _phrase_before(tokens, at, text, _introductions()):
        return _capitals(run, shouting) or _given(run)
    return _after_title(run, shouting) if _phrase_before(tokens, at, text, _titles()) else 0


def _run(tokens: Sequence[_Token], at: int, text: str) -> Sequence[_Token]:
    """The words from `at` on that only spaces part."""
    end = at + 1
    while end < min(len(tokens), at + _LONGEST) and _BETWEEN.fullmatch(
        text[tokens[end - 1].end : tokens[end].start]
    ):
        end += 1
    return tokens[at:end]


def _full_name(run: Sequence[_Token], shouting: bool) -> int:
    """Surname, middle words, given name, standing anywhere."""
    if len(run) < 2 or not _among(run[0], _surnames()):
        return 0
    if run[0].capital and not shouting:
        length = _capitals(run, shouting)
        if length >= 2 and not _says_else(run):
            return length
    for length in range(min(len(run), 4), 1, -1):
        words = run[:length]
        if _reads_as_name(words) and not _says_else(run) and not _says_else(run[length - 1 :]):
            return length
    return 0


def _reads_as_name(words: Sequence[_Token]) -> bool:
    """Without capitals a surname needs a middle word and a given name, or a rare pair of both."""
    middle, last = words[1:-1], words[-1]
    if not middle or not all(_among(word, _middles()) for word in middle):
        return False
    if middle[-1].plain in _SEXES and len(last.plain) > 1:
        return True
    initial = len(last.plain) == 1 and last.plain in "abcdhklmnpqstvx"
    return initial or _among(last, _given_names())


def _after_title(run: Sequence[_Token], shouting: bool) -> int:
    first = run[0]
    if first.capital and not shouting and first.plain not in _offices():
        length = _capitals(run, shouting)
        if not _says_else(run) or length > 2:
            return length
    return _given(run)


def _capitals(run: Sequence[_Token], shouting: bool) -> int:
    """How many words from the first on begin with a capital."""
    if shouting:
        return 0
    length = 0
    for token in run[:4]:
        if not token.capital or (
            token.plain in _offices() and length >= 1 and not _among(token, _given_names())
        ):
            break
        if len(token.written) > 1 and token.written.isupper() and len(token.plain) > 5:
            break
        length += 1
    return length


def _given(run: Sequence[_Token]) -> int:
    """A given name in small letters, alone or after its middle word."""
    first = run[0]
    if _says_else(run):
        return 0
    if len(run) >= 2 and _are_two(first, run[1], run[2:]) and not _says_else(run[1:]):
        return 2
    if not _among(first, _given_names()):
        return 0
    unsure = _among(first, _alone()) and not first.capital
    return 0 if unsure and not _in_context(run[1:]) else 1


def _are_two(first: _Token, second: _Token, rest: Sequence[_Token]) -> bool:
    """Whether two words are a double name such as Thu Hà or Vân Anh."""
    if not _among(second, _given_names()):
        return False
    if _among(first, _given_names()) and (second.capital or second.plain == "anh"):
        return second.capital or not rest or _in_context(rest)
    return _among(first, _middles()) and (not _among(second, _alone()) or _in_context(rest))


def _in_context(rest: Sequence[_Token]) -> bool:
    """Whether what follows is what people say of somebody."""
    return bool(rest) and _among(rest[0], _contexts())


def _among(token: _Token, names: frozenset[str]) -> bool:
    """Whether the word is one of the names; without diacritics it may stand for several."""
    return token.small in names or (token.bare and f"~{token.plain}" in names)


def _says_else(run: Sequence[_Token]) -> bool:
    """Whether the first two words are a phrase of the language rather than a name."""
    if len(run) < 2:
        return False
    first, second = run[0], run[1]
    pair = f"{first.small} {second.small}"
    bare = first.bare and second.bare and f"~{first.plain} {second.plain}" in _phrases()
    return pair in _phrases() or bare


def _is_place(tokens: Sequence[_Token], at: int, text: str) -> bool:
    return bool(_phrase_before(tokens, at, text, _places()))


def _phrase_before(tokens: Sequence[_Token], at: int, text: str, phrases: frozenset[str]) -> str:
    for length in range(min(4, at), 0, -1):
        before = tokens[at - length : at]
        if not all(
            _close(text, *pair) for pair in zip(before, [*before[1:], tokens[at]], strict=True)
        ):
            continue
        said = " ".join(token.small for token in before)
        bare = all(token.bare for token in before)
        if said in phrases or (bare and f"~{said}" in phrases):
            return said
    return ""


def _close(text: str, first: _Token, second: _Token) -> bool:
    return text[first.end : second.start].strip(" :.-\t") == ""


def _is_public(run: Sequence[_Token]) -> bool:
    said = [" ".join(token.plain for token in run[:length]) for length in (2, 3)]
    return any(one in _public() for one in said)


def _both(words: Sequence[str]) -> frozenset[str]:
    """Words in small letters, and marked by `~` without their diacritics."""
    small = [word.lower() for word in words]
    return frozenset(small) | {f"~{fold(word)}" for word in small}


@cache
def _surnames() -> frozenset[str]:
    return _both(rulebook.names()["surnames"].split())


@cache
def _middles() -> frozenset[str]:
    return _both(rulebook.names()["middles"].split())


@cache
def _given_names() -> frozenset[str]:
    return _both(rulebook.names()["given"].split())


@cache
def _titles() -> frozenset[str]:
    unsure = {
        f"~{fold(title)}" for title in rulebook.names()["unsure_titles"] if not title.isascii()
    }
    return _both(rulebook.names()["titles"]) - unsure


@cache
def _introductions() -> frozenset[str]:
    return _both(rulebook.names()["introductions"])


@cache
def _places() -> frozenset[str]:
    return _both(rulebook.names()["places"])


@cache
def _public() -> frozenset[str]:
    return frozenset(fold(name) for name in rulebook.names()["public"])


@cache
def _phrases() -> frozenset[str]:
    return _both(rulebook.names()["not_names"]["words"])


@cache
def _alone() -> frozenset[str]:
    return _both(rulebook.names()["not_names"]["alone"])


@cache
def _contexts() -> frozenset[str]:
    return _both(rulebook.names()["not_names"]["context"])


@cache
def _offices() -> frozenset[str]:
    return frozenset(fold(word) for word in rulebook.names()["not_names"]["offices"])
