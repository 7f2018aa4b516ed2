"""Ballots for paper: one page each, A4 or A5, in the languages whose letters our fonts have."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from nucuoi.documents import typesetting

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Face:
    """One of the five levels."""

    score: int
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A row of five faces."""

    label: str
    about: str


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick, with the letter it is keyed by."""

    letter: str
    label: str


@dataclass(frozen=True, slots=True)
class Ballot:
    """What stands on every ballot of a run.

    Attributes:
        size: `A4` or `A5`.
        lang: One of `LANGUAGES`.
        faces: The five levels, 1 first.
        number_words: What stands over the ballot's number.
        mark: How to fill it in; `drop` what to do with it then.
        last: Boxes at its foot.
    """

    size: str
    lang: str
    title: str
    point: str
    counter: str
    number_words: str
    question: str
    mark: str
    faces: Sequence[Face]
    optional: str
    dimensions: Sequence[Scale]
    good_title: str
    good: Sequence[Box]
    missing_title: str
    missing: Sequence[Box]
    breaches_title: str
    breaches_about: str
    breaches: Sequence[Box]
    remark: str
    remark_help: str
    last: Sequence[Box]
    consent: str
    drop: str


def pdf(ballot: Ballot, numbers: Sequence[int]) -> bytes:
    """A page for each number, as one PDF; at least one."""
    return typesetting.pdf("ballot", content(ballot, numbers))


def content(ballot: Ballot, numbers: Sequence[int]) -> dict[str, Any]:
    """What the sheet `ballot` reads."""
    return {**asdict(ballot), "numbers": list(numbers)}
