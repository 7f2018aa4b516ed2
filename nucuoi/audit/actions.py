"""Recording an act in the transaction that does it."""

from collections.abc import Iterable, Mapping

from nucuoi.audit.models import Event
from nucuoi.audit.vocabulary import SENTENCES
from nucuoi.foundation import clock
from nucuoi.foundation.seat import Seat


def record(*, by: Seat, action: str, subject: str = "", **facts: object) -> None:
    """Adds one audit row; call it inside the transaction of the act.

    Args:
        by: The seat acted from.
        action: A key of `audit.vocabulary.SENTENCES`.
        subject: Identity of what was acted on, at most 80 characters.
        facts: What the sentence needs, JSON values; no personal data of citizens, no secrets.

    Raises:
        KeyError: If the action is not in the vocabulary.
    """
    record_each(by=by, action=action, acts=[(subject, facts)])


def record_each(*, by: Seat, action: str, acts: Iterable[tuple[str, Mapping[str, object]]]) -> None:
    """As `record`, a row for each of many acts at one moment, in few statements.

    Args:
        acts: Subject and facts of each.
    """
    SENTENCES[action]
    at = clock.now()
    Event.objects.bulk_create(
        Event(
            at=at,
            actor=by.username,
            role=by.role,
            unit=by.unit,
            action=action,
            subject=subject,
            facts=facts,
        )
        for subject, facts in acts
    )
