"""The inbox and the matter, through the pages alone."""

from collections.abc import Callable

import pytest
from django.test import Client

from nucuoi.accounts.rules import Role
from nucuoi.cases.models import CaseMove, CaseStanding
from nucuoi.cases.rules.words import Act, State
from tests.db.cases.scene import LATE_AGAIN, UNIT, opened, say, seat
from tests.ratings_made import make_tree

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]


@pytest.fixture(autouse=True)
def tree(db: None) -> None:
    """Counters to rate at."""
    make_tree()


def text_of(client: Client, address: str, status: int = 200) -> str:
    """The page at an address."""
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_inbox_shows_masked_words(client_of: Clients) -> None:
    """A handler reads what is to be settled and by when, never the phone number or the score."""
    standing = opened(say())
    page = text_of(client_of(Role.HANDLER), "/phan-anh/")

    assert "1 phản ánh đang chờ xử lý" in page
    assert f'href="/phan-anh/{standing.pk}/"' in page
    assert "Còn 5 ngày" in page
    assert "0912345678" not in page
    assert "Rất không hài lòng" not in page


def test_nothing_waits(client_of: Clients) -> None:
    """An empty inbox says so."""
    assert "Không có phản ánh nào đang chờ" in text_of(client_of(Role.HANDLER), "/phan-anh/")


@pytest.mark.parametrize("words", ["tre hen", "TRỄ HẸN", "hẹn ngày", "he", "trễ  he"])
def test_searching_forgives_missing_diacritics(client_of: Clients, words: str) -> None:
    """Words are found however they are typed; the last may be a beginning."""
    say()
    page = client_of(Role.HANDLER).get("/phan-anh/", {"tim": words}).content.decode()

    assert "Trễ hẹn" in page
    assert "data-case" in page


@pytest.mark.parametrize(
    "words", ["ghế", "0912345678", '" OR "', "NEAR(", "a*b:c^", "folded:tre", "' --", "%_\\"]
)
def test_searching_finds_nothing_it_should_not(client_of: Clients, words: str) -> None:
    """Masked numbers cannot be found; signs of a query language are only signs."""
    say()
    answer = client_of(Role.HANDLER).get("/phan-anh/", {"tim": words})

    assert answer.status_code == 200
    assert b"data-case" not in answer.content


def test_searching_stays_within_reach(client_of: Clients) -> None:
    """Another commune's remarks are not found."""
    say(counter="bg07213-21-1")

    found = client_of(Role.HANDLER).get("/phan-anh/", {"tim": "trễ hẹn"})
    assert b"data-case" not in found.content


def test_answered_on_the_page(client_of: Clients) -> None:
    """Assigned, a template taken, answered; the answer stands in the dialogue."""
    standing = opened(say())
    head, case = client_of(Role.HEAD), f"/phan-anh/{standing.pk}/"
    seat(Role.HANDLER)
    assert head.post(f"{case}giao/", {"username": "handler"}).headers["Location"] == case
    handler = client_of(Role.HANDLER)
    assert "Chúng tôi xin lỗi Ông/Bà vì trễ hẹn" in text_of(handler, f"{case}?mau=tre_hen")
    words = "Chúng tôi xin lỗi. Mời đến nhận ngày 05/12/2026."
    looked = handler.post(f"{case}tra-loi/", {"tra-loi-text": words, "xem": "1"}).content.decode()
    assert 'data-check="apology" data-there="true"' in looked
    assert 'data-check="contact" data-there="false"' in looked
    assert handler.post(f"{case}tra-loi/", {"tra-loi-text": words}).headers["Location"] == case
    page = text_of(handler, case)

    assert f"<p>{words}</p>" in page
    assert "Giao Trần Thu Hà" in page
    assert CaseStanding.objects.get(pk=standing.pk).state == State.ANSWERED


def test_an_empty_answer_is_refused_at_its_field(client_of: Clients) -> None:
    """Nothing is sent without words."""
    standing = opened(say())
    answer = client_of(Role.HANDLER).post(
        f"/phan-anh/{standing.pk}/tra-loi/", {"tra-loi-text": " "}
    )

    assert answer.status_code == 422
    assert "Xin viết nội dung." in answer.content.decode()


