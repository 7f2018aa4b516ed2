"""POST /api/v1/ratings: every answer of the contract."""

from nucuoi.ratings.models import IntakeRecord, Pending, Rating
from tests.db.intake.conftest import Post, rating
from tests.situation import Office


def test_a_rating_is_taken_in(post: Post, office: Office) -> None:
    """A good rating is 201 accepted, with a receipt of the server, and waits for its leaf."""
    sent = rating(office)
    answer = post(sent)

    assert (answer.status, answer.json["id"], answer.json["status"]) == (
        201,
        sent["id"],
        "accepted",
    )
    assert len(answer.json["receipt"].replace("-", "")) == 17
    row = Rating.objects.get()
    assert (row.score, row.counter_id, row.official_id) == (5, office.counter.pk, office.holder.pk)
    assert Pending.objects.get().rating_id == row.pk
    assert IntakeRecord.objects.get().rating_id == row.pk
