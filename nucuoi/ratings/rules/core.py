"""What a rating's leaf commits to, part by part: final (docs/explanation/leaf-format.md).

What does not hold is left out of a part; codes and words stand for rows, so that a leaf can be read
without this database.
"""

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct, json, to_builtins

from nucuoi.ledger.rules.parts import canonical_json
from nucuoi.ratings.rules.words import (
    BREACH_TAGS,
    Apology,
    AttributedBy,
    Channel,
    Evidence,
    Rater,
    figure_tags,
)

VERSION = 1


def _words(kind: type[IntEnum]) -> dict[int, str]:
    """The word in a part for each stored number."""
    return {value.value: value.name.lower() for value in kind}


_APOLOGIES, _ATTRIBUTED_BY, _CHANNELS = _words(Apology), _words(AttributedBy), _words(Channel)
_EVIDENCE, _RATERS = _words(Evidence), _words(Rater)


class RatingFacts(NamedTuple):
    """A rating as its row says, with codes in the place of rows.

    Numbers are those of `ratings.rules.words`; `tags` and `breaches` are bit masks.
    """

    counter: str
    official: str | None
    attributed_by: int
    field: str | None
    form: str | None
    day: int
    half: int
    evidence: int
    channel: int
    rater: int
    score: int
    spirit: int | None
    attitude: int | None
    conduct: int | None
    tags: int
    apology: int | None
    late: bool
    disputed: bool
    assisted: bool
    thanks: bool
    wants_answer: bool


class _Core(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The core part as `canonical_json` writes it: members by name; None and 0 are left out."""

    apology: str | None = None
    assisted: int = 0
    attitude: int | None = None
    channel: str
    conduct: int | None = None
    counter: str
    day: int
    disputed: int = 0
    evidence: str
    field: str | None = None
    form: str | None = None
    half: int
    late: int = 0
    rater: str
    score: int
    spirit: int | None = None
    tags: tuple[str, ...] | None = None
    thanks: int = 0
    v: int
    wants_answer: int = 0


def of_rating(facts: RatingFacts) -> bytes:
    """The core part: what was answered, where, on which half-day and by what evidence."""
    core = _Core(
        apology=None if facts.apology is None else _APOLOGIES[facts.apology],
        assisted=int(facts.assisted),
        attitude=facts.attitude,
        channel=_CHANNELS[facts.channel],
        conduct=facts.conduct,
        counter=facts.counter,
        day=facts.day,
        disputed=int(facts.disputed),
        evidence=_EVIDENCE[facts.evidence],
        field=facts.field,
        form=facts.form,
        half=facts.half,
        late=int(facts.late),
        rater=_RATERS[facts.rater],
        score=facts.score,
        spirit=facts.spirit,
        tags=_tags(facts.tags),
        thanks=int(facts.thanks),
        v=VERSION,
        wants_answer=int(facts.wants_answer),
    )
    written = json.encode(core)
    return written if written.isascii() else canonical_json(to_builtins(core))


@lru_cache(maxsize=4096)
def _tags(bits: int) -> tuple[str, ...] | None:
    """The ticks that figures count, in order of their names; None = no tick."""
    return tuple(sorted(figure_tags(bits))) or None


def duty_of_rating(facts: RatingFacts) -> bytes | None:
    """The duty part: who was on duty and how that is known; None when only the counter is known."""
    return None if facts.official is None else _duty(facts.official, facts.attributed_by)


@lru_cache(maxsize=65_536)
def _duty(official: str, attributed_by: int) -> bytes:
    """Few officials stand in many ratings."""
    by = _ATTRIBUTED_BY[attributed_by]
    return canonical_json({"by": by, "official": official, "v": VERSION})


def text_of_remark(text: str, breaches: int) -> bytes:
    """The text part: what was written and which breaches (bit mask over `BREACH_TAGS`) were ticked."""
    content: dict[str, object] = {"v": VERSION}
    if text:
        content["remark"] = text
    if breaches:
        ticked = [tag for place, tag in enumerate(BREACH_TAGS) if breaches >> place & 1]
        content["breaches"] = sorted(ticked)
    return canonical_json(content)
