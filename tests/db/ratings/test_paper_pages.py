"""Pages of paper: who opens them, blind second reading, what they say when something is off."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from pytest_django.plugin import DjangoDbBlocker

from nucuoi.accounts.rules import Role
from nucuoi.foundation import clock
from nucuoi.ratings.intake import desk
from nucuoi.ratings.models import PaperBatch, PaperSheet, Rating
from tests import one_stop
from tests.cast import person, signed_in
from tests.own_database import own_database
from tests.paper_scene import COUNTER, SHEETS, checked, keyed, opened, printed

ClientOf = Callable[..., Client]


@pytest.fixture(autouse=True)
def office(django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """One counter with twenty printed ballots, in a database that intake's writer sees."""
    with (
        django_db_blocker.unblock(),
        own_database(tmp_path),
        override_settings(OPEN_LIMIT_PER_MINUTE=0),
    ):
        one_stop.build()
        one_stop.counter(1)
        printed()
        yield
        desk.close()


def client_of(role: Role, unit: str | None = None, username: str = "") -> Client:
    """A client signed in as a member of the cast."""
    return signed_in(person(role, unit, username))


def batch_form(**changes: str) -> dict[str, str]:
    """A filled-in form of a new batch."""
    usual = {"counter": COUNTER, "on": f"{clock.today():%d/%m/%Y}", "half": "0"}
    return usual | {"sheets": "3", "score_sum": "11"} | changes


def sheet_form(number: int, score: int | str, **more: str) -> dict[str, str]:
    """A filled-in form of one sheet."""
    return {"number": str(number), "score": str(score), **more}


def test_two_people_bring_a_batch_into_the_log() -> None:
    """By the pages alone: opened, keyed, totals, second reading, differences, taken in."""
    keyer, checker = client_of(Role.HANDLER), client_of(Role.HEAD)
    key = keyer.post("/phieu-giay/lo-moi/", batch_form()).headers["Location"]
    batch = key.removesuffix("nhap/")
    for number, score in ((1, 5), (2, 4), (3, 2)):
        assert keyer.post(key, sheet_form(number, score, ticks="á")).headers["Location"] == key
    assert "Đã nhập đủ 3 phiếu" in keyer.get(key).content.decode()
    assert keyer.post(f"{batch}nhap-xong/").headers["Location"] == batch

    page = checker.get(f"{batch}doi-chieu/").content.decode()
    assert "score-1" in page
    checker.post(f"{batch}doi-chieu/", {"score-1": "5", "score-2": "4"})
    checker.post(f"{batch}doi-chieu/", {"score-3": "1"})
    assert "1 phiếu hai người nhập khác nhau" in checker.get(f"{batch}doi-chieu/").content.decode()
    checker.post(f"{batch}dinh-diem/", {"number": "3", "score": "2"})
    assert checker.post(f"{batch}xac-nhan/").headers["Location"] == batch
    assert "đã vào sổ" in checker.get(batch).content.decode()
    assert Rating.objects.count() == 3


def test_the_second_reading_is_blind() -> None:
    """Nothing on the page says what the first person read, not even in a hidden field."""
    batch = keyed()
    PaperSheet.objects.filter(batch=batch, number=1).update(
        score=1, spirit=1, attitude=1, conduct=1
    )
    page = client_of(Role.HEAD).get(f"/phieu-giay/lo/{batch}/doi-chieu/")
    values = [bound.value() for bound in page.context["form"]]

    assert values == [None, None, None]
    assert "context" not in page.context or "readings" not in page.context


def test_the_keyer_is_told_to_find_somebody_else() -> None:
    """403 on the second reading, and the batch page says why."""
    batch = keyed()
    keyer = client_of(Role.HANDLER)

    assert keyer.get(f"/phieu-giay/lo/{batch}/doi-chieu/").status_code == 403
    assert "Cần một người khác đối chiếu" in keyer.get(f"/phieu-giay/lo/{batch}/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"score": "6"}, "score"),
        ({"score": ""}, "score"),
        ({"number": "999"}, "number"),
        ({"ticks": "j"}, "ticks"),
        ({"spirit": "x"}, "spirit"),
        ({"remark": "a" * 2001}, "remark"),
    ],
)
def test_a_wrong_sheet_comes_back_with_its_error(changes: dict[str, str], field: str) -> None:
    """422 at the field; what was typed is still there."""
    batch = opened()
    said = sheet_form(1, 5, remark="giữ lại") | changes
    answer = client_of(Role.HANDLER).post(f"/phieu-giay/lo/{batch}/nhap/", said)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert field == "remark" or "giữ lại" in answer.content.decode()


