"""Name and photo of the official on the tablets: only by the unit's word, and gone when it says so."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nucuoi.accounts.models import User
from nucuoi.audit.models import Event
from nucuoi.kiosk.models import NamePolicy, OfficialPhoto
from tests.cast import UNIT, person, signed_in
from tests.db.kiosk.conftest import POINT, Call, Room, report
from tests.photos_to_upload import picture

PAGE = f"/thiet-bi/{POINT}/ten-va-anh/"
PHOTO = f"{PAGE}cb-01/"


def desk(call: Call) -> Any:
    """The first desk as the tablet is told of it."""
    return call("report", report()).json()["settings"]["counters"][0]


def upload(client: Any, content: bytes) -> Any:
    """A photo as a page sends it."""
    return client.post(PHOTO, {"file": SimpleUploadedFile("anh.jpg", content)})


def test_nothing_then_the_name_then_the_photo_then_nothing(room: Room, call: Call) -> None:
    """Each word of the head reaches the tablet with its next report, and stands in the journal."""
    client = signed_in(person("head"))
    assert upload(client, picture("JPEG", (600, 800))).status_code == 302
    seen = []
    for word in ("khong", "ten", "ten-va-anh", "khong"):
        client.post(PAGE, {"shown": word})
        told = desk(call)
        seen.append((told["official"], told["photo"][:23]))

    name, photo = "Giáp Thị Mến", "data:image/webp;base64,"
    assert seen == [("", ""), (name, ""), (name, photo), ("", "")]
    assert NamePolicy.objects.count() == 3, "saying the same again changes nothing"
    events = Event.objects.filter(action__startswith="kiosk.").order_by("pk")
    assert [event.action for event in events] == [
        "kiosk.photo.kept",
        "kiosk.names.shown",
        "kiosk.photos.shown",
        "kiosk.names.hidden",
    ]


def test_a_photo_is_replaced_and_taken_away(room: Room, call: Call) -> None:
    """One photo at most; removed, nothing of it is left, and the tablet has it no more."""
    client = signed_in(person("head"))
    client.post(PAGE, {"shown": "ten-va-anh"})
    upload(client, picture("JPEG", (600, 800)))
    before = desk(call)["photo"]
    upload(client, picture("PNG", (300, 500)))
    assert OfficialPhoto.objects.count() == 1
    assert desk(call)["photo"] not in {"", before}

    client.post(PHOTO, {"action": "remove"})
    assert not OfficialPhoto.objects.exists()
    assert (desk(call)["official"], desk(call)["photo"]) == ("Giáp Thị Mến", "")
    assert client.post(PHOTO, {"action": "remove"}).status_code == 404


def test_she_takes_her_own_photo_away(room: Room) -> None:
    """On her own page she sees it, and one button erases it."""
    upload(signed_in(person("head")), picture("JPEG", (600, 800)))
    member = person("official")
    User.objects.filter(pk=member.user.pk).update(official="cb-01")
    own = signed_in(member)
    assert "Gỡ ảnh của tôi" in own.get("/truc-quay/").content.decode()

    own.post("/truc-quay/", {"action": "remove"})
    assert not OfficialPhoto.objects.exists()
    assert "Gỡ ảnh của tôi" not in own.get("/truc-quay/").content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"khong phai anh", "Chưa đọc được ảnh này."),
        (bytes(8_000_001), "Ảnh lớn quá 8 MB."),
        (b"", "Tệp này trống."),
    ],
)
def test_what_is_no_photo_is_refused_at_its_field(room: Room, content: bytes, words: str) -> None:
    """Said in words; nothing is kept."""
    answer = upload(signed_in(person("head")), content)

    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not OfficialPhoto.objects.exists()


@pytest.mark.parametrize("role", ["official", "handler", "supervisor", "press"])
def test_others_decide_nothing(room: Room, role: str) -> None:
    """Neither what is shown nor whose photo."""
    client = signed_in(person(role))

    assert client.post(PAGE, {"shown": "ten"}).status_code == 403
    assert upload(client, picture("JPEG", (60, 80))).status_code == 403
    assert not NamePolicy.objects.exists()


def test_only_who_may_sit_there(room: Room) -> None:
    """An official of elsewhere has no photo here; a unit that receives nobody has no such page."""
    client = signed_in(person("head"))

    assert client.get(f"{PAGE}cb-99/").status_code == 404
    assert client.get(f"/thiet-bi/{UNIT}/ten-va-anh/").status_code == 404
