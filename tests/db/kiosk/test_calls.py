"""The calls of a tablet: pairing, reporting, handing over what is held."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.kiosk import actions
from nucuoi.kiosk.models import DeviceReport, HeldItem, PairingCode
from nucuoi.kiosk.rules.shown import Shown
from nucuoi.ratings.actions import revoke_device
from nucuoi.ratings.models import Device, OutboxGap
from nucuoi.ratings.queries import device_of_token, numbers_counted
from tests.db.kiosk.conftest import Call, Room, held_item, report

HEAD = Seat("head", "head", "bg-07210-2021")


def test_a_code_pairs_one_tablet_once(room: Room, call: Call) -> None:
    """The code becomes a token in the name of who made it; a second use is refused."""
    code = actions.make_pairing_code(
        by=HEAD, name="Máy mới", point=room.point, counter=room.desks[1]
    )
    first, again = call("pair", {"code": code.lower()}, None), call("pair", {"code": code}, None)

    device = Device.objects.get(name="Máy mới")
    assert (first.status_code, again.status_code) == (200, 404)
    assert device_of_token(first.json()["token"]).counter == room.desks[1].pk  # type: ignore[union-attr]  # it is there
    assert device.paired_by == "head"
    assert Event.objects.filter(actor="head", action="ratings.device.paired").count() == 1


@pytest.mark.parametrize("code", ["", "AAAA-AAAA", "không", "U", "A" * 20])
def test_a_wrong_code_is_told_kindly(call: Call, code: str) -> None:
    """404 as a problem, the same words for every way of being wrong."""
    answer = call("pair", {"code": code}, None)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert "mã mới" in answer.json()["detail"]


def test_a_code_lasts_ten_minutes(room: Room, call: Call) -> None:
    """Afterwards it is refused like any other."""
    code = actions.make_pairing_code(by=SYSTEM, name="Máy", point=room.point)
    PairingCode.objects.update(expires_at=clock.now() - timedelta(seconds=1))

    assert call("pair", {"code": code}, None).status_code == 404


def test_the_code_itself_is_kept_nowhere(room: Room) -> None:
    """Only a hash of it stands in the database."""
    code = actions.make_pairing_code(by=SYSTEM, name="Máy", point=room.point)
    row = PairingCode.objects.values().get()

    assert code not in str(row)
    assert code.replace("-", "") not in str(row)


def test_a_report_brings_the_settings_once(call: Call) -> None:
    """All a tablet needs to work by itself comes with the first report, and then only when it changes."""
    first = call("report", report()).json()
    again = call("report", report(settings=first["settings"]["hash"])).json()

    settings = first["settings"]
    assert [desk["code"] for desk in settings["counters"]] == ["bg07210-21-01", "bg07210-21-02"]
    assert settings["counters"][0]["fields"] == ["Hộ tịch"]
    assert set(settings["words"]) == set(settings["questions"]) == {"vi", "en", "zh", "ko"}
    assert settings["hours"]["0"] == [["07:30", "11:30"], ["13:30", "17:00"]]
    assert "settings" not in again


def test_names_are_shown_only_by_policy(room: Room, call: Call) -> None:
    """No name until the unit says so; the latest word counts."""

    def named() -> str:
        return str(call("report", report()).json()["settings"]["counters"][0]["official"])

    assert named() == ""
    actions.show_names(by=HEAD, point=room.point, shown=Shown.NAME)
    assert named() == "Giáp Thị Mến"
    actions.show_names(by=HEAD, point=room.point, shown=Shown.NOTHING)
    assert named() == ""


def test_a_tablet_of_one_desk_knows_that_desk_alone(room: Room, call: Call) -> None:
    """It asks nobody which desk."""
    settings = call("report", report(), room.fixed).json()["settings"]

    assert settings["fixed"]
    assert [desk["code"] for desk in settings["counters"]] == ["bg07210-21-01"]


def test_the_settings_hold_no_secret(room: Room, call: Call) -> None:
    """Neither the token nor the staff code in clear."""
    device = device_of_token(room.token)
    assert device
    text = call("report", report()).content.decode()

    assert room.token not in text
    assert set(call("report", report()).json()["settings"]["staff"]) == {"salt", "check", "rounds"}


def test_the_latest_report_is_kept(room: Room, call: Call) -> None:
    """Waiting, held, version and how wrong the clock is; the device counts as heard of."""
    outbox = str(uuid4())
    call("report", report(waiting=3))
    call(
        "report",
        report(
            waiting=7,
            held=1,
            made=40,
            repeats=2,
            full=True,
            outbox=outbox,
            sent_at="2000-01-01T00:00:00Z",
        ),
    )

    row = DeviceReport.objects.get()
    device = device_of_token(room.token)
    assert (row.waiting, row.held, row.made, row.repeats, row.full) == (7, 1, 40, 2, True)
    assert row.sent_ms == 946684800000
    assert device
    assert device.last_seen_at
    assert clock.now() - device.last_seen_at < timedelta(minutes=1)


@pytest.mark.parametrize("name", ["report", "held", "sign-on"])
def test_a_revoked_tablet_is_refused_at_once(room: Room, call: Call, name: str) -> None:
    """401 from the very next call on, and without a token too."""
    device = device_of_token(room.token)
    assert device
    revoke_device(by=SYSTEM, device=device.id, why="mất máy")

    assert [call(name, {}).status_code, call(name, {}, None).status_code] == [401, 401]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{", 400),
        (b"\xff", 400),
        (b"[]", 422),
        ({"sent_at": "x", "version": "1"}, 422),
        ({}, 422),
        (report(waiting=-1), 422),
        (report(unknown=1), 422),
    ],
)
def test_what_cannot_be_read_is_a_problem(call: Call, content: Any, status: int) -> None:
    """Never a 500, always a problem."""
    answer = call("report", content)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_what_is_held_comes_here_once_and_fills_its_number(room: Room, call: Call) -> None:
    """Handing the same list over twice changes nothing; its numbers are no gaps."""
    outbox = str(uuid4())
    items = [held_item(outbox=outbox, seq=seq, remark="Lời") for seq in (0, 2)]
    first, again = call("held", {"held": items}), call("held", {"held": items})

    device = device_of_token(room.token)
    assert device
    numbers = numbers_counted([device.id])[device.id]
    assert first.json() == again.json() == {"ids": [item["rating"]["id"] for item in items]}
    assert HeldItem.objects.count() == 2
    assert HeldItem.objects.first().content["remark"] == "Lời"  # type: ignore[union-attr]  # counted above
    assert (numbers.counted, numbers.missing, numbers.forks) == (3, 1, 0)
    assert list(OutboxGap.objects.values_list("first", "last")) == [(1, 1)]


@pytest.mark.parametrize("rating", [{}, {"id": 5}, {"id": ""}, {"id": "x" * 37}, {"id": "a\0"}])
def test_a_held_item_needs_an_id(call: Call, rating: dict[str, Any]) -> None:
    """Without one it could never be found again."""
    assert call("held", {"held": [{"rating": rating, "status": "invalid"}]}).status_code == 422


@pytest.mark.parametrize(
    "numbers",
    [
        {"outbox": "x", "seq": 1},
        {"outbox": str(uuid4()), "seq": -1},
        {"outbox": str(uuid4()), "seq": "1"},
        {"outbox": None},
    ],
)
def test_spoilt_numbers_of_a_held_item_are_kept_and_not_counted(
    room: Room, call: Call, numbers: dict[str, Any]
) -> None:
    """The copy is kept whatever its numbers are."""
    device = device_of_token(room.token)
    assert device

    assert call("held", {"held": [held_item(**numbers)]}).status_code == 200
    assert numbers_counted([device.id]) == {}
