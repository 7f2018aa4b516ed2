"""Pages of fair figures across succession: each span under the tree of its time, nothing added up."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from nucuoi.foundation import clock
from nucuoi.organisation.models import (
    Counter,
    Official,
    Posting,
    ServicePoint,
    Succession,
    Unit,
)
from nucuoi.organisation.queries import came_from, passed_into
from nucuoi.organisation.rules.words import OfficialKind
from nucuoi.scores.figures import run
from nucuoi.scores.models import Computation, EarlyWarning, MonthTally
from nucuoi.scores.rules.windows import quarter, year
from tests.board_scene import counter

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]

PROVINCE, WARD, OTHER_WARD = "bn-24-2025", "bn-07210-2025", "bn-07228-2025"
OLD_PROVINCE, OLD_DISTRICT = "bg-24-2021", "bg-213-2021"
OLD_WARD, TOOK_IN, FIRST_WARD = "bg-07207-2021", "bg-07210-2021", "bg-07204-2021"
"""Ngô Quyền, which took in Trần Nguyên Hãn (the last) on 1/1/2025; and Hoàng Văn Thụ."""
CUT_OUT, CUT_FROM = "bg-224-2025", "bg-219-2021"
"""Thị xã Chũ, cut out of Lục Ngạn on 1/1/2025."""
SPANS = {
    FIRST_WARD: date(2024, 12, 31),
    OLD_WARD: date(2025, 6, 30),
    TOOK_IN: date(2025, 6, 30),
}
NOT_ADDED = "ố liệu của các cây đơn vị khác nhau không cộng với nhau."


@pytest.fixture(autouse=True, scope="module")
def computed(packaged_tree: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Ratings at old and new wards; the two quarters before a change of the tree, and the year."""
    today = clock.today()
    with django_db_blocker.unblock():
        for unit, on in (*SPANS.items(), (WARD, today)):
            rate(unit, on)
        for window in (*(quarter(on, today) for on in sorted(set(SPANS.values()))), year(today)):
            run.compute(window)


def rate(unit: str, on: date) -> None:
    """A hundred ratings by kiosk at a desk of a unit."""
    point = ServicePoint.objects.get(unit__unit=f"{unit}-mc")
    desk: Counter = counter(point, f"{unit}-1", 1, "Hộ tịch")
    MonthTally.objects.create(
        month=clock.month(on), counter=desk.pk, official=0, field=0, evidence=2, rater=1,
        n=100, s1=1, s2=3, s3=6, s4=40, s5=50,
    )  # fmt: skip


def text_of(client: Client, url: str, status: int = 200) -> str:
    """The text of a page, white space folded."""
    answer = client.get(url)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


def html_of(client: Client, url: str) -> str:
    """The page itself."""
    return client.get(url).content.decode()


@pytest.mark.parametrize(
    ("role", "over", "unit", "query", "status"),
    [
        # Unasked: the last figures of a unit that has ended, for who reaches what it became.
        ("head", WARD, OLD_WARD, "", 200),
        ("head", WARD, f"{OLD_WARD}-mc", "", 200),
        ("head", WARD, FIRST_WARD, "", 200),
        ("head", OTHER_WARD, OLD_WARD, "", 403),
        ("head", OTHER_WARD, FIRST_WARD, "", 403),
        ("head", WARD, OLD_DISTRICT, "", 403),
        ("head", WARD, OLD_PROVINCE, "", 403),
        ("home_affairs", PROVINCE, OLD_PROVINCE, "", 200),
        ("home_affairs", PROVINCE, OLD_DISTRICT, "", 200),
        ("supervisor", PROVINCE, OLD_WARD, "", 200),
        ("official", WARD, OLD_WARD, "", 403),
        ("press", "", OLD_WARD, "", 403),
        # Out of its time there is a kind page, for the same people.
        ("head", WARD, FIRST_WARD, "?ky=2025Q2", 410),
        ("head", OTHER_WARD, FIRST_WARD, "?ky=2025Q2", 403),
        ("head", WARD, WARD, "?ky=2025Q2", 404),
        ("head", OTHER_WARD, WARD, "?ky=2025Q2", 403),
        ("head", WARD, "bg-00000-2021", "", 404),
        # A span that was never computed is none for an old unit either.
        ("head", WARD, OLD_WARD, "?ky=2019Q1", 422),
    ],
)
def test_the_past_is_read_by_the_heirs(
    client_of: ClientOf, role: str, over: str, unit: str, query: str, status: int
) -> None:
    """Whoever reaches what a unit became reads its last figures, and nobody else below the province."""
    assert client_of(role, over).get(f"/so-lieu/{unit}/{query}").status_code == status


