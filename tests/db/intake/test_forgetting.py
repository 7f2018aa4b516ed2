"""How a rating reached us is forgotten after 45 days; the rating stays."""

from datetime import timedelta

from nucuoi.foundation import clock
from nucuoi.ratings.actions import forget_intake_records
from nucuoi.ratings.models import IntakeRecord, Rating
from tests.db.intake.conftest import Post, rating
from tests.situation import Office


def test_old_intake_records_are_erased(post: Post, office: Office) -> None:
    """Those of 45 days ago, and only those."""
    for _ in range(3):
        post(rating(office))
    old = IntakeRecord.objects.earliest("pk")
    day_ms = timedelta(days=1) // timedelta(milliseconds=1)
    IntakeRecord.objects.filter(pk=old.pk).update(arrived_ms=clock.now_ms() - 46 * day_ms)

    assert [forget_intake_records(), forget_intake_records()] == [1, 0]
    assert [IntakeRecord.objects.count(), Rating.objects.count()] == [2, 3]