def test_a_sheet_is_keyed_anew_from_its_number() -> None:
    """The page shows what was read; saving replaces it."""
    batch = opened()
    keyer = client_of(Role.HANDLER)
    keyer.post(f"/phieu-giay/lo/{batch}/nhap/", sheet_form(7, 3, ticks="ab"))
    page = keyer.get(f"/phieu-giay/lo/{batch}/nhap/?phieu=7")
    keyer.post(f"/phieu-giay/lo/{batch}/nhap/", sheet_form(7, 4))

    assert page.context["form"]["ticks"].value() == "ab"
    assert PaperSheet.objects.values_list("number", "score").get() == (7, 4)
    assert keyer.get(f"/phieu-giay/lo/{batch}/nhap/").context["form"]["number"].value() == 8


def test_totals_that_do_not_agree_are_said() -> None:
    """The keyer reads by how much, and goes on keying."""
    batch = opened(1, 4)
    keyer = client_of(Role.HANDLER)
    keyer.post(f"/phieu-giay/lo/{batch}/nhap/", sheet_form(1, 5))
    answer = keyer.post(f"/phieu-giay/lo/{batch}/nhap-xong/", follow=True)

    assert "Tổng điểm đã nhập là 5, số kiểm soát là 4." in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"counter": "bg07213-21-01"}, "counter"),
        ({"counter": ""}, "counter"),
        ({"sheets": "0"}, "sheets"),
        ({"score_sum": "16"}, "score_sum"),
        ({"on": "01/01/2030"}, "on"),
        ({"half": "2"}, "half"),
    ],
)
def test_a_batch_that_cannot_be_right_is_not_opened(changes: dict[str, str], field: str) -> None:
    """Somebody else's counter, no sheets, a sum that cannot be, a day to come."""
    one_stop.counter(1, one_stop.NEXT_POINT)
    answer = client_of(Role.HANDLER).post("/phieu-giay/lo-moi/", batch_form(**changes))

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not PaperBatch.objects.exists()


def test_others_do_not_come_to_a_batch() -> None:
    """Not the next commune, not an official, not the press; the Fatherland Front may check."""
    batch = keyed()
    address = f"/phieu-giay/lo/{batch}/"
    others = (
        client_of(Role.HEAD, one_stop.NEIGHBOUR, "next-head"),
        client_of(Role.OFFICIAL),
        client_of(Role.PRESS),
        client_of(Role.ADMIN),
    )
    for client in others:
        for page in ("", "doi-chieu/", "tra-lai/", "nhap/"):
            assert client.get(address + page).status_code == 403
        for act in ("nhap-xong/", "dinh-diem/", "xac-nhan/", "vao-so/"):
            assert client.post(address + act).status_code == 403
    witness = client_of(Role.SUPERVISOR)
    assert witness.get(f"{address}doi-chieu/").status_code == 200
    assert witness.get(f"{address}nhap/").status_code == 403


def test_a_checked_batch_is_taken_in_by_a_press_however_often() -> None:
    """After a fault the button is there; a second press says where the batch stands."""
    batch = checked()
    checker = client_of(Role.HEAD)
    assert "Đưa vào sổ" in checker.get(f"/phieu-giay/lo/{batch}/").content.decode()
    for _ in range(2):
        checker.post(f"/phieu-giay/lo/{batch}/vao-so/")

    assert Rating.objects.count() == len(SHEETS)


def test_a_batch_is_given_back_with_a_reason() -> None:
    """Without one it stays; with one everybody reads it."""
    batch = keyed()
    checker = client_of(Role.HEAD)
    assert checker.post(f"/phieu-giay/lo/{batch}/tra-lai/", {"why": " "}).status_code == 422
    checker.post(f"/phieu-giay/lo/{batch}/tra-lai/", {"why": "Lẫn phiếu quầy khác"})

    assert "Lẫn phiếu quầy khác" in checker.get(f"/phieu-giay/lo/{batch}/").content.decode()


@pytest.mark.parametrize("lang", ["vi", "en", "zh", "ko"])
@pytest.mark.parametrize("size", ["A4", "A5"])
def test_ballots_are_printed_in_every_language(lang: str, size: str) -> None:
    """Numbered, with a letter at every box, in the words of the questionnaire."""
    keyer = client_of(Role.HANDLER)
    said: dict[str, Any] = {
        "counter": COUNTER, "count": "2", "size": size, "lang": lang, "rater": "business",
    }  # fmt: skip
    page = keyer.get(keyer.post("/phieu-giay/in/", said).headers["Location"])
    html = page.content.decode()

    assert html.count(f"ballot-{size.lower()}") == 2
    assert list(page.context["numbers"]) == [21, 22]
    assert page.context["wording"].question in html
    assert html.count('<span class="box">V</span>') == 2
    file = keyer.get(page.request["PATH_INFO"], {"tep": "pdf"})
    assert file.content.startswith(b"%PDF-") == (lang in {"vi", "en"})
