"""Sending the same rating again: harmless, however often and by whatever way."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from nucuoi.ratings.models import ContactDetail, IntakeRecord, Rating, Remark
from tests.db.intake.conftest import Post, rating
from tests.situation import Office

LOOKUP = "AEhlbGxvLCB3b3JsZCEgVGhpcyBpcyBhIGxvb2t1cCE"
OTHER_LOOKUP = "BEhlbGxvLCB3b3JsZCEgVGhpcyBpcyBhIGxvb2t1cCE"


def test_the_same_again_is_a_duplicate_with_the_same_receipt(post: Post, office: Office) -> None:
    """200, once in the database, and the citizen's code does not change."""
    sent = rating(office, remark="Tốt", tags=["chao", "voi_vinh"], field="HT")
    first, again = post(sent), post(sent)

    assert (again.status, again.json["status"]) == (200, "duplicate")
    assert again.json["receipt"] == first.json["receipt"]
    assert Rating.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "F47AC10B-58CC-4372-A567-0E02B2C3D479"},
        {"sent_at": "2026-11-23T08:31:00+07:00"},
        {"tags": ["cam_on", "chao", "chao"]},
        {"remark": "Ca\u0309m ơn "},
        {"rater": "citizen", "lang": "vi", "thanks": False},
    ],
)
def test_the_same_said_otherwise_is_a_duplicate(
    post: Post, office: Office, changes: dict[str, Any]
) -> None:
    """Sending time, order of ticks, spelling of Unicode and written-out defaults change nothing."""
    sent = rating(
        office, id="f47ac10b-58cc-4372-a567-0e02b2c3d479", tags=["chao", "cam_on"], remark="Cảm ơn"
    )
    post(sent)

    assert post(sent | changes).status == 200


@pytest.mark.parametrize(
    ("first", "then", "named"),
    [
        ({}, {"score": 4}, "id"),
        ({}, {"remark": "thêm"}, "id"),
        ({"remark": "một"}, {"remark": "hai"}, "id"),
        ({"remark": "một"}, {}, "id"),
        ({"tags": ["tho_o"]}, {"tags": ["voi_vinh"]}, "id"),
        ({"tags": ["chao"]}, {"tags": ["cam_on"]}, "id"),
        ({}, {"thanks": True}, "id"),
        ({"wants_answer": True, "contact": "a"}, {"wants_answer": True, "contact": "b"}, "id"),
        ({"receipt": LOOKUP}, {"receipt": OTHER_LOOKUP}, "receipt"),
        ({"receipt": LOOKUP}, {}, "receipt"),
        ({}, {"receipt": LOOKUP}, "receipt"),
    ],
)
def test_another_rating_with_the_same_id_is_409(
    post: Post, office: Office, first: dict[str, Any], then: dict[str, Any], named: str
) -> None:
    """An id means one rating for ever; the first one stays as it is."""
    sent = rating(office)
    post(sent | first)
    answer = post(sent | then)

    assert (answer.status, list(answer.json["errors"])) == (409, [named])
    assert Rating.objects.count() == 1


def test_another_time_is_another_rating(post: Post, office: Office) -> None:
    """While the time of rating is kept, it is compared."""
    sent = rating(office)
    post(sent | {"rated_at": "2020-01-01T00:00:00Z"}, token=office.token)
    answer = post(sent | {"rated_at": "2020-01-02T00:00:00Z"}, token=office.token)

    assert answer.status == 409


def test_erased_text_counts_as_the_same(post: Post, office: Office) -> None:
    """After an erasure nobody is told by a 409 what was written."""
    sent = rating(office, remark="Tôi tên là A", wants_answer=True, contact="0912")
    post(sent)
    Remark.objects.all().delete()
    ContactDetail.objects.all().delete()
    IntakeRecord.objects.all().delete()

    assert post(sent | {"remark": "khác", "contact": "khác"}).status == 200
    assert Remark.objects.count() == 0


def test_a_retry_after_the_counter_closed_is_still_a_duplicate(post: Post, office: Office) -> None:
    """What was acknowledged, or nearly, is not refused later."""
    sent = rating(office)
    post(sent)
    type(office.counter).objects.filter(pk=office.counter.pk).update(valid_to="2026-01-01")

    assert post(sent).status == 200


def test_a_receipt_belongs_to_one_rating(post: Post, office: Office) -> None:
    """Two ratings cannot have the same code: the second is told which field it is."""
    post(rating(office, receipt=LOOKUP))
    answer = post(rating(office, receipt=LOOKUP))

    assert (answer.status, list(answer.json["errors"])) == (409, ["receipt"])


def test_32_at_once_with_one_id_are_stored_once(post: Post, office: Office) -> None:
    """However many hands send it at the same time, it is one rating."""
    sent = rating(office)
    with ThreadPoolExecutor(32) as hands:
        answers = list(hands.map(lambda _: post(sent), range(32)))

    assert sorted(answer.status for answer in answers) == [200] * 31 + [201]
    assert len({answer.json["receipt"] for answer in answers}) == 1
    assert Rating.objects.count() == 1


def test_many_different_at_once_are_all_stored(post: Post, office: Office) -> None:
    """A group of ratings is kept whole, each with its own companions."""
    ids = [str(uuid4()) for _ in range(200)]
    with ThreadPoolExecutor(32) as hands:
        sent = [rating(office, id=one, remark=one) for one in ids]
        answers = list(hands.map(post, sent))

    assert {answer.status for answer in answers} == {201}
    kept = {
        row.uuid.hex(): row.remark.text for row in Rating.objects.select_related("remark").all()
    }
    assert kept == {one.replace("-", ""): one for one in ids}
