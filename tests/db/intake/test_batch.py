"""POST /api/v1/ratings/batch: what an outbox brings, rating by rating."""

from typing import Any

import pytest

from nucuoi.ratings.models import Outbox, Rating
from tests.db.intake.conftest import Post, Response, rating
from tests.situation import Office

OUTBOX = "0f47ac10-58cc-4372-a567-0e02b2c3d479"


@pytest.fixture
def send(post: Post, office: Office) -> Any:
    """Sends ratings as the office's device."""

    def send_batch(ratings: object, **more: Any) -> Response:
        more.setdefault("token", office.token)
        return post({"ratings": ratings}, path="/api/v1/ratings/batch", **more)

    return send_batch


def test_500_with_three_bad(send: Any, office: Office) -> None:
    """Three wrong ratings do not hurt the other 497, and every one gets its own answer."""
    sent = [rating(office) for _ in range(500)]
    sent[7]["score"] = 9
    sent[123] = {"what": 1}
    sent[499]["counter"] = "khong-co"
    answer = send(sent)

    assert answer.status == 200
    results = answer.json["results"]
    assert [one["id"] for one in results] == [one.get("id") for one in sent]
    told = {number: one["status"] for number, one in enumerate(results) if "errors" in one}
    assert told == {7: "invalid", 123: "invalid", 499: "unknown_counter"}
    assert list(results[7]["errors"]) == ["score"]
    assert Rating.objects.count() == 497


def test_every_status_has_its_word(send: Any, office: Office) -> None:
    """accepted, duplicate, conflict, invalid, unknown_counter, closed: as the contract says."""
    first = rating(office)
    sent = [
        first,
        first,
        first | {"score": 1},
        rating(office, counter=office.elsewhere.code),
        rating(office, channel="paper"),
        rating(office, counter="khong-co"),
        rating(office, counter=None, ticket="khong-co"),
        rating(office, counter=office.closed.code),
        7,
    ]
    answer = send(sent)

    assert [one["status"] for one in answer.json["results"]] == [
        "accepted",
        "duplicate",
        "conflict",
        "invalid",
        "invalid",
        "unknown_counter",
        "unknown_counter",
        "closed",
        "invalid",
    ]


def test_a_batch_needs_a_device(send: Any, office: Office) -> None:
    """Nobody else sends batches; and what is too large is not even read."""
    assert send([rating(office)], token=None).status == 401
    assert send([rating(office)], token="khong-co").status == 401


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"ratings":[{"id":"\xff"}]}'])
def test_broken_json_is_400(post: Post, office: Office, body: bytes) -> None:
    """A batch that is no JSON is refused whole."""
    assert post(body, path="/api/v1/ratings/batch", token=office.token).status == 400


@pytest.mark.parametrize("ratings", [5, {}, None, [1] * 501])
def test_what_is_no_list_of_500_is_422(send: Any, ratings: object) -> None:
    """Anything else is refused whole."""
    answer = send(ratings)

    assert (answer.status, list(answer.json["errors"])) == (422, ["ratings"])


def test_nothing_to_send_is_fine(send: Any) -> None:
    """An empty outbox."""
    assert send([]).json == {"results": []}


def test_a_large_batch_is_413(post: Post, office: Office) -> None:
    """More than 8 MiB is not read."""
    answer = post(
        b"", path="/api/v1/ratings/batch", token=office.token, CONTENT_LENGTH=str(9 * 1024 * 1024)
    )

    assert answer.status == 413


def test_a_large_batch_of_long_remarks_is_taken(send: Any, office: Office) -> None:
    """500 remarks of 2,000 characters fit."""
    answer = send([rating(office, remark="ế" * 2000) for _ in range(500)])

    assert {one["status"] for one in answer.json["results"]} == {"accepted"}


def test_an_outbox_remembers_how_far_it_got(send: Any, office: Office) -> None:
    """The highest seq is kept, in whatever order they come."""
    send([rating(office, outbox=OUTBOX, seq=seq) for seq in (2, 5, 3)])

    assert Outbox.objects.get().last_seq == 5


def test_one_poisonous_rating_hurts_itself_only(
    send: Any, office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault of ours on one rating is `retry` for that one; the others are stored."""
    from nucuoi.ratings.intake import drafting, judge

    draft = drafting.draft

    def faulty(sent: Any, *args: Any, **more: Any) -> Any:
        if sent.submission.link == "doc":
            raise ZeroDivisionError
        return draft(sent, *args, **more)

    monkeypatch.setattr(judge, "draft", faulty)
    answer = send([rating(office), rating(office, link="doc"), rating(office)])

    told = [one["status"] for one in answer.json["results"]]
    assert told == ["accepted", "retry", "accepted"]
    assert Rating.objects.count() == 2
    assert "failed" in caplog.text