def test_an_ended_unit_says_what_it_became_and_shows_its_last_figures(client_of: ClientOf) -> None:
    """Into what, from which day, on which basis, of which tree; and that nothing is added up."""
    client = client_of("head", WARD)
    text = text_of(client, f"/so-lieu/{OLD_WARD}/")

    assert (
        "Phường Ngô Quyền đã sáp nhập vào Phường Bắc Giang từ 01/07/2025 "
        "(căn cứ: NQ 1658/NQ-UBTVQH15 (16/06/2025))." in text
    )
    assert "quý 2/2025, theo cây đơn vị ngày 30/06/2025." in text
    assert NOT_ADDED in text
    assert "khoảng 90%:" in text
    assert "100 lượt" in text
    assert f'<a href="/so-lieu/{WARD}/">Phường Bắc Giang</a>' in html_of(
        client, f"/so-lieu/{OLD_WARD}/"
    )
    assert "Bảng hôm nay theo quầy" not in text


def test_a_dissolved_district_names_who_took_over(client_of: ClientOf) -> None:
    """It passed into no unit: what it left is with the province, and the page of its communes stays."""
    text = text_of(client_of("home_affairs", PROVINCE), f"/so-lieu/{OLD_DISTRICT}/")

    assert "Thành phố Bắc Giang đã kết thúc hoạt động từ 01/07/2025 (căn cứ: Luật" in text
    assert "Nơi tiếp nhận: Tỉnh Bắc Ninh." in text
    assert "2 đơn vị cấp xã, quý 2/2025" in text


def test_a_unit_leads_to_the_last_figures_of_those_before_it(client_of: ClientOf) -> None:
    """Each predecessor by name; a link where figures were computed, in the span of its own time."""
    client = client_of("head", WARD)
    text, html = text_of(client, f"/so-lieu/{WARD}/"), html_of(client, f"/so-lieu/{WARD}/")

    assert "Trước đó là: Phường Dĩnh Kế, Phường Dĩnh Trì, Phường Hoàng Văn Thụ, " in text
    assert "(căn cứ: NQ 1658/NQ-UBTVQH15 (16/06/2025))." in text
    assert NOT_ADDED in text
    assert f'<a href="/so-lieu/{OLD_WARD}/?ky=2025Q2">Phường Ngô Quyền</a>' in html


def test_a_unit_that_took_another_in_says_since_when(client_of: ClientOf) -> None:
    """It lived on, so the other was not what it was before; the link leads to the year before."""
    client = client_of("head", WARD)
    html = html_of(client, f"/so-lieu/{OLD_WARD}/")

    assert "Từ 01/01/2025 gồm cả: " in html
    assert f'<a href="/so-lieu/{FIRST_WARD}/?ky=2024Q4">Phường Trần Nguyên Hãn</a>' in html


def test_before_its_time_a_unit_says_when_it_begins(client_of: ClientOf) -> None:
    """An old span and a new unit: from when it is there, what was before, and its own figures."""
    text = text_of(client_of("head", WARD), f"/so-lieu/{WARD}/?ky=2025Q2", 404)

    assert "Cây đơn vị ngày 30/06/2025 chưa có đơn vị này; đơn vị bắt đầu từ 01/07/2025" in text
    assert "Trước đó là: " in text
    assert f"Số liệu trong thời gian của đơn vị: 12 tháng đến {clock.today():%d/%m/%Y}." in text


def test_what_nobody_verified_says_so(client_of: ClientOf) -> None:
    """A succession known from hearsay is no fact."""
    Succession.objects.filter(old__unit=OLD_WARD, new__unit=WARD).update(verified=False)
    client = client_of("head", WARD)

    assert "(16/06/2025), chưa kiểm chứng)." in text_of(client, f"/so-lieu/{OLD_WARD}/")


def test_every_span_is_opened_under_the_tree_of_its_time(client_of: ClientOf) -> None:
    """The choice names the day where the tree was another, and the way down stays in that tree."""
    client = client_of("home_affairs", PROVINCE)
    html = html_of(client, f"/so-lieu/{OLD_PROVINCE}/?ky=2024Q4")

    assert "Quý 4/2024 (cây đơn vị ngày 31/12/2024)" in html
    assert '"?ky=2025Q2">Quý 2/2025</a>' in html
    assert f'href="/so-lieu/{FIRST_WARD}/?ky=2024Q4"' in html
    assert f'href="/so-lieu/{OLD_WARD}/' not in html
    file = client.get(f"/so-lieu/{OLD_PROVINCE}/tep.csv?ky=2024Q4").content.decode("utf-8-sig")
    assert FIRST_WARD in file
    assert WARD not in file


