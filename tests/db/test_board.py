"""The board of a unit: what it counts, what it shows and what it keeps back."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nucuoi.foundation import clock
from nucuoi.organisation.models import Counter, Succession, Unit, UnitVersion
from nucuoi.ratings.rules.words import Evidence
from nucuoi.scores import queries
from nucuoi.scores.rules.periods import Period, Span, span_of
from tests.board_scene import AN_HA, DISTRICT, PROVINCE, TAN_DINH, VOI, Scene, build, lively, show

pytestmark = pytest.mark.django_db
TODAY = clock.today()
TICKET = {Evidence.TICKET: (0, 0, 0, 1, 1)}
ClientOf = Callable[..., Client]


@pytest.fixture
def scene() -> Scene:
    """A small province without ratings."""
    return build()


@pytest.fixture
def head(client_of: ClientOf) -> Client:
    """The head of the province, who may see all boards below."""
    return client_of("head", PROVINCE)


def read(unit: str, period: Period = Period.DAY, on: date = TODAY) -> queries.Board:
    """The board as the page reads it."""
    span: Span = span_of(period, on)
    place = queries.place(unit, span.first, span.as_of(TODAY))
    return queries.board(place, span, TODAY, place.counters)


def page(head: Client, unit: str, query: str = "", status: int = 200) -> str:
    """The text of the page, white space folded."""
    answer = head.get(f"/bang/{unit}/{query}")
    assert answer.status_code == status
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def test_the_count_holds_every_evidence_class(scene: Scene) -> None:
    """Open, paper and disputed ratings are in the live count, and apart from the headline."""
    kinds = dict.fromkeys(Evidence, (0, 0, 0, 0, 1))
    scene.rate("voi-1", TODAY, kinds)

    counts = read(VOI).figures.counts
    assert (counts.total, counts.headline) == (5, 2)


@pytest.mark.parametrize(("unit", "ratings"), [(VOI, 4), (TAN_DINH, 2), (DISTRICT, 6), (AN_HA, 0)])
def test_the_count_is_of_the_unit_and_all_below(scene: Scene, unit: str, ratings: int) -> None:
    """Ratings at every counter below are counted, others not."""
    for code in ("voi-1", "voi-4", "td-1"):
        scene.rate(code, TODAY, TICKET)

    assert read(unit).recent.now[Period.DAY] == ratings


def test_the_counts_of_all_three_spans_are_live(scene: Scene, head: Client) -> None:
    """Whatever is looked at, today's count is on the page; week and month hold more."""
    monday = TODAY - timedelta(days=TODAY.weekday())
    for on in {TODAY, monday, TODAY.replace(day=1)}:
        scene.rate("voi-1", on, TICKET)
    text = head.get(f"/bang/{VOI}/?ky=thang").content.decode()

    assert 'value="2" data-count="today"' in text
    assert f'value="{2 * len({TODAY, monday})}" data-count="week"' in text


def test_no_face_is_shown_before_the_first_step(scene: Scene, head: Client) -> None:
    """Nine ratings are a count and nothing more; the page says how many are missing."""
    scene.rate("voi-1", TODAY, {Evidence.TICKET: (9, 0, 0, 0, 0)})
    text = page(head, VOI)

    assert "Chưa đủ lượt đánh giá Cần thêm 1 lượt" in text
    assert "hài lòng 9" not in text


def test_a_step_that_is_due_is_announced(scene: Scene, head: Client) -> None:
    """Between the tenth rating and its step the page does not ask for nought more."""
    scene.rate("voi-1", TODAY, {Evidence.TICKET: (1, 0, 0, 4, 5)})

    assert "Đã đủ lượt đánh giá" in page(head, VOI)
    assert "cần thêm 0" not in page(head, VOI)


def test_the_distribution_is_the_last_step_and_not_newer(scene: Scene, head: Client) -> None:
    """Live ratings move the count; faces and words stay where the step left them."""
    show(f"unit:{VOI}", Period.DAY, TODAY, (1, 0, 0, 4, 5))
    scene.rate("voi-1", TODAY, {Evidence.TICKET: (1, 3, 0, 4, 5)})
    text = page(head, VOI)

    assert "13 lượt đánh giá hôm nay" in text
    assert "9 trong 10 lượt đánh giá hài lòng" in text
    assert "khi thêm 2 lượt" in text


def test_coverage_counts_what_is_evidence(scene: Scene, head: Client) -> None:
    """Coverage is ratings by ticket or kiosk over visits; without visits it is not known."""
    scene.rate("voi-1", TODAY, {**TICKET, Evidence.OPEN: (0, 0, 0, 0, 5)})
    assert "Độ phủ: chưa có số liệu" in page(head, VOI)

    scene.visits("voi-1", TODAY, 8)
    text = page(head, VOI)
    assert "Độ phủ 25% (2 trong 8 lượt giao dịch)" in text
    assert "tính trên 1 trong 4 quầy có số liệu" in text


