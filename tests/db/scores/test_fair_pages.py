"""The pages of fair figures: who reads what, in which order, and what is kept back."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from nucuoi.accounts.models import User
from nucuoi.foundation import clock
from nucuoi.scores.figures import run
from nucuoi.scores.models import Computation, EarlyWarning
from nucuoi.scores.rules.windows import year
from tests.figures_scene import PROVINCE, FiguresScene, build, commune, ordinary

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
FIRST, WEAK = commune(1), commune(3)
OWN = "/so-lieu-cua-toi/"


@pytest.fixture
def scene() -> FiguresScene:
    """An ordinary province with a weak commune and a newcomer with five of five."""
    made = build()
    for number in range(1, 25):
        if number not in (1, 5, 6):
            share = 45 - number % 5 * 3
            made.rate(f"cb-{number:02}", (3, 4, 50 - share, 200, 200))
    for code in ("cb-05", "cb-06"):
        made.rate(code, (60, 60, 80, 150, 150))
    made.rate("cb-01", (0, 0, 0, 0, 5))
    run.compute(year(clock.today()))
    return made


def text_of(client: Client, url: str, status: int = 200) -> str:
    """The text of a page, white space folded."""
    answer = client.get(url)
    assert answer.status_code == status
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def official_client(client_of: ClientOf, code: str) -> Client:
    """A client of the cast's official, who is the official of a code."""
    client = client_of("official", FIRST)
    User.objects.filter(username="official").update(official=code)
    return client


def warn(code: str) -> None:
    """An early warning of last week."""
    today = clock.today()
    computation = Computation.objects.create(
        kind="warnings", span="2026W01", first=today, last=today, method="1",
        parameters={}, computed_at=clock.now(),
    )  # fmt: skip
    EarlyWarning.objects.create(
        computation=computation, official=code, week=clock.iso_week(today),
        value=5, limit=4, usual=0.05, n=100, dissatisfied=21,
    )  # fmt: skip


def test_an_official_sees_her_own_figure_with_all_that_belongs_to_it(
    scene: FiguresScene, client_of: ClientOf
) -> None:
    """Share, interval, n, reliability and coverage, and what may be concluded."""
    text = text_of(official_client(client_of, "cb-07"), OWN)

    for word in ("khoảng 90%:", "lượt", "độ tin cậy", "độ phủ chưa có số liệu", "Hộ tịch"):
        assert word in text
    assert "Chưa đủ để phân biệt anh/chị với đồng nghiệp cùng lĩnh vực." in text


def test_below_ten_ratings_there_is_no_figure(scene: FiguresScene, client_of: ClientOf) -> None:
    """Five of five is no 100 %: the page says how many are missing, and no share."""
    text = text_of(official_client(client_of, "cb-01"), OWN)

    assert "Cần thêm 5 lượt" in text
    assert "khoảng 90%:" not in text


def test_a_low_figure_is_said_kindly(scene: FiguresScene, client_of: ClientOf) -> None:
    """Lower than peers beyond chance is said as it is, and that it is there to help."""
    text = text_of(official_client(client_of, "cb-05"), OWN)

    assert "Mức hài lòng đang thấp hơn đồng nghiệp cùng lĩnh vực." in text
    assert "hỗ trợ anh/chị" in text


def test_an_account_of_no_official_says_what_to_do(client_of: ClientOf) -> None:
    """Whose figures are meant is told by the account; without an official there are none."""
    assert "chưa nối với cán bộ nào" in text_of(client_of("official", FIRST), OWN)


@pytest.mark.parametrize(
    ("role", "over", "unit", "status"),
    [
        ("head", FIRST, FIRST, 200),
        ("head", FIRST, f"{FIRST}-mc", 200),
        ("head", FIRST, WEAK, 403),
        ("head", FIRST, PROVINCE, 403),
        ("home_affairs", PROVINCE, PROVINCE, 200),
        ("one_stop_control", PROVINCE, WEAK, 200),
        ("supervisor", "", PROVINCE, 200),
        ("official", FIRST, FIRST, 403),
        ("handler", FIRST, FIRST, 403),
        ("press", "", PROVINCE, 403),
        ("admin", "", PROVINCE, 403),
    ],
)
def test_a_unit_is_read_within_reach(
    client_of: ClientOf, role: str, over: str, unit: str, status: int
) -> None:
    """A seat reads figures of its unit and below, if its role reads figures at all."""
    build()

    assert client_of(role, over).get(f"/so-lieu/{unit}/").status_code == status


