"""What a rating opens: a matter of which kind, by rules that are data."""

from collections.abc import Iterable
from dataclasses import dataclass

from nucuoi.cases.rules.words import Kind

SOLICITING = "voi_vinh"
"""Topic of `ratings.triage` that takes the allegation's road, whatever else is said."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a rating holds that can open a matter.

    Attributes:
        score: 1 to 5.
        topics: Codes of `ratings.triage`.
        breaches: Whether a breach of criterion 4 was ticked.
        junk: Whether the text says nothing.
    """

    score: int
    has_remark: bool
    wants_answer: bool
    thanks: bool
    breaches: bool
    topics: tuple[str, ...]
    junk: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of opening; None and empty ask nothing, and all that is asked must hold.

    Attributes:
        kind: What it opens.
        highest_score: Score at most.
        topic: A topic that must be there.
    """

    kind: Kind
    highest_score: int | None = None
    remark: bool = False
    wants_answer: bool = False
    thanks: bool = False
    breaches: bool = False
    topic: str = ""

    def holds(self, said: Said) -> bool:
        """Whether it opens a matter for what was said."""
        return (
            (self.highest_score is None or said.score <= self.highest_score)
            and (not self.remark or (said.has_remark and not said.junk))
            and (not self.wants_answer or said.wants_answer)
            and (not self.thanks or said.thanks)
            and (not self.breaches or said.breaches)
            and (not self.topic or self.topic in said.topics)
        )


def opened_by(said: Said, rules: Iterable[Rule]) -> Rule | None:
    """The first rule that holds; None = nothing is opened."""
    return next((rule for rule in rules if rule.holds(said)), None)
