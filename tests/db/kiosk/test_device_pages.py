"""The devices page: who may see which tablets, what it says of them, what can be done."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.kiosk.models import DeviceReport
from nucuoi.kiosk.rules.standing import Facts, remarks
from nucuoi.kiosk.views.app import version
from nucuoi.organisation.models import Unit, UnitVersion
from nucuoi.ratings.actions import count_numbers, pair_device, revoke_device
from nucuoi.ratings.models import Device
from nucuoi.ratings.queries import device_of_token, devices_at
from tests.cast import UNIT, person, signed_in
from tests.db.kiosk.conftest import SINCE, Call, Room, held_item, report

LIST = f"/thiet-bi/{UNIT}/"


def _shared() -> Device:
    return Device.objects.get(name="Máy chung")


@pytest.mark.parametrize("role", ["head", "one_stop_control", "admin"])
def test_who_is_responsible_sees_the_tablets(room: Room, role: str) -> None:
    """Every page of every tablet opens, and says the staff code."""
    client = signed_in(person(role, "" if role == "admin" else UNIT))
    page = client.get(LIST).content.decode()
    assert "Máy chung" in page
    assert "Máy quầy 1" in page

    one = client.get(f"/thiet-bi/may/{_shared().pk}/").content.decode()
    assert re.search(r"\d{6}", one)
    for path in ("thu-hoi/", "ban-giao/"):
        assert client.get(f"/thiet-bi/may/{_shared().pk}/{path}").status_code == 200


@pytest.mark.parametrize("role", ["official", "handler", "supervisor", "inspector", "press"])
def test_others_do_not(room: Room, role: str) -> None:
    """403, on the list and on a tablet."""
    client = signed_in(person(role))

    assert [client.get(path).status_code for path in (LIST, f"/thiet-bi/may/{_shared().pk}/")] == [
        403,
        403,
    ]


def test_a_head_of_another_unit_reaches_nothing(room: Room) -> None:
    """Neither pages nor buttons."""
    other = Unit.objects.create(unit="bg-07300-2021")
    UnitVersion.objects.create(
        unit=other, name="Xã khác", level="commune", kind="xã", valid_from=SINCE
    )
    client = signed_in(person("head", other.unit))
    number = _shared().pk

    assert client.get(LIST).status_code == 403
    for path in ("", "thu-hoi/", "ban-giao/"):
        assert client.post(f"/thiet-bi/may/{number}/{path}", {"why": "x"}).status_code in {403, 405}
    assert device_of_token(room.token)


def test_pairing_from_the_page_to_the_tablet(room: Room, call: Call) -> None:
    """The head makes a code for the second desk; the tablet that types it serves that desk."""
    client = signed_in(person("head"))
    page = client.post(
        f"{LIST}ghep/", {"name": "Máy quầy 2", "place": room.desks[1].code}
    ).content.decode()
    found = re.search(r"data-pairing-code>([^<]+)<", page)
    assert found
    token = call("pair", {"code": found[1]}, None).json()["token"]

    settings = call("report", report(), token).json()["settings"]
    assert (settings["device"], [desk["number"] for desk in settings["counters"]]) == (
        "Máy quầy 2",
        [2],
    )


@pytest.mark.parametrize("place", ["bg07213-21-01", "moi-quay:bg-07213-2021-mc", "x", ""])
def test_only_places_of_the_unit_can_be_chosen(room: Room, place: str) -> None:
    """The form comes back; no code is made for somebody else's desk."""
    page = signed_in(person("head")).post(f"{LIST}ghep/", {"name": "Máy", "place": place})

    assert "data-pairing-code" not in page.content.decode()


def test_revoking_needs_a_reason_and_holds_at_once(room: Room, call: Call) -> None:
    """Without a reason nothing happens; with one the very next call is refused."""
    client = signed_in(person("head"))
    address = f"/thiet-bi/may/{_shared().pk}/thu-hoi/"
    client.post(address, {"why": ""})
    assert call("report", report()).status_code == 200

    client.post(address, {"why": "mất máy"})
    assert call("report", report()).status_code == 401
    assert "mất máy" in client.get(f"/thiet-bi/may/{_shared().pk}/").content.decode()


def test_gaps_forks_clock_and_held_items_are_told(room: Room, call: Call) -> None:
    """Everything a tablet can have is said on its page; what was chosen is not."""
    device, outbox = _shared(), uuid4()
    count_numbers([(outbox.bytes, seq, device.pk) for seq in (0, 3, 0)])
    behind = (clock.now() - timedelta(days=3)).isoformat()
    call("report", report(sent_at=behind, full=True, waiting=1))
    call("held", {"held": [held_item(remark="Chờ lâu quá", rated_at="2026-05-15T08:00:00Z")]})
    page = signed_in(person("head")).get(f"/thiet-bi/may/{device.pk}/").content.decode()

    for words in (
        "Thiếu số thứ tự: 1",
        "Trùng số thứ tự: 1",
        "chậm 3 ngày 0 giờ",
        "Bộ nhớ đầy",
        "Không có quầy này.",
    ):
        assert words in page
    assert "Chờ lâu quá" not in page


def test_names_are_in_vietnamese_order(room: Room) -> None:
    """Đ stands between D and E, whatever bytes it has."""
    for name in ("Máy E", "Máy Đ", "Máy D"):
        pair_device(by=SYSTEM, name=name, point=room.point)

    names = [row.name for row in devices_at([room.point.pk])]
    assert names == ["Máy chung", "Máy D", "Máy Đ", "Máy E", "Máy quầy 1"]


def test_tablets_in_need_come_first(room: Room, call: Call) -> None:
    """And the heading counts them."""
    call("report", report(version="", full=True))
    call("report", report(version=version()), room.fixed)
    page = signed_in(person("admin", "")).get(LIST).content.decode()

    assert "1 trong 2 máy cần xem" in page
    assert page.index("Máy chung") < page.index("Máy quầy 1")
    assert "Bộ nhớ đầy" in page


def test_a_revoked_tablet_leaves_the_list(room: Room) -> None:
    """Its own page stays."""
    revoke_device(by=SYSTEM, device=_shared().pk, why="hỏng")
    client = signed_in(person("head"))

    assert "Máy chung" not in client.get(LIST).content.decode()
    assert client.get(f"/thiet-bi/may/{_shared().pk}/").status_code == 200


WELL = Facts(
    heard=True,
    silent=False,
    clock_off=timedelta(0),
    waiting=0,
    held=0,
    missing=0,
    forks=0,
    full=False,
    outdated=False,
)


def test_a_tablet_that_is_well_needs_nobody() -> None:
    """No chip, no advice."""
    assert remarks(WELL) == []


def test_each_report_replaces_the_one_before(room: Room, call: Call) -> None:
    """One row a device, however often it speaks."""
    for _ in range(3):
        call("report", report())

    assert DeviceReport.objects.count() == 1
