"""A small token of all that a board shows live, so that nothing is computed while nothing moved."""

from nucuoi.ledger import queries as ledger
from nucuoi.organisation import queries as organisation
from nucuoi.scores.models import Step
from nucuoi.scores.rules.periods import Span

FOLLOWER = "scores"
"""The follower of the log that writes the rollups."""


def state(unit: str, span: Span) -> tuple[int, int, int]:
    """What changes whenever the rollups, the counters or the unit's distribution change.

    Rollups change only in the transaction that moves the follower's cursor, so the cursor stands
    for them all; a step is taken after it, in a transaction of its own.
    """
    steps = Step.objects.filter(
        subject=f"unit:{unit}", period=span.period.stored, start=span.first
    ).values_list("n", flat=True)
    return ledger.cursor(FOLLOWER), organisation.intake_version(), steps.first() or 0
