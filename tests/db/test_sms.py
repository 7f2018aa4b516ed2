"""`POST /hooks/sms`: messages become open ratings, once each, and nobody's number is kept."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker

from nucuoi.foundation import clock
from nucuoi.ratings.actions import messages
from nucuoi.ratings.intake import desk
from nucuoi.ratings.models import Rating, Remark, SmsSender
from nucuoi.ratings.rules import sms
from nucuoi.ratings.rules.words import Channel, Evidence
from tests.own_database import own_database
from tests.situation import Office, open_office

SECRET, NUMBER = "bi mat cua cong", "+84912345678"
Send = Callable[..., Any]


@pytest.fixture
def office(django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[Office]:
    """An office; one open rating a minute and address, and messages all come from one."""
    with (
        django_db_blocker.unblock(),
        own_database(tmp_path),
        override_settings(OPEN_LIMIT_PER_MINUTE=1, SMS_SECRET=SECRET),
    ):
        yield open_office()
        desk.close()


@pytest.fixture
def send(office: Office) -> Send:
    """`send(text, id=…, secret=…)`: what the gateway posts."""

    def sent(text: str, secret: str = SECRET, **changes: str) -> Any:
        body = {"id": "m-1", "from": NUMBER, "text": text, **changes}
        headers = {"Authorization": f"Bearer {secret}"}
        client = Client(enforce_csrf_checks=True)
        return client.post("/hooks/sms", body, content_type="application/json", headers=headers)

    return sent


def test_a_message_becomes_a_rating(send: Send, office: Office) -> None:
    """Of the open class, by SMS, with its words; the reply thanks and says no score."""
    answer = send("nc BG07210-21-01 2 Cho lau qua")

    row = Rating.objects.get()
    assert answer.json() == {"status": "accepted", "reply": "Cảm ơn Ông/Bà. Đánh giá đã được ghi."}
    assert (row.counter_id, row.score) == (office.counter.pk, 2)
    assert (row.channel, row.evidence) == (Channel.SMS, Evidence.OPEN)
    assert bytes(row.uuid) == sms.rating_id("m-1").bytes
    assert Remark.objects.get().text == "Cho lau qua"


def test_a_message_sent_again_is_not_counted_again(send: Send) -> None:
    """Gateways repeat what they had no answer to."""
    first, again = (send("NC bg07210-21-01 5") for _ in range(2))

    assert (first.json()["status"], again.json()["status"]) == ("accepted", "duplicate")
    assert first.json()["reply"] == again.json()["reply"]
    assert (Rating.objects.count(), SmsSender.objects.count()) == (1, 1)


@pytest.mark.parametrize("secret", ["", "x", SECRET + "x"])
def test_without_the_secret_nothing_is_taken(send: Send, secret: str) -> None:
    """A problem for the gateway's log, in Vietnamese."""
    answer = send("NC bg07210-21-01 5", secret)

    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert not Rating.objects.exists()


def test_without_a_secret_set_the_channel_is_shut(send: Send) -> None:
    """An empty secret opens nothing."""
    with override_settings(SMS_SECRET=""):
        assert send("NC bg07210-21-01 5", "").status_code == 404


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("xin chào", "NC <mã quầy>"),
        ("NC bg99999-21-01 5", "Chưa tìm thấy mã quầy"),
        ("NC bg07210-21-01", "NC bg07210-21-01 5"),
    ],
)
def test_what_cannot_be_read_is_answered_helpfully(send: Send, text: str, word: str) -> None:
    """With 200, so that the gateway does not send it for ever; nothing is kept."""
    answer = send(text)

    assert (answer.status_code, answer.json()["status"]) == (200, "unread")
    assert word in answer.json()["reply"]
    assert not SmsSender.objects.exists()


def test_a_closed_counter_names_its_successor(send: Send) -> None:
    """As its poster would."""
    answer = send("NC bg07210-21-02 5")

    assert answer.json()["status"] == "closed"
    assert "NC bg07210-21-01" in answer.json()["reply"]


def test_one_number_sends_so_many_a_day(send: Send) -> None:
    """An honest eleventh is told kindly where else to rate; another number is not held back."""
    for number in range(messages.A_DAY):
        assert send("NC bg07210-21-01 5", id=f"m{number}").json()["status"] == "accepted"
    refused = send("NC bg07210-21-01 1", id="over")
    repeat = send("NC bg07210-21-01 5", id="m0")
    other = send("NC bg07210-21-01 5", id="other", **{"from": "0987654321"})

    assert (refused.status_code, refused.json()["status"]) == (200, "limited")
    assert repeat.json()["status"] == "duplicate"
    assert other.json()["status"] == "accepted"
    assert Rating.objects.count() == messages.A_DAY + 1


def test_no_number_is_kept(send: Send) -> None:
    """Neither in clear nor as a hash that another day's could be held against."""
    send("NC bg07210-21-01 5")
    kept = SmsSender.objects.get()

    assert "912345678" not in repr(list(SmsSender.objects.values()))
    assert len(bytes(kept.tag)) == 16
    assert Rating.objects.get().link == ""


def test_after_48_hours_nothing_of_the_sender_is_left(send: Send) -> None:
    """The worker looks every ten minutes and takes what is older than 47 hours."""
    send("NC bg07210-21-01 5")
    assert messages.forget_senders() == 0
    SmsSender.objects.update(at_ms=clock.now_ms() - 47 * 3_600_000 - 1)

    assert messages.forget_senders() == 1
    assert not SmsSender.objects.exists()


def test_a_form_is_read_too(office: Office) -> None:
    """Some gateways post forms."""
    body = {"id": "f-1", "from": NUMBER, "text": "NC bg07210-21-01 4", "carrier": "x"}
    headers = {"Authorization": f"Bearer {SECRET}"}
    answer = Client().post("/hooks/sms", body, headers=headers)

    assert answer.json()["status"] == "accepted"


@pytest.mark.parametrize("change", [{"id": ""}, {"from": "1"}, {"text": "x" * 4001}])
def test_a_wrong_field_is_named(send: Send, change: dict[str, str]) -> None:
    """For who sets the gateway up."""
    answer = send("NC", **change) if "text" not in change else send(change["text"])

    assert (answer.status_code, list(answer.json()["errors"])) == (422, list(change))


@pytest.mark.parametrize("body", ["{", "[]", "5", '"x"'])
def test_what_is_no_object_is_400(office: Office, body: str) -> None:
    """Whatever a gateway sends, never a 500."""
    headers = {"Authorization": f"Bearer {SECRET}"}
    answer = Client().post("/hooks/sms", body, content_type="application/json", headers=headers)

    assert answer.status_code == 400
