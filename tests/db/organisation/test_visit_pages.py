"""The sheet of visits of a day, and visits from a file, as people key them."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.organisation.models import Visit
from nucuoi.organisation.queries.visit_days import visit_sheet
from nucuoi.organisation.rules.visit_file import COLUMNS
from nucuoi.organisation.rules.visits import Counts
from tests.one_stop import COMMUNE, NEXT_POINT, POINT, PROVINCE, counter

SHEET, FILE = f"/luot-giao-dich/{POINT}/", "/luot-giao-dich/nhap-tep/"
CODE, HEAD = "bg07210-21-01", ",".join(COLUMNS)
ClientOf = Callable[..., Client]


@pytest.fixture(autouse=True)
def two_counters(province: None) -> None:
    """Two counters in the commune and one in the next."""
    counter(1)
    counter(2)
    counter(1, NEXT_POINT)


def day(back: int = 0) -> str:
    """A day as a person writes it."""
    return f"{clock.today() - timedelta(days=back):%d/%m/%Y}"


def cells(back: int = 0, **numbers: object) -> dict[str, object]:
    """The form of the sheet; `submitted_1` is the cell of the first counter."""
    rows = visit_sheet(POINT, clock.today())
    values: dict[str, object] = {"ngay": day(back)}
    for name, number in numbers.items():
        kind, _, place = name.rpartition("_")
        values[f"{kind}-{rows[int(place) - 1].id}"] = number
    return values


def kept(back: int = 0) -> list[Counts | None]:
    """What stands in the sheet of a day."""
    return [row.counts for row in visit_sheet(POINT, clock.today() - timedelta(days=back))]


def test_todays_visits_are_keyed_in_one_screen(client_of: ClientOf) -> None:
    """An empty counter stays open, an empty cell beside a number is 0; totals and who are shown."""
    handler = client_of("handler")
    answer = handler.post(SHEET, cells(submitted_1="12", collected_1="1.200"), follow=True)

    page = answer.content.decode()
    assert kept() == [Counts(12, 0, 1200, 0), None]
    assert "Đã lưu số liệu của 1 quầy." in page
    assert "Trần Thu Hà" in page
    assert re.findall(r"data-total>([^<]*)<", page) == ["12", "0", "1.200", "0"]


def test_an_earlier_day_up_to_sixty_days_back(client_of: ClientOf) -> None:
    """The day is kept in the form, so that a page left open over midnight keeps its day."""
    handler = client_of("handler")
    assert f'value="{day(60)}"' in handler.get(SHEET, {"ngay": day(60)}).content.decode()

    handler.post(SHEET, cells(back=60, online_2="3"))

    assert kept(60) == [None, Counts(online=3)]
    assert kept() == [None, None]


@pytest.mark.parametrize(
    "asked", ["31/06/2026", "01/01/2020", "31/12/2199", "x", "\x00", "9" * 999]
)
def test_a_wrong_day_shows_today_and_says_so(asked: str, client_of: ClientOf) -> None:
    """Reading is answered with today's sheet; sending is refused, so nothing lands on a wrong day."""
    handler = client_of("handler")
    answer = handler.get(SHEET, {"ngay": asked})

    assert answer.status_code == 200
    assert "Đang hiện số liệu hôm nay." in answer.content.decode()
    assert handler.post(SHEET, {**cells(submitted_1="1"), "ngay": asked}).status_code == 422
    assert not Visit.objects.exists()


def test_a_correction_is_kept_with_old_and_new(client_of: ClientOf) -> None:
    """Both people stand in the audit; the sheet names the last one."""
    client_of("handler").post(SHEET, cells(submitted_1="12"))
    page = client_of("head").post(SHEET, cells(submitted_1="21"), follow=True).content.decode()

    event = Event.objects.get(action="organisation.visit.corrected")
    assert (event.actor, event.subject) == ("head", CODE)
    assert "Dương Quang Vinh" in page


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("-1", "Số lượt không thể âm."),
        ("4.5", "Xin ghi một số nguyên"),
        ("1e9", "Xin ghi một số nguyên"),
        ("true", "Xin ghi một số nguyên"),
        ("1000000000", "tối đa 9.999"),
        ("9" * 5000, "tối đa 9.999"),
        ("1\x00", "Có ký tự không đọc được."),
    ],
)
def test_impossible_counts_are_answered_at_their_cell(
    number: str, sentence: str, client_of: ClientOf
) -> None:
    """What was typed stays in the form; nothing is kept, the right cells neither."""
    answer = client_of("handler").post(SHEET, cells(submitted_1=number, submitted_2="7"))

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert 'value="7"' in answer.content.decode()
    assert not Visit.objects.exists()