def test_figures_of_people_are_not_shown_under_an_old_tree(client_of: ClientOf) -> None:
    """They are computed over the year alone; a quarter of their unit does not pretend otherwise."""
    window = quarter(clock.today(), clock.today())
    run.compute(window)
    client = client_of("head", WARD)

    assert "Chưa có cán bộ nào" in text_of(client, f"/so-lieu/{WARD}/")
    text = text_of(client, f"/so-lieu/{WARD}/?ky={window.span}")
    assert "Số liệu của từng người chỉ tính trên 12 tháng gần nhất." in text
    assert f"cây đơn vị ngày {clock.today():%d/%m/%Y}" in text


def test_a_unit_cut_out_of_another_says_a_part(client_of: ClientOf) -> None:
    """The other lived on: its figures before that day are of more than this unit."""
    client = client_of("home_affairs", PROVINCE)
    html = html_of(client, f"/so-lieu/{CUT_OUT}/")

    assert "Trước đó là: " in html
    assert f'<a href="/so-lieu/{CUT_FROM}/?ky=2024Q4">Huyện Lục Ngạn (một phần)</a>' in html


def test_where_nothing_was_computed_the_page_says_so(client_of: ClientOf) -> None:
    """A unit that ended before the first span: what it became, and no figure; no link leads there."""
    Computation.objects.filter(span="2024Q4").delete()
    client = client_of("head", WARD)
    text = text_of(client, f"/so-lieu/{FIRST_WARD}/", 410)

    assert "Phường Trần Nguyên Hãn đã sáp nhập vào Phường Ngô Quyền từ 01/01/2025 (căn cứ: " in text
    assert "Chưa có kỳ nào được tính trong thời gian của đơn vị." in text
    assert f"/so-lieu/{FIRST_WARD}/" not in html_of(client, f"/so-lieu/{OLD_WARD}/")


def test_an_ended_province_asks_nobody_for_help(client_of: ClientOf) -> None:
    """Nobody can visit a commune that is no more: who needs help stands with the units of today."""
    client = client_of("home_affairs", PROVINCE)

    assert "Cần hỗ trợ trước" in text_of(client, f"/so-lieu/{PROVINCE}/")
    assert "Cần hỗ trợ trước" not in text_of(client, f"/so-lieu/{OLD_PROVINCE}/")


def test_a_quarter_that_is_over_shows_its_own_warnings_alone(client_of: ClientOf) -> None:
    """Who was warned in it, and neither today's warnings nor what waits today; and the other way about."""
    today = clock.today()
    ended = quarter(quarter(today, today).first - timedelta(days=1), today)
    rate(OTHER_WARD, ended.last)
    run.compute(ended)
    warned(WARD, "cb-cu", ended.last - timedelta(days=40))
    warned(OTHER_WARD, "cb-moi", today)
    client = client_of("home_affairs", PROVINCE)
    then = text_of(client, f"/so-lieu/{PROVINCE}/?ky={ended.span}")
    now = text_of(client, f"/so-lieu/{PROVINCE}/")

    assert "Cần hỗ trợ trong quý ấy" in then
    assert "1 cảnh báo sớm tại Phường Bắc Giang" in then
    assert "1 cảnh báo sớm tại Phường Đa Mai" not in then
    assert "Cần hỗ trợ trước" in now
    assert "1 cảnh báo sớm tại Phường Bắc Giang" not in now
    assert "1 cảnh báo sớm tại Phường Đa Mai" in now


def warned(unit: str, code: str, on: date) -> None:
    """An early warning in the week of a day to an official who is posted to a unit."""
    official = Official.objects.create(
        code=code, full_name="Nguyễn Thị An", kind=OfficialKind.CIVIL_SERVANT
    )
    Posting.objects.create(
        official=official,
        unit=Unit.objects.get(unit=f"{unit}-mc"),
        position="Công chức",
        valid_from=date(2025, 7, 1),
    )
    computation = Computation.objects.create(
        kind="warnings", span=code, first=on, last=on, method="1",
        parameters={}, computed_at=clock.now(),
    )  # fmt: skip
    EarlyWarning.objects.create(
        computation=computation, official=code, week=clock.iso_week(on),
        value=5, limit=4, usual=0.05, n=100, dissatisfied=21,
    )  # fmt: skip


def test_how_units_passed_on_is_told_once() -> None:
    """The day, the kind and the basis of a passing; a unit that stands has passed into nothing."""
    today = clock.today()
    (one,) = passed_into(OLD_WARD, today)
    assert (one.new, one.on, str(one.kind)) == (WARD, date(2025, 7, 1), "merged")
    assert passed_into(OLD_WARD, date(2025, 6, 30)) == []
    assert passed_into(WARD, today) == []

    assert [passing.old for passing in came_from(OLD_WARD, today)] == [FIRST_WARD]
    assert came_from(OLD_WARD, date(2024, 12, 31)) == []
    assert len(came_from(WARD, today)) == 7
