"""Similar remarks: what is found of altered copies, and that nothing unlike is taken for alike."""

import random
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nucuoi.ratings.triage import read
from nucuoi.ratings.triage.folding import fold
from nucuoi.ratings.triage.likeness import ALIKE, Pieces, bands_of, likeness, pieces_of
from tests.remarks import remarks

WAYS = ("without diacritics", "one word changed", "both")
TIMES = 5
"""Copies of each remark in which a word is changed."""


class Told(NamedTuple):
    """A remark as it is compared: of the masked text, as the follower has it."""

    text: str
    pieces: Pieces
    bands: frozenset[int]


def told(text: str) -> Told:
    """What is compared of a text."""
    pieces = pieces_of(read(text).masked)
    return Told(text, pieces, frozenset(bands_of(pieces)))


EVERY = [told(one.text) for one in remarks("named", "numbered", "clean", "abusive", "junk")]
KNOWN = [one for one in EVERY if one.pieces]
"""Those long enough to be compared."""


def with_one_word_changed(text: str, chance: random.Random) -> str:
    """A copy in which a word is another one of these remarks."""
    words = text.split()
    words[chance.randrange(len(words))] = chance.choice(chance.choice(KNOWN).text.split())
    return " ".join(words)


def copies(way: str) -> Iterator[tuple[int, str]]:
    """Altered copies, each with the place of its remark; the same at every call."""
    for seed in range(1 if way == WAYS[0] else TIMES):
        chance = random.Random(seed)  # noqa: S311  # alters, keeps no secret
        for place, one in enumerate(KNOWN):
            text = one.text if way == WAYS[0] else with_one_word_changed(one.text, chance)
            yield place, text if way == WAYS[1] else fold(text)


def grouped(one: Told, other: Told) -> bool:
    """Whether the two would be: they share a band and are alike."""
    return bool(one.bands & other.bands) and likeness(one.pieces, other.pieces) >= ALIKE


@cache
def measured(way: str) -> tuple[float, float]:
    """Share of copies found beside their remark, and beside one that says something else."""
    right = wrong = every = 0
    for place, text in copies(way):
        copy, own = told(text), KNOWN[place]
        every += 1
        right += grouped(copy, own)
        wrong += any(grouped(copy, one) for one in KNOWN if one.pieces != own.pieces)
    return right / every, wrong / every


@pytest.mark.parametrize(("way", "least"), zip(WAYS, (0.99, 0.94, 0.92), strict=True))
def test_altered_copies_are_found(way: str, least: float) -> None:
    """Nearly all, of more than 250 remarks; most others have become too short to be compared."""
    assert len(KNOWN) > 250
    assert measured(way)[0] >= least


@pytest.mark.parametrize("way", WAYS)
def test_copies_are_not_grouped_with_others(way: str) -> None:
    """At most one in a thousand copies stands beside a remark that says something else."""
    assert measured(way)[1] <= 0.001


def test_nothing_unlike_is_grouped() -> None:
    """Of some 40,000 pairs of remarks only those that are the same but for masked names."""
    pairs = [(one, other) for one, other in combinations(KNOWN, 2) if grouped(one, other)]

    assert [(one.text, other.text) for one, other in pairs if one.pieces != other.pieces] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chờ 2 tiếng mới tới lượt, không ai giải thích", "cho 2 tieng moi toi luot, ko ai giai thich"),
        ("Cán bộ nhiệt tình, hướng dẫn chu đáo", "CÁN BỘ NHIỆT TÌNHHHH,   hướng dẫn chu đáo!!!"),
    ],
)  # fmt: skip
def test_the_way_of_writing_does_not_matter(one: str, other: str) -> None:
    """Diacritics, capitals, signs, short forms and drawn-out letters aside, they are the same."""
    assert likeness(pieces_of(one), pieces_of(other)) == 1


@pytest.mark.parametrize(
    "text", ["", "tốt lắm", "Cảm ơn rất nhiều", "0912 345 678 " * 4, "•••• " * 9]
)
def test_short_remarks_are_not_compared(text: str) -> None:
    """Fewer than twenty letters give no pieces and no bands."""
    assert (pieces_of(text), bands_of(pieces_of(text))) == (frozenset(), ())


def test_the_bands_stay_the_same() -> None:
    """They are stored: another machine or version must make the same of a text."""
    made = bands_of(pieces_of("Trễ hẹn ba lần, không xin lỗi."))

    assert made[:2] == (1088630461757088413, 167671468798753548)


@given(st.text(min_size=20, max_size=300))
def test_bands_fit_the_database(text: str) -> None:
    """Eight numbers of 64 bits with a sign, for any text; the order of its pieces does not matter."""
    made = bands_of(pieces_of(text))

    assert len(made) in (0, 8)
    assert all(-(2**63) <= band < 2**63 for band in made)
