"""Ratings of the past in bulk: stored as intake would, in an installation that is in use."""

import secrets

from nucuoi.organisation.models import IntakeVersion
from nucuoi.ratings.actions.history import store_history
from nucuoi.ratings.intake.rows import NewRating, Sent
from nucuoi.ratings.models import IntakeRecord, Pending, Rating
from nucuoi.ratings.rules.words import AttributedBy, Channel, Evidence, Language, Rater
from tests.db.intake.conftest import Post, rating
from tests.situation import Office


def of_the_past(office: Office, score: int) -> NewRating:
    """A rating of long ago at the office's counter."""
    return NewRating(
        uuid=secrets.token_bytes(16),
        content=secrets.token_bytes(16),
        lookup_hash=secrets.token_bytes(16),
        day=20_000,
        half=0,
        counter=office.counter.pk,
        official=office.holder.pk,
        field=None,
        ticket=None,
        form=None,
        evidence=Evidence.OPEN,
        disputed=False,
        channel=Channel.WEB,
        rater=Rater.CITIZEN,
        lang=Language.VI,
        score=score,
        spirit=None,
        attitude=None,
        conduct=None,
        tags=0,
        attributed_by=AttributedBy.HOLDER,
        clamped=False,
        apology=None,
        wants_answer=False,
        thanks=False,
        assisted=False,
        link="",
        text=None,
        contact=None,
        sent=Sent(1_728_000_000_000, None, None, None, None, None),
        receipt_digest=secrets.token_bytes(32),
    )


def test_what_nobody_judged_is_stored_whatever_the_version(post: Post, office: Office) -> None:
    """Each waits for its leaf, and intake goes on afterwards."""
    assert IntakeVersion.objects.get().number > 0
    stored = store_history(of_the_past(office, score) for score in (3, 4, 5))
    next_one = post(rating(office))

    assert [stored, next_one.status] == [3, 201]
    assert sorted(Rating.objects.filter(day=20_000).values_list("score", flat=True)) == [3, 4, 5]
    assert [Pending.objects.count(), IntakeRecord.objects.count()] == [4, 4]
