"""A newcomer sets a unit up page by page, from nothing to a counter with a holder."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation import actions, queries
from nucuoi.organisation.models import Counter, Official, ServicePoint, Unit, UnitVersion
from nucuoi.organisation.queries.desks import State, desk, duties
from nucuoi.organisation.queries.points import points_of, week_plan
from tests.one_stop import COMMUNE, POINT, counter, official

UNIT, CODE = f"/don-vi/{COMMUNE}/", "bg07210-21-01"
ClientOf = Callable[..., Client]


def today() -> str:
    """Today as a person writes it."""
    return f"{clock.today():%d/%m/%Y}"


def in_days(days: int) -> str:
    """A day from now as a person writes it."""
    return f"{clock.today() + timedelta(days=days):%d/%m/%Y}"


def text_of(client: Client, path: str) -> str:
    """The page at an address."""
    return client.get(path).content.decode()


def send(client: Client, path: str, **values: object) -> str:
    """Sends a form that is taken, and returns the page that follows."""
    answer = client.post(path, values, follow=True)

    assert answer.redirect_chain, answer.content.decode()
    return answer.content.decode()


def test_from_nothing_to_the_first_counter(client_of: ClientOf) -> None:
    """The page of the unit always says what to do next, until there is nothing left to say."""
    head = client_of("head")
    assert "Mở quầy đầu tiên" in text_of(head, UNIT)

    page = send(
        head,
        f"/don-vi/mot-cua/{POINT}/quay-moi/",
        number="1",
        name="Tư pháp, hộ tịch",
        fields_served=["HT", "CT"],
        opens_on=today(),
    )
    assert f"Mã quầy là {CODE}." in page
    assert f"/q/{CODE}" in page
    assert 'class="qr"' in page
    assert "Ghi cán bộ làm việc tại quầy" in text_of(head, UNIT)

    send(
        head,
        f"{UNIT}can-bo/moi/",
        code="bg-00123",
        full_name="Hoàng Thị Mơ",
        kind="civil_servant",
        position="Công chức Tư pháp - Hộ tịch",
        valid_from=today(),
    )
    assert "Giao người trực quầy 1" in text_of(head, UNIT)

    page = send(head, f"/don-vi/quay/{CODE}/nguoi-truc/", official="BG-00123", valid_from=today())
    assert "Hoàng Thị Mơ" in page
    assert "Việc làm trước" not in text_of(head, UNIT)


def test_without_any_units_the_page_says_how_they_come(client_of: ClientOf) -> None:
    """The administrator of an empty installation is told the command."""
    ServicePoint.objects.all().delete()
    UnitVersion.objects.all().delete()
    Unit.objects.all().delete()
    actions.touch_intake()

    assert "nucuoi import-units" in text_of(client_of("admin"), "/don-vi/")


def test_an_administrator_opens_places_and_closes_a_point(client_of: ClientOf) -> None:
    """Each step is confirmed by a sentence on the page that follows."""
    admin = client_of("admin")
    page = send(admin, f"{UNIT}mot-cua-moi/", place="Thôn Chợ", opens_on=today())
    assert "Thôn Chợ" in page
    second = f"/don-vi/mot-cua/{COMMUNE}-mc2/"
    assert "Thôn Đình" in send(admin, f"{second}dia-chi/", place="Thôn Đình")
    assert len(points_of(COMMUNE, clock.today())) == 2

    assert "Đã ghi ngừng" in send(admin, f"{second}ngung/", on=today())
    assert len(points_of(COMMUNE, clock.today())) == 1
    counter()
    answer = admin.post(f"/don-vi/mot-cua/{POINT}/ngung/", {"on": today()})
    assert "Còn 1 quầy đang mở" in answer.content.decode()


def test_opening_hours_are_set_for_a_week(client_of: ClientOf) -> None:
    """The form begins with the usual week; empty cells are closed half-days."""
    head, path = client_of("head"), f"/don-vi/mot-cua/{POINT}/gio-mo-cua/"
    assert text_of(head, path).count('value="13:30"') == 5

    page = send(
        head,
        path,
        **{"valid_from": today(), "morning_opens-5": "7h30", "morning_closes-5": "1130"},
    )

    assert "7:30–11:30" in page
    assert list(filter(None, week_plan(POINT, clock.today()).week.values()))
    answer = head.post(
        path, {"valid_from": today(), "morning_opens-0": "11:30", "morning_closes-0": "7:30"}
    )
    assert "Thứ Hai: giờ đóng cửa phải sau giờ mở cửa." in answer.content.decode()
    answer = head.post(
        path, {"valid_from": today(), "morning_opens-0": "25:00", "afternoon_opens-1": "13:00"}
    )
    assert "Giờ từ 0:00 đến 23:59." in answer.content.decode()
    assert "Còn thiếu giờ ở ô này." in answer.content.decode()


def test_a_counter_is_corrected_and_closed(client_of: ClientOf) -> None:
    """The second counter takes over; the closed one cannot be changed any more."""
    head = client_of("head")
    counter(1)
    later = counter(2)
    page = send(head, f"/don-vi/quay/{CODE}/sua/", number="5", name="Đất đai")
    assert "Quầy 5 · Đất đai" in page
    send(head, f"/don-vi/quay/{CODE}/linh-vuc/", fields_served=["DD"], valid_from=today())
    assert queries.counter(CODE, clock.today()).fields == "Đất đai"

    page = send(head, f"/don-vi/quay/{CODE}/ngung/", on=today(), successor=later)

    assert "Quầy đã ngừng." in page
    assert later in page
    assert desk(CODE, clock.today()).state is State.CLOSED
    for step in ("sua", "ngung"):
        answer = head.post(
            f"/don-vi/quay/{CODE}/{step}/", {"number": "7", "name": "x", "on": today()}
        )
        assert "ngừng từ ngày" in answer.content.decode()
    assert head.get(f"/don-vi/quay/{CODE}/bien/").status_code == 409
    assert "Quầy đã ngừng" in text_of(head, f"/don-vi/mot-cua/{POINT}/")


def test_a_half_day_is_given_to_somebody_else_and_taken_back(client_of: ClientOf) -> None:
    """The exception stands on the page of the counter until it is taken back."""
    head = client_of("head")
    counter()
    official("BG-1", "Hoàng Thị Mơ")
    path = f"/don-vi/quay/{CODE}/phan-cong/"

    assert "Chiều" in send(head, path, on=in_days(3), half="1", official="BG-1")
    page = send(head, f"{path}bo/", on=in_days(3), half="1")

    assert "Đã bỏ phân công riêng." in page
    assert duties(desk(CODE, clock.today()).id, clock.today()) == []
    assert head.post(f"{path}bo/", {"on": "", "half": "9"}).status_code == 422


def test_an_official_moves_and_leaves(client_of: ClientOf) -> None:
    """A second position is added by code; both are ended on the person's own page."""
    head = client_of("head")
    official("BG-1", "Hoàng Thị Mơ")
    send(head, f"{UNIT}can-bo/nhan/", code="bg-1", position="Phụ trách một cửa", valid_from=today())
    page = send(head, "/don-vi/nguoi/BG-1/sua/", full_name="Hoàng Thị Mở", kind="cadre")
    assert page.count("Ghi thôi vị trí") == 2

    for posting in Official.objects.get(code="BG-1").postings.all():
        send(head, f"/don-vi/vi-tri/{posting.pk}/ket-thuc/", on=today())

    assert "Chưa ghi cán bộ nào" in text_of(head, f"{UNIT}can-bo/")
    assert head.get("/don-vi/nguoi/BG-1/").status_code == 200