def test_a_count_is_not_emptied(client_of: ClientOf) -> None:
    """Once keyed, a counter has a count; 0 is written as 0."""
    handler = client_of("handler")
    handler.post(SHEET, cells(submitted_1="12"))

    assert "Xin ghi 0" in handler.post(SHEET, cells(submitted_1="")).content.decode()
    assert kept()[0] == Counts(12)


def test_one_point_is_opened_at_once_many_are_listed(client_of: ClientOf) -> None:
    """The list says how many counters have been keyed today."""
    assert client_of("handler").get("/luot-giao-dich/").headers["Location"] == SHEET
    client_of("handler").post(SHEET, cells(submitted_1="1", submitted_2="2"))

    page = client_of("one_stop_control", PROVINCE).get("/luot-giao-dich/").content.decode()
    assert "1 trong 2 nơi đã ghi đủ hôm nay" in page
    assert "2/2" in page


def test_a_file_is_shown_before_it_is_kept(client_of: ClientOf) -> None:
    """The preview counts what is new and shows old and new of what changes; then it is kept."""
    head = client_of("head")
    head.post(SHEET, cells(submitted_1="12"))
    text = f"{HEAD}\n{CODE},{day()},21,0,0,0\nbg07210-21-02,{day()},5,0,0,0\n"

    page = _upload(head, text)
    assert "Tệp này thêm 1 và sửa 1 số liệu" in page
    assert "nộp 12," in page
    assert kept() == [Counts(12), None]

    answer = head.post(FILE, _hidden(page), follow=True)
    assert "Đã ghi 2 số liệu từ tệp." in answer.content.decode()
    assert kept() == [Counts(21), Counts(5)]
    assert Visit.objects.filter(source="csv", keyed_by="head").count() == 2


def test_a_plan_that_has_moved_is_shown_again(client_of: ClientOf) -> None:
    """Somebody keyed in between: the new preview is shown, nothing is kept unseen."""
    head = client_of("head")
    page = _upload(head, f"{HEAD}\n{CODE},{day()},21,0,0,0\n")
    client_of("handler").post(SHEET, cells(submitted_1="12"))

    again = head.post(FILE, _hidden(page)).content.decode()
    assert "Có người vừa sửa số liệu" in again
    assert kept()[0] == Counts(12)
    head.post(FILE, _hidden(again))
    assert kept()[0] == Counts(21)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("hello", "Dòng đầu phải là"),
        (f"{HEAD}\nbg07210-21-09,{day()},1,0,0,0", "Không có quầy mang mã"),
        (f"{HEAD}\nbg07213-21-01,{day()},1,0,0,0", "ngoài phạm vi"),
        (f"{HEAD}\n{CODE},{day(-1)},1,0,0,0", "chưa tới"),
        (f"{HEAD}\n{CODE},01/01/2020,1,0,0,0", "quầy chưa mở"),
        (f"{HEAD}\n{CODE},{day()},-1,0,0,0", "Số lượt không thể âm"),
        (f"{HEAD}\na\x00b,{day()},1,0,0,0", "Dòng 2"),
    ],
)
def test_a_wrong_file_is_refused_with_line_and_reason(
    text: str, reason: str, client_of: ClientOf
) -> None:
    """The whole file, at the preview and when it is sent back by hand."""
    head = client_of("head")
    page = _upload(head, text)
    assert reason in page
    assert "chưa ghi gì" in page

    assert head.post(FILE, {"lines": text, "plan": "x"}).status_code == 422
    assert not Visit.objects.exists()


def test_an_empty_or_huge_file_is_refused(client_of: ClientOf) -> None:
    """Without a file, with nothing in it, with too much in it."""
    head = client_of("head")
    assert "Xin chọn tệp." in head.post(FILE, {}).content.decode()
    assert "Tệp này trống." in _upload(head, "")
    assert "1 MB" in _upload(head, "x" * 1_000_001)
    assert head.post(FILE, {"lines": "", "plan": ""}).status_code == 422


def test_the_file_to_fill_in_holds_the_persons_counters(client_of: ClientOf) -> None:
    """It names her counters and today, and is refused until numbers are written in."""
    head = client_of("head")
    answer = head.get("/luot-giao-dich/tep-mau.csv")
    text = answer.content.decode("utf-8-sig")

    assert "attachment" in answer.headers["Content-Disposition"]
    assert text.splitlines() == [HEAD, f"{CODE},{day()},,,,", f"bg07210-21-02,{day()},,,,"]
    assert "Xin ghi 0" in _upload(head, text)
    assert COMMUNE not in text


def _upload(client: Client, text: str) -> str:
    file = SimpleUploadedFile("luot.csv", text.encode(), "text/csv")
    answer = client.post(FILE, {"file": file})

    assert answer.status_code == 200
    return answer.content.decode()


def _hidden(page: str) -> dict[str, str]:
    """The hidden fields that the preview sends back."""
    pairs = re.findall(r'<input type="hidden" name="(lines|plan)" value="([^"]*)"', page)
    return dict(pairs)
