"""Printing numbered ballots for a counter."""

from django.db import transaction

from nucuoi.audit import actions as audit
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Invalid
from nucuoi.foundation.seat import Seat
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.models import Counter
from nucuoi.ratings.models import BallotRun
from nucuoi.ratings.queries import paper, questionnaires
from nucuoi.ratings.rules.ballot import MOST_BALLOTS, SIZES
from nucuoi.ratings.rules.words import Language, Rater


@transaction.atomic
def print_ballots(
    *, by: Seat, counter: str, count: int, size: str, lang: Language, rater: Rater
) -> int:
    """Numbers ballots of today's questionnaire for an open counter; returns the run to be printed.

    Raises:
        Invalid: If there would be none, too many, or of a size that is not printed.
        NotFound: If there is no such counter.
        Gone: If it has closed.
    """
    if not 1 <= count <= MOST_BALLOTS or size not in SIZES:
        sentence = f"Mỗi lần in từ 1 đến {MOST_BALLOTS} phiếu."
        raise Invalid(sentence, fields={"count": sentence})
    today = clock.today()
    found = Counter.objects.select_for_update().get(pk=organisation.counter(counter, today).id)
    first = paper.last_number(found.pk) + 1
    run = BallotRun.objects.create(
        counter=found,
        first=first,
        last=first + count - 1,
        form=questionnaires.current(today),
        lang=lang,
        rater=rater,
        size=size,
        at=clock.now(),
        by=by.username,
    )
    audit.record(
        by=by, action="ratings.ballot.printed", subject=counter, first=run.first, last=run.last
    )
    return run.pk