def test_a_search_with_many_pages(client_of: ClientOf) -> None:
    """Fifty a page, by given name; a wild page number shows the last one."""
    for number in range(60):
        official(f"BG-{number:03}", f"Nguyễn Văn {chr(65 + number % 26)}{number}")
    head = client_of("head")

    page = text_of(head, f"{UNIT}can-bo/")
    assert "60 cán bộ" in page
    assert "Trang 1/2" in page
    assert "Trang 2/2" in text_of(head, f"{UNIT}can-bo/?trang=999999999999")
    assert "1 cán bộ" in text_of(head, f"{UNIT}can-bo/?q=bg-007")


@pytest.mark.parametrize("page", [UNIT, f"{UNIT}can-bo/", f"/don-vi/mot-cua/{POINT}/", "/don-vi/"])
def test_a_page_asks_the_database_no_oftener_for_more_people(
    page: str, client_of: ClientOf
) -> None:
    """Statements do not grow with counters, officials and their postings."""
    admin, asked = client_of("admin"), []
    for people in (range(2), range(2, 12)):
        for number in people:
            code = counter(number + 1)
            holder = official(f"BG-{number}", "Nguyễn Văn An")
            actions.set_holder(by=SYSTEM, counter=code, official=holder, valid_from=clock.today())
        with CaptureQueriesContext(connection) as statements:
            admin.get(page)
        asked.append(len(statements))

    assert asked[1] <= asked[0]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"number": ""}, "Xin ghi số quầy."),
        ({"number": "0"}, "Xin nhập số từ 1 đến 99."),
        ({"number": "-1"}, "Xin nhập số từ 1 đến 99."),
        ({"number": "1e9"}, "Xin nhập số từ 1 đến 99."),
        ({"number": "9" * 5000}, "Xin nhập số từ 1 đến 99."),
        ({"number": "NaN"}, "Xin nhập số từ 1 đến 99."),
        ({"number": "1"}, "Nơi này đã có quầy số 1. Xin chọn số khác."),
        ({"name": "  "}, "Xin ghi tên quầy."),
        ({"name": "x" * 81}, "Nhiều nhất 80 ký tự, đang có 81. Xin rút ngắn."),
        ({"name": "a\x00b"}, "Có ký tự không đọc được. Xin gõ lại."),
        ({"name": "a\u202eb"}, "Có ký tự không đọc được. Xin gõ lại."),
        ({"opens_on": ""}, "Xin ghi ngày, ví dụ 15/05/2026."),
        ({"opens_on": "31/06/2026"}, "Tháng 6 có 30 ngày. Xin chọn từ 01/06 đến 30/06."),
        ({"opens_on": "01/01/1900"}, "Xin chọn từ 01/01/2021 đến"),
        ({"opens_on": "01/01/9999"}, "Xin chọn từ 01/01/2021 đến"),
        ({"fields_served": ["khong-co"]}, "Có mục không nằm trong danh sách."),
    ],
)
def test_hostile_words_are_answered_at_their_field(
    change: dict[str, object], sentence: str, client_of: ClientOf
) -> None:
    """A Vietnamese sentence each, the form kept as it was typed, and nothing stored."""
    counter()
    values = {"number": "2", "name": "Đất đai", "opens_on": today(), **change}

    answer = client_of("head").post(f"/don-vi/mot-cua/{POINT}/quay-moi/", values)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert Counter.objects.count() == 1


