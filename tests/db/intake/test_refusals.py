"""POST /api/v1/ratings: every refusal of the contract, in Vietnamese and naming each field."""

from datetime import timedelta

import pytest

from nucuoi.foundation import clock
from nucuoi.ratings.models import Rating
from tests.db.intake.conftest import Post, rating
from tests.situation import Office


def test_a_wrong_rating_is_answered_as_a_problem(post: Post, office: Office) -> None:
    """A wrong field is 422 in problem+json, Vietnamese and by name; broken JSON is 400."""
    wrong, broken = post(rating(office, score=9)), post(b"{")

    assert (wrong.status, wrong.headers["Content-Type"]) == (422, "application/problem+json")
    assert wrong.json["errors"] == {"score": "Cho từ 1 đến 5, số nguyên."}
    assert (broken.status, broken.headers["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize(
    ("field", "wrong"), [("field", "KHONG-CO"), ("form", "khong-co"), ("channel", "paper")]
)
def test_a_word_that_means_nothing_here_is_named(
    post: Post, office: Office, field: str, wrong: str
) -> None:
    """Fields and forms must be known; paper is keyed by staff only."""
    answer = post(rating(office, **{field: wrong}))

    assert (answer.status, list(answer.json["errors"])) == (422, [field])


def test_an_unknown_counter_is_404(post: Post, office: Office) -> None:
    """A code that is on no poster."""
    answer = post(rating(office, counter="bg99999-21-01"))

    assert (answer.status, list(answer.json["errors"])) == (404, ["counter"])


def test_a_counter_not_yet_open_is_404_with_its_day(post: Post, office: Office) -> None:
    """Posters may hang before the counter opens."""
    opens = clock.today() + timedelta(days=3)
    type(office.counter).objects.filter(pk=office.elsewhere.pk).update(valid_from=opens)
    answer = post(rating(office, counter=office.elsewhere.code))

    assert answer.status == 404
    assert f"{opens:%d/%m/%Y}" in answer.json["detail"]


def test_a_closed_counter_is_410_with_its_successor(post: Post, office: Office) -> None:
    """An old poster leads on to the counter that took over."""
    answer = post(rating(office, counter=office.closed.code))

    assert answer.status == 410
    assert answer.json["successor"]["code"] == office.counter.code
    assert answer.json["successor"]["url"].endswith(f"/q/{office.counter.code}")


def test_a_counter_outside_the_devices_point_is_403(post: Post, office: Office) -> None:
    """A tablet only speaks for its own service point."""
    answer = post(rating(office, counter=office.elsewhere.code), token=office.token)

    assert (answer.status, list(answer.json["errors"])) == (403, ["counter"])


@pytest.mark.parametrize(
    "shown", ["Device x", "Device ", "Bearer abc", "Device", "", "Device \xff"]
)
def test_an_unknown_token_is_401(post: Post, office: Office, shown: str) -> None:
    """A wrong token is said so: it is never quietly counted as open."""
    answer = post(rating(office), HTTP_AUTHORIZATION=shown)

    assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Device")


def test_nothing_of_a_refused_rating_is_kept(post: Post, office: Office) -> None:
    """Refusals leave no row."""
    post(rating(office, counter=office.closed.code))
    post(rating(office, score=9))
    post(rating(office, counter=office.elsewhere.code), token=office.token)

    assert Rating.objects.count() == 0
