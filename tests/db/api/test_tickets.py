"""`POST /api/v1/tickets`: a one-stop system mints invitations."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings

from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.keys import load_or_make
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation.actions import close_counter
from nucuoi.organisation.models import Field, Procedure
from nucuoi.ratings.actions import pair_device
from nucuoi.ratings.models import Device, Ticket
from nucuoi.ratings.queries.tickets import invitation
from nucuoi.ratings.rules import tickets
from tests import one_stop
from tests.db.api.conftest import Call

ONE, MANY, NUMBER = "tickets", "tickets/batch", "tickets/number"


def test_a_ticket_is_minted_for_the_visit(call: Call, commune: str) -> None:
    """It brings code, number, address and end; the database keeps only hashes of them."""
    wish = {"counter": commune, "field": "HT", "procedure": "1.001193", "late": True}
    answer = call(ONE, wish, "tickets")

    said = answer.json()
    found = invitation(tickets.read(load_or_make(settings.KEYS, "ticket"), said["code"]))
    assert answer.status_code == 201
    assert said["url"] == f"{settings.BASE_URL}/v/{said['code']}"
    assert (len(said["code"]), len(said["number"])) == (26, 10)
    assert timedelta(days=29) < datetime.fromisoformat(said["expires_at"]) - clock.now()
    assert found is not None
    assert (found.counter, found.late, found.uses) == (commune, True, 0)
    assert found.field is not None
    assert found.field.name == "Hộ tịch"
    assert said["number"] not in repr(list(Ticket.objects.values()))


def test_the_journal_names_the_key(call: Call, commune: str) -> None:
    """One row a call and counter, with how many."""
    call(MANY, {"tickets": [{"counter": commune}] * 3}, "tickets")

    event = Event.objects.get(action="ratings.ticket.minted")
    assert (event.actor, event.subject) == ("khóa Một cửa tỉnh", commune)
    assert event.facts == {"count": 3}


def test_a_procedure_brings_its_field(call: Call, commune: str) -> None:
    """A one-stop system that knows only the procedure has said the field too."""
    field = Field.objects.get(code="DD")
    Procedure.objects.create(code="1.004227", name="Đăng ký biến động", field=field)
    call(ONE, {"counter": commune, "procedure": "1.004227"}, "tickets")

    assert Ticket.objects.get().field == field


def test_the_same_reference_gives_the_same_ticket(call: Call, commune: str) -> None:
    """A lost answer is asked for again: same code, number and end, and no second ticket."""
    wish = {"counter": commune, "reference": "H02.10-261128-0012/tra"}
    first, again = call(ONE, wish, "tickets"), call(ONE, wish, "tickets")

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Ticket.objects.count() == 1
    assert Event.objects.filter(action="ratings.ticket.minted").count() == 1


def test_a_reference_of_another_visit_is_a_conflict(call: Call, commune: str) -> None:
    """The field is named, alone and in a batch."""
    wish = {"counter": commune, "reference": "a"}
    call(ONE, wish, "tickets")
    alone = call(ONE, {**wish, "late": True}, "tickets")
    batch = call(MANY, {"tickets": [{"counter": commune}, {**wish, "field": "HT"}]}, "tickets")

    assert (alone.status_code, list(alone.json()["errors"])) == (409, ["reference"])
    assert (batch.status_code, list(batch.json()["errors"])) == (409, ["tickets.1.reference"])
    assert Ticket.objects.count() == 1


def test_five_hundred_at_once(call: Call, commune: str) -> None:
    """Each has a code and a number of its own."""
    answer = call(MANY, {"tickets": [{"counter": commune}] * 500}, "tickets")

    made = answer.json()["tickets"]
    assert len({one["code"] for one in made}) == len({one["number"] for one in made}) == 500
    assert Ticket.objects.count() == 500


def test_a_batch_is_made_whole_or_not_at_all(call: Call, commune: str) -> None:
    """Every wrong field is named by its place."""
    past = (clock.now() - timedelta(days=1)).isoformat()
    wishes = [
        {"counter": commune},
        {"counter": "khong-co", "field": "X"},
        {"counter": commune, "expires_at": past},
    ]
    answer = call(MANY, {"tickets": wishes}, "tickets")

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert list(answer.json()["errors"]) == [
        "tickets.1.counter",
        "tickets.1.field",
        "tickets.2.expires_at",
    ]
    assert Ticket.objects.count() == 0


@pytest.mark.parametrize(
    ("wish", "field", "word"),
    [
        ({}, "counter", "Cần có"),
        ({"counter": 5}, "counter", "văn bản"),
        ({"counter": "x", "late": "yes"}, "late", "true hoặc false"),
        ({"counter": "x", "color": "red"}, "color", "Không có trường này"),
        ({"counter": "x", "expires_at": "2026-12-01T08:00:00"}, "expires_at", "múi giờ"),
        ({"counter": "x", "reference": ""}, "reference", "Ít nhất 1 ký tự"),
        ({"counter": "x" * 41}, "counter", "Nhiều nhất 40 ký tự"),
    ],
)
def test_a_wrong_field_is_named_in_vietnamese(
    call: Call, wish: dict[str, object], field: str, word: str
) -> None:
    """What is wrong, and what would be right."""
    answer = call(ONE, wish, "tickets")

    assert answer.status_code == 422
    assert word in answer.json()["errors"][field]


def test_a_closed_counter_mints_nothing(call: Call, commune: str) -> None:
    """Nobody can have been served there today."""
    close_counter(by=SYSTEM, code=commune, on=clock.today(), successor="")

    answer = call(ONE, {"counter": commune}, "tickets")

    assert answer.status_code == 422
    assert "đã ngừng" in answer.json()["errors"]["counter"]


@pytest.mark.parametrize("path", [ONE, MANY, "visits"])
def test_without_the_right_key_nothing_opens(call: Call, commune: str, path: str) -> None:
    """No key, a wrong one, one of the other purpose: 401 and a sentence."""
    other = "tickets" if path == "visits" else "visits"
    answers = [
        call(path, {}),
        call(path, {}, Authorization="Bearer nc_x"),
        call(path, {}, Authorization="Device nc_x"),
        call(path, {}, other),
    ]

    assert [answer.status_code for answer in answers] == [401] * 4
    assert "khóa kết nối" in answers[0].json()["detail"]
    assert answers[0]["WWW-Authenticate"] == "Bearer, Device"


def test_a_body_that_is_no_json_is_400(call: Call, commune: str) -> None:
    """Said as a problem, in Vietnamese."""
    answer = call(ONE, "{", "tickets")

    assert (answer.status_code, "JSON" in answer.json()["detail"]) == (400, True)


def test_a_number_is_read_on_a_tablet_of_the_point(call: Call, commune: str) -> None:
    """It says what the ticket is about; elsewhere the number means nothing."""
    wish = {"counter": commune, "field": "HT", "late": True}
    number = call(ONE, wish, "tickets").json()["number"]
    here, there = (_tablet(code) for code in (commune, one_stop.counter(1, one_stop.NEXT_POINT)))
    spaced = tickets.show_number(number)
    answer = call(NUMBER, {"number": spaced}, Authorization=f"Device {here}")

    said = answer.json()
    assert (said["counter"], said["late"], said["uses"]) == (commune, True, 0)
    assert said["field"] == {"code": "HT", "name": "Hộ tịch"}
    assert call(NUMBER, {"number": number}, Authorization=f"Device {there}").status_code == 404
    assert call(NUMBER, {"number": number}).status_code == 401


def test_the_sixth_try_in_a_minute_is_refused(call: Call, commune: str) -> None:
    """Right or wrong; another tablet is not held back, and it says when to come again."""
    first, second = _tablet(commune), _tablet(commune)
    number = call(ONE, {"counter": commune}, "tickets").json()["number"]
    for wrong in range(5):
        call(NUMBER, {"number": f"{wrong:010}"}, Authorization=f"Device {first}")
    refused = call(NUMBER, {"number": number}, Authorization=f"Device {first}")
    answered = call(NUMBER, {"number": number}, Authorization=f"Device {second}")

    assert (refused.status_code, answered.status_code) == (429, 200)
    assert 1 <= int(refused["Retry-After"]) <= 61


@pytest.mark.parametrize("text", ["123", "12345678901", "abcdefghij", " "])
def test_what_is_no_number_is_422(call: Call, commune: str, text: str) -> None:
    """A slip of the finger uses up no try."""
    token = _tablet(commune)
    answers = [call(NUMBER, {"number": text}, Authorization=f"Device {token}") for _ in range(7)]

    assert {answer.status_code for answer in answers} == {422}


def test_an_expired_number_is_410(call: Call, commune: str) -> None:
    """It was one of ours."""
    number = call(ONE, {"counter": commune}, "tickets").json()["number"]
    Ticket.objects.update(expires_at=clock.now())

    answer = call(NUMBER, {"number": number}, Authorization=f"Device {_tablet(commune)}")
    assert answer.status_code == 410


def _tablet(counter: str) -> str:
    row = one_stop.counter_row(counter)
    return pair_device(by=SYSTEM, name=f"Máy {Device.objects.count()}", counter=row)