def test_unmasking_is_one_look(client_of: Clients) -> None:
    """The full words are shown once, uncached, and the look is in the timeline."""
    standing = opened(say())
    handler, case = client_of(Role.HANDLER), f"/phan-anh/{standing.pk}/"
    shown = handler.post(f"{case}xem-day-du/")

    assert LATE_AGAIN in shown.content.decode()
    assert shown.headers["Cache-Control"] == "no-store"
    assert "0912345678" not in text_of(handler, case)
    assert CaseMove.objects.filter(act=Act.UNMASKED).count() == 1
    assert handler.get(f"{case}xem-day-du/").status_code == 405


def test_several_are_taken_over_at_once(client_of: Clients) -> None:
    """Ticked matters become one's own; foreign numbers and nonsense change nothing."""
    numbers = [opened(say()).pk, opened(say()).pk]
    elsewhere = opened(say(counter="bg07213-21-1")).pk
    handler = client_of(Role.HANDLER)
    handler.post("/phan-anh/nhan-ve/", {"case": [*numbers, elsewhere, "x", "٣", "9" * 30]})
    owners = dict(CaseStanding.objects.values_list("pk", "owner"))

    assert [owners[number] for number in numbers] == ["handler", "handler"]
    assert owners[elsewhere] == ""
    assert "2 phản ánh" in text_of(handler, "/phan-anh/?thu_muc=cua-toi")


@pytest.mark.parametrize(
    "slug", ["", "giao/", "tra-loi/", "ghi-chu/", "khep/", "chuyen/", "xem-day-du/"]
)
@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        (Role.HEAD, UNIT, 404),
        (Role.HANDLER, UNIT, 404),
        (Role.ONE_STOP_CONTROL, "bg-24-2021", 404),
        (Role.OFFICIAL, UNIT, 403),
        (Role.HOME_AFFAIRS, "bg-24-2021", 403),
        (Role.SUPERVISOR, "", 403),
        (Role.ADMIN, "", 403),
        (Role.PRESS, "", 403),
    ],
)
def test_an_allegation_opens_for_nobody_else(
    client_of: Clients, role: str, unit: str, status: int, slug: str
) -> None:
    """No page and no act on it for the rated side, the administrator or the press."""
    standing = opened(say(breaches=1))
    client = client_of(role, unit)
    address = f"/phan-anh/{standing.pk}/{slug}"
    answer = client.post(address, {}) if slug else client.get(address)

    assert answer.status_code == status
    assert CaseMove.objects.filter(case=standing.pk).count() == 1


def test_an_inspector_concludes(client_of: Clients) -> None:
    """Called, explained, concluded on the page of the inspection desk."""
    standing = opened(say("Cán bộ vòi tiền tôi", official="cb-1"))
    inspector = client_of(Role.INSPECTOR, "bg-24-2021")
    case = f"/phan-anh/{standing.pk}/"
    assert "Chỉ thanh tra được phân công đọc được" in text_of(inspector, case)
    for slug in ("moi-giai-trinh", "giai-trinh", "co-vi-pham"):
        answer = inspector.post(
            f"{case}{slug}/", {f"{slug}-text": "Theo biên bản ngày 28/11/2026."}
        )
        assert answer.headers["Location"] == case

    assert "Kết luận có vi phạm" in text_of(inspector, case)
    assert inspector.post(f"{case}khong-co/").status_code == 404


def test_hostile_words_are_only_words(client_of: Clients) -> None:
    """What a person or a handler writes is escaped everywhere it stands."""
    bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> không ai hướng dẫn"
    standing = opened(say(bad, score=1, wants_answer=True))
    handler, case = client_of(Role.HANDLER), f"/phan-anh/{standing.pk}/"
    handler.post(f"{case}ghi-chu/", {"ghi-chu-text": bad})
    shown = handler.post(f"{case}xem-day-du/").content.decode()

    for page in (text_of(handler, "/phan-anh/"), text_of(handler, case), shown):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;" in page