@pytest.mark.parametrize(
    ("role", "over", "seen"),
    [
        ("head", WEAK, True),
        ("head", PROVINCE, False),
        ("home_affairs", PROVINCE, False),
        ("supervisor", "", False),
    ],
)
def test_people_are_seen_by_the_head_of_their_own_unit(
    scene: FiguresScene, client_of: ClientOf, role: str, over: str, seen: bool
) -> None:
    """Nobody above reads names with figures; she reads them for unit and service point."""
    for unit in (WEAK, f"{WEAK}-mc"):
        text = text_of(client_of(role, over), f"/so-lieu/{unit}/")
        assert ("Nguyễn Thị Số 05" in text) is seen


def test_the_newcomer_stands_below_the_known_and_without_a_share(
    scene: FiguresScene, client_of: ClientOf
) -> None:
    """Lists go by band, then by name; too little evidence is last and has no number."""
    text = text_of(client_of("head", FIRST), f"/so-lieu/{FIRST}/")
    people = text[text.index("Cán bộ của đơn vị") :]

    assert people.index("Nguyễn Thị Số 02") < people.index("Nguyễn Thị Số 01")
    assert "Nguyễn Thị Số 01 Hộ tịch Chưa đủ dữ liệu dưới 10 lượt, chưa nêu số liệu – – 5" in people


def test_the_province_lists_units_by_band_then_by_name(
    scene: FiguresScene, client_of: ClientOf
) -> None:
    """Never by share: those as expected stand by name, the weak one below them and among the helped."""
    text = text_of(client_of("home_affairs", PROVINCE), f"/so-lieu/{PROVINCE}/")
    table = text[text.index("Bảng theo nhóm") :]
    ordinary = re.findall(r"Xã Số (\d\d) Tương đương", table)

    assert ordinary == sorted(ordinary)
    assert len(ordinary) >= 8
    assert table.index("Xã Số 03 Cần hỗ trợ") > table.index(f"Xã Số {ordinary[-1]}")
    assert "Xã Số 03 Thấp hơn hẳn mức chung" in text
    assert "đơn vị nằm ngoài dải 95% chỉ do ngẫu nhiên" in text


def test_a_warning_is_told_to_the_official_and_her_head_at_the_same_time(
    scene: FiguresScene, client_of: ClientOf
) -> None:
    """Both pages say it; above, only that there is one, without a name."""
    warn("cb-05")
    own = text_of(official_client(client_of, "cb-05"), OWN)
    head = text_of(client_of("head", WEAK), f"/so-lieu/{WEAK}/")
    above = text_of(client_of("home_affairs", PROVINCE), f"/so-lieu/{PROVINCE}/")

    assert "21 trong 100 lượt chưa hài lòng" in own
    assert "không dùng để kỷ luật" in own
    assert "Nguyễn Thị Số 05 Gần đây số lượt chưa hài lòng tăng" in head
    assert "1 cảnh báo sớm tại" in above
    assert "Nguyễn Thị Số 05" not in above


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_table_is_taken_away_as_it_is_shown(
    scene: FiguresScene, client_of: ClientOf, form: str
) -> None:
    """A file of the same rows; people's figures leave no page."""
    client = client_of("home_affairs", PROVINCE)
    answer = client.get(f"/so-lieu/{PROVINCE}/tep.{form}")

    assert answer.status_code == 200
    assert f".{form}" in answer["Content-Disposition"]
    if form == "csv":
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert len(lines) == 13
        assert any(line.startswith(f"{WEAK};Xã Số 03;;Cần hỗ trợ;") for line in lines)
    assert client.get(f"/so-lieu/{WEAK}/tep.{form}").status_code == 404


@pytest.mark.parametrize(
    "query", ["ky=2019Q1", "ky=abc", "cap=tinh", "nguon=x", "linh-vuc=²", "nguoi=99999999999"]
)
def test_a_strange_choice_is_refused_kindly(
    scene: FiguresScene, client_of: ClientOf, query: str
) -> None:
    """What the page does not offer is 422 with a sentence, never a server error."""
    client = client_of("home_affairs", PROVINCE)

    assert client.get(f"/so-lieu/{PROVINCE}/?{query}").status_code == 422


def test_a_choice_that_was_not_compared_says_so(scene: FiguresScene, client_of: ClientOf) -> None:
    """Too few units of a field: an empty page that explains itself."""
    text = text_of(client_of("home_affairs", PROVINCE), f"/so-lieu/{PROVINCE}/?linh-vuc=999")

    assert "Chưa có số liệu cho lựa chọn này" in text


def test_before_the_first_night_every_page_says_that_there_is_nothing_yet(
    client_of: ClientOf,
) -> None:
    """A fresh installation shows no figure and no error."""
    ordinary(build(), months=1)
    assert "Chưa có số liệu" in text_of(official_client(client_of, "cb-01"), OWN)
    for role, over, unit in (("home_affairs", PROVINCE, PROVINCE), ("head", WEAK, WEAK)):
        assert "chưa" in text_of(client_of(role, over), f"/so-lieu/{unit}/").lower()