def test_markup_is_shown_as_text(client_of: ClientOf) -> None:
    """A name with a script in it is a name."""
    head, name = client_of("head"), "<script>alert(1)</script>"
    page = send(head, f"/don-vi/mot-cua/{POINT}/quay-moi/", number="1", name=name, opens_on=today())

    assert name not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("path", "values", "sentence"),
    [
        (f"/don-vi/quay/{CODE}/nguoi-truc/", {"official": "BG-9"}, "Xin chọn một mục"),
        (f"/don-vi/quay/{CODE}/phan-cong/", {"half": "2"}, "Xin chọn một mục"),
        (f"/don-vi/quay/{CODE}/phan-cong/", {"half": "", "on": "01/01/2020"}, "Xin chọn buổi."),
        (f"/don-vi/quay/{CODE}/ngung/", {"on": "01/01/2021"}, "Xin chọn từ"),
        (f"/don-vi/quay/{CODE}/ngung/", {"successor": CODE}, "Xin chọn một mục"),
        (f"{UNIT}can-bo/moi/", {"code": "mã số"}, "Mã gồm 2–40 chữ cái"),
        (f"{UNIT}can-bo/moi/", {"code": "BG-1"}, "Mã BG-1 đã có người mang."),
        (f"{UNIT}can-bo/moi/", {"kind": "robot"}, "Xin chọn một mục"),
        (f"{UNIT}can-bo/nhan/", {"code": "mã số"}, "Mã gồm 2–40 chữ cái"),
        (f"{UNIT}can-bo/nhan/", {"code": "BG-1", "position": "Công chức"}, "đã có vị trí ấy"),
    ],
)
def test_other_forms_answer_at_their_field(
    path: str, values: dict[str, str], sentence: str, client_of: ClientOf
) -> None:
    """The same holds for people and closings."""
    counter()
    official("BG-1", "Hoàng Thị Mơ")
    sent = {
        "valid_from": today(),
        "on": today(),
        "half": "0",
        "official": "BG-1",
        "code": "BG-2",
        "full_name": "Lê Văn An",
        "kind": "cadre",
        "position": "Cán bộ",
        **values,
    }

    answer = client_of("head").post(path, sent)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()


def test_a_code_that_nobody_has_is_not_found(client_of: ClientOf) -> None:
    """Taking on somebody by a wrong code says so."""
    values = {"code": "BG-404", "position": "Công chức", "valid_from": today()}

    assert client_of("head").post(f"{UNIT}can-bo/nhan/", values).status_code == 404


def test_an_official_of_nowhere_is_the_administrators(client_of: ClientOf) -> None:
    """Without any posting only the administrator opens the page."""
    actions.register_official(by=SYSTEM, code="BG-7", full_name="Lê Văn An", kind="cadre")

    assert client_of("admin").get("/don-vi/nguoi/BG-7/").status_code == 200
    assert client_of("head").get("/don-vi/nguoi/BG-7/").status_code == 403
