"""The distributions last shown of units and counters in a span."""

from collections.abc import Collection

from nucuoi.scores.models import Step
from nucuoi.scores.rules.periods import Span
from nucuoi.scores.rules.shown import Shown


def shown(span: Span, subjects: Collection[str]) -> dict[str, Shown]:
    """The last step of each subject (`unit:…` or `counter:…`) that has one, in one statement."""
    steps = Step.objects.filter(
        period=span.period.stored, start=span.first, subject__in=subjects
    ).values_list("subject", "s1", "s2", "s3", "s4", "s5")
    return {subject: Shown((s1, s2, s3, s4, s5)) for subject, s1, s2, s3, s4, s5 in steps}