def test_a_province_lists_districts_a_district_communes_a_commune_counters(scene: Scene) -> None:
    """Each level lists the next, by name; bodies without counters are left out."""
    names = [[row.group.name for row in read(unit).rows] for unit in (PROVINCE, DISTRICT, VOI)]

    assert names == [
        ["Huyện Lạng Giang"],
        ["Thị trấn Vôi", "Xã An Hà", "Xã Tân Dĩnh"],
        ["Quầy 01", "Quầy 02", "Quầy 03", "Quầy 04"],
    ]


def test_rows_add_up_to_the_whole(scene: Scene) -> None:
    """What is below sums to what is above."""
    lively(scene, TODAY)
    for unit in (PROVINCE, DISTRICT, VOI):
        board = read(unit, Period.MONTH)
        rows = sum(row.figures.counts.total for row in board.rows)
        assert rows == board.figures.counts.total == board.recent.now[Period.MONTH]


def test_links_lead_down_and_keep_the_span(scene: Scene, head: Client) -> None:
    """A row is a link to its unit's board for the same span; counters have no board of their own."""
    text = head.get(f"/bang/{DISTRICT}/?ky=thang&ngay=15-05-2025").content.decode()

    assert f'href="/bang/{VOI}/?ky=thang&amp;ngay=15-05-2025"' in text
    assert "voi-1" not in head.get(f"/bang/{VOI}/").content.decode()


def test_a_closed_span_shows_counts_and_its_last_step(scene: Scene, head: Client) -> None:
    """What is over does not move: no live parts, no days, the step as it was last shown."""
    on = date(2025, 5, 15)
    scene.rate("voi-1", on, {Evidence.KIOSK: (0, 0, 2, 5, 8)})
    show(f"unit:{VOI}", Period.DAY, on, (0, 0, 1, 4, 5))
    text = page(head, VOI, "?ngay=15-05-2025")

    assert "15 lượt đánh giá ngày 15/05/2025" in text
    assert "9 trong 10 lượt đánh giá hài lòng" in text
    assert "data-live-url" not in head.get(f"/bang/{VOI}/?ngay=15-05-2025").content.decode()
    assert "14 ngày qua" not in text


def test_a_counter_that_closed_in_the_span_still_counts(scene: Scene) -> None:
    """Its ratings are in the month's sum and its row says that it closed."""
    scene.rate("voi-4", date(2025, 5, 6), TICKET)
    Counter.objects.filter(code="voi-4").update(valid_to=date(2025, 5, 10))

    may = read(VOI, Period.MONTH, date(2025, 5, 20))
    assert may.figures.counts.total == 2
    assert may.rows[-1].group.about == "đã ngừng từ 10/05/2025"
    assert len(read(VOI, Period.MONTH, date(2025, 6, 20)).rows) == 3


def test_a_unit_that_has_ended_names_who_took_over(scene: Scene, head: Client) -> None:
    """A kind page, with links to the successor and to the board while it lasted."""
    ended, old = date(2025, 7, 1), Unit.objects.get(unit=VOI)
    UnitVersion.objects.filter(unit__unit__in=[VOI, f"{VOI}-mc"]).update(valid_to=ended)
    heir = Unit.objects.create(unit="bn-07366-2025")
    province = Unit.objects.get(unit=PROVINCE)
    UnitVersion.objects.create(
        unit=heir,
        name="Xã Lạng Giang",
        level="commune",
        kind="xã",
        parent=province,
        valid_from=ended,
    )
    Succession.objects.create(old=old, new=heir, on=ended, kind="merged")

    text = page(head, VOI, status=410)
    assert "kết thúc hoạt động từ 01/07/2025" in text
    assert "Xã Lạng Giang" in text
    assert page(head, VOI, "?ngay=30-06-2025").startswith("Thị trấn Vôi")
    assert "chưa có đơn vị này" in page(head, heir.unit, "?ngay=30-06-2025", status=404)


def test_an_unknown_unit_is_not_found(scene: Scene, head: Client) -> None:
    """No such identity: 404 in Vietnamese."""
    assert "Không tìm thấy đơn vị này" in page(head, "bg-99999-2021", status=404)


@pytest.mark.parametrize("query", ["?ngay=31-06-2025", "?ngay=abc", "?ky=nam", "?ngay=01-01-2020"])
def test_wrong_questions_are_answered(scene: Scene, head: Client, query: str) -> None:
    """A day or period that cannot be shown says what can be asked."""
    assert "Xin chọn" in page(head, VOI, query, status=422)


def test_only_reading_is_answered(scene: Scene, head: Client) -> None:
    """The board takes nothing."""
    assert head.post(f"/bang/{VOI}/").status_code == 405


def test_statements_do_not_grow_with_ratings(scene: Scene, head: Client) -> None:
    """Eight statements at most read rollups and what stands around them, however much there is."""
    lively(scene, TODAY)
    statements = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as caught:
            page(head, PROVINCE, "?ky=thang")
        statements.append(len(caught))
        for code in scene.counters:
            scene.rate(code, TODAY, dict.fromkeys(Evidence, (9, 9, 9, 9, 9)))

    assert statements[0] == statements[1]
    place = queries.place(PROVINCE, TODAY, TODAY)
    with CaptureQueriesContext(connection) as caught:
        queries.board(place, span_of(Period.MONTH, TODAY), TODAY, place.counters)
    assert len(caught) <= 8
