"""The figures of matters: time to answer and to close, on time, satisfied, reopened, overdue and climbed."""

import csv
import importlib
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from nucuoi.accounts.rules import Role
from nucuoi.cases import actions
from nucuoi.cases.actions.climbing import climb
from nucuoi.cases.models import CaseStanding, CaseTally
from nucuoi.cases.queries.figures import sums_of
from nucuoi.cases.rules.figures import Counts, Sums, together
from nucuoi.foundation import clock
from nucuoi.ratings.models import Rating
from tests.db.cases.scene import DISTRICT, OTHER, PROVINCE, UNIT, opened, say, seat
from tests.ratings_made import make_tree

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]
MONDAY = datetime(2026, 9, 7, 9, tzinfo=clock.HO_CHI_MINH)
"""Five working days later is Monday the 14th."""
ANSWER = "Chúng tôi xin lỗi. Mời đến nhận ngày 20/09/2026."


@pytest.fixture(autouse=True)
def tree(db: None) -> None:
    """Counters to rate at."""
    make_tree()


@contextmanager
def standing_at(at: datetime) -> Iterator[None]:
    """The clock stands still at an instant."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: at)
        yield


def complain(at: datetime = MONDAY, counter: str = "bg07210-21-1") -> Rating:
    """A complaint that came then."""
    with standing_at(at):
        return say(counter=counter)


def answer(rating: Rating, at: datetime, unit: str = UNIT) -> None:
    """Its answer, given then."""
    with standing_at(at):
        actions.answer(
            by=seat(Role.HEAD, unit, f"head-{unit}"), case=opened(rating).pk, text=ANSWER
        )


def sums(at: datetime, *units: str) -> Sums:
    """The sums of these units as of an instant."""
    return together(sums_of(units or (UNIT, OTHER), date(2026, 9, 1), at).of_units.values())


def after(days: int) -> datetime:
    """So many days after the Monday."""
    return MONDAY + timedelta(days=days)


def test_days_are_working_days() -> None:
    """Answered on Wednesday and on the Monday after: 2 and 5 days, median 3.5; a weekend does not count."""
    for days in (2, 7):
        answer(complain(), after(days))
    found = sums(after(8))

    assert (found.counts.came, found.answered, found.answer_days) == (2, 2, 3.5)
    assert (found.counts.judged, found.counts.on_time) == (2, 2)


def test_the_holiday_of_september_does_not_count() -> None:
    """From Friday 28 August 2026 over the long weekend to Thursday 3 September is one working day."""
    friday = datetime(2026, 8, 28, 9, tzinfo=clock.HO_CHI_MINH)
    answer(complain(friday), friday + timedelta(days=6))
    found = sums_of([UNIT], date(2026, 8, 1), after(0)).of_months

    assert together(found.values()).answer_days == 1


def test_on_time_counts_what_is_due() -> None:
    """In time, too late, and not answered at all; what is not due yet is judged not yet."""
    answer(complain(), after(7))
    answer(complain(), after(8))
    complain()
    complain(after(6))
    assert sums(after(8)).counts == Counts(came=4, judged=3, on_time=1, waiting=2, late=1)


def test_overdue_ones_are_counted_where_they_climbed() -> None:
    """Two days late with the head, three above, five with the province."""
    for days in (0, 2, 3):
        complain(after(days))
    at = MONDAY.replace(hour=18) + timedelta(days=14)
    with standing_at(at):
        climb(now=at)
    found = sums(at).counts

    assert (found.late, found.head, found.above, found.province) == (3, 1, 1, 1)


def test_satisfied_and_reopened() -> None:
    """Who says yes, who took it back, who has it looked at again, who says nothing."""
    ratings = [complain() for _ in range(4)]
    for rating in ratings:
        answer(rating, after(1))
    with standing_at(after(2)):
        actions.say_satisfied(rating=ratings[0].pk)
        actions.say_satisfied(rating=ratings[1].pk)
        actions.take_back(rating=ratings[1].pk)
        actions.say_satisfied(rating=ratings[2].pk)
        actions.reopen(rating=ratings[2].pk)
    found = sums(after(3)).counts

    assert (found.heard, found.satisfied, found.reopened) == (2, 1, 1)


def test_closing_takes_days_too() -> None:
    """Three days after "satisfied" it is closed, and counted from the day it came."""
    rating = complain()
    answer(rating, after(1))
    with standing_at(after(1)):
        actions.say_satisfied(rating=rating.pk)
    with standing_at(after(4)):
        assert actions.settle(now=after(4)) == 1
    found = sums(after(4))

    assert (found.closed, found.close_days) == (1, 4)


def test_breaches_are_not_in_it_until_they_are_the_unit_s() -> None:
    """An allegation is in no figure; passed on to the unit it counts from that day."""
    with standing_at(MONDAY):
        standing = opened(say("Cán bộ vòi tiền tôi"))
    assert sums(after(1)).counts == Counts()
    with standing_at(after(1)):
        inspector = seat(Role.INSPECTOR, PROVINCE)
        actions.pass_on(by=inspector, case=standing.pk, text="Không phải dấu hiệu vi phạm.")
    with standing_at(after(3)):
        actions.answer(by=seat(Role.HEAD), case=standing.pk, text=ANSWER)

    assert (sums(after(4)).counts.came, sums(after(4)).answer_days) == (1, 2)


def test_what_counts_can_be_made_again_from_the_moves() -> None:
    """Answered, judged, reopened, closed without an answer, passed on: an upgrade finds the same."""
    head, ratings = seat(Role.HEAD), [complain() for _ in range(4)]
    for rating, days in zip(ratings, (1, 2, 9), strict=False):
        answer(rating, after(days))
    with standing_at(after(10)):
        actions.say_satisfied(rating=ratings[0].pk)
        actions.reopen(rating=ratings[1].pk)
        actions.say_satisfied(rating=ratings[2].pk)
        actions.take_back(rating=ratings[2].pk)
        actions.close(by=head, case=opened(ratings[3]).pk, text="Trùng với phản ánh khác.")
        allegation = opened(say("Cán bộ vòi tiền tôi"))
        say("Cảm ơn cán bộ", score=5, thanks=True)
    with standing_at(after(14)):
        actions.settle(now=after(14))
        inspector = seat(Role.INSPECTOR, PROVINCE)
        actions.pass_on(by=inspector, case=allegation.pk, text="Không phải dấu hiệu vi phạm.")
    columns = ("case", "begun", "month", "first_due", "met", "answer_days", "close_days",
               "satisfied", "reopened")  # fmt: skip
    rows = CaseStanding.objects.order_by("pk").values_list(*columns)
    kept = list(rows)
    assert {row[4:] for row in kept} == {
        (True, 1, 10, True, False),
        (True, 2, None, False, True),
        (False, 7, None, None, False),
        (False, None, 8, None, False),
        (None, None, None, None, False),
    }
    CaseStanding.objects.update(**dict.fromkeys(columns[1:-1]), reopened=False)
    made = importlib.import_module("nucuoi.cases.migrations.0009_reckoned")
    made.reckon(apps, connection.schema_editor())

    assert list(rows.all()) == kept
    tallies = CaseTally.objects.exclude(count=0).values_list(
        "month", "desk_unit", "what", "number", "count"
    )
    told = set(tallies)
    assert ((202609, UNIT, "came", 0, 5) in told, len(told)) == (True, 12)
    CaseTally.objects.all().delete()
    importlib.import_module("nucuoi.cases.migrations.0013_tallies").sum_up(
        apps, connection.schema_editor()
    )
    assert set(tallies.all()) == told


def test_the_page_says_it(client_of: Clients) -> None:
    """The head reads her own unit, the province each unit below by name, with a crumb back."""
    answer(complain(), after(2))
    complain(counter="bg07213-21-1")
    at = after(9)
    with standing_at(at):
        climb(now=at)
        head = client_of(Role.HEAD).get(f"/phan-anh/so-lieu/{UNIT}/").content.decode()
        control = client_of(Role.ONE_STOP_CONTROL, PROVINCE)
        above = control.get(f"/phan-anh/so-lieu/{DISTRICT}/").content.decode()
        short = control.get(f"/phan-anh/so-lieu/{PROVINCE}/?thang=1").content.decode()

    assert "Một nửa số phản ánh được trả lời trong 2\N{NO-BREAK SPACE}ngày làm việc" in head
    assert "Đang quá hạn" not in head
    assert "Đang quá hạn" in above
    assert "đã báo lên lãnh đạo đơn vị 1" in above
    assert above.index("Thị trấn An Châu</a>") < above.index("Xã Vân Sơn</a>")
    assert f'href="/phan-anh/so-lieu/{PROVINCE}/"' in above
    assert "Huyện Sơn Động</a>" in short


@pytest.mark.parametrize(
    ("role", "over", "unit", "status"),
    [
        (Role.HEAD, UNIT, UNIT, 200),
        (Role.HEAD, UNIT, OTHER, 403),
        (Role.HEAD, UNIT, DISTRICT, 403),
        (Role.HOME_AFFAIRS, PROVINCE, OTHER, 200),
        (Role.ONE_STOP_CONTROL, PROVINCE, PROVINCE, 200),
        (Role.HANDLER, UNIT, UNIT, 403),
        (Role.INSPECTOR, PROVINCE, UNIT, 403),
        (Role.OFFICIAL, UNIT, UNIT, 403),
        (Role.ADMIN, "", UNIT, 403),
        (Role.HEAD, UNIT, "khong-co", 404),
    ],
)
def test_who_may_read_it(client_of: Clients, role: str, over: str, unit: str, status: int) -> None:
    """Heads their own unit, the province its tree; page and files alike."""
    client = client_of(role, over)
    for end in ("", "tep.csv", "tep.xlsx"):
        assert client.get(f"/phan-anh/so-lieu/{unit}/{end}").status_code == status


def test_files_hold_the_same(client_of: Clients) -> None:
    """The whole first, then each unit; a name that would be a formula is text."""
    answer(complain(), after(2))
    complain(counter="bg07213-21-1")
    with standing_at(after(3)):
        client = client_of(Role.ONE_STOP_CONTROL, PROVINCE)
        answered = client.get(f"/phan-anh/so-lieu/{DISTRICT}/tep.csv")
        sheet = client.get(f"/phan-anh/so-lieu/{DISTRICT}/tep.xlsx").content
        assert client.get(f"/phan-anh/so-lieu/{DISTRICT}/tep.ods").status_code == 404
        assert client.get(f"/phan-anh/so-lieu/{DISTRICT}/?thang=7").status_code == 422
    text = answered.content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in text else ",")

    assert answered.headers["Cache-Control"] == "private, no-store"
    assert [row[:3] for row in rows] == [
        [DISTRICT, "Huyện Sơn Động", "2"],
        [UNIT, "Thị trấn An Châu", "1"],
        [OTHER, "Xã Vân Sơn", "1"],
    ]
    assert len(head) == len(rows[0])
    assert zipfile.is_zipfile(io.BytesIO(sheet))


def test_an_empty_page_says_what_will_come(client_of: Clients) -> None:
    """No matter yet: no figure, no chart, a sentence."""
    page = client_of(Role.HEAD).get(f"/phan-anh/so-lieu/{UNIT}/").content.decode()

    assert "Chưa có phản ánh nào trong kỳ này" in page
    assert '<svg class="drawing"' not in page
