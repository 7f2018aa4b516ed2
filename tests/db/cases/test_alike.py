"""Similar remarks: grouped when read, counted within reach, taken over together, gone with their text."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nucuoi.accounts.rules import Role
from nucuoi.cases import actions
from nucuoi.cases.actions.grouping import group
from nucuoi.cases.actions.retention import erase, forget_bands
from nucuoi.cases.models import CaseStanding, Likeness, Reading, ReadingBand
from nucuoi.cases.queries.inbox import Asked, alike
from nucuoi.cases.queries.shelves import Folder
from nucuoi.foundation import clock
from nucuoi.ratings.models import Rating
from nucuoi.ratings.triage.folding import fold
from tests.db.cases.scene import UNIT, opened, page, say, seat
from tests.ratings_made import make_tree

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]
SLOW = "Chờ hai tiếng mới tới lượt mà không ai giải thích lý do."
LOUD = "Nhân viên nói to tiếng, tôi hỏi lại thì gắt gỏng với cả người già."
ELSEWHERE = "bg07213-21-1"


@pytest.fixture(autouse=True)
def tree(db: None) -> None:
    """Counters to rate at."""
    make_tree()


def groups() -> set[frozenset[int]]:
    """Ratings that stand together."""
    found: dict[int, set[int]] = {}
    for rating, first in Likeness.objects.values_list("rating", "first"):
        found.setdefault(first, set()).add(rating)
    return {frozenset(ratings) for ratings in found.values()}


def together(*ratings: Rating) -> frozenset[int]:
    """Their numbers."""
    return frozenset(rating.pk for rating in ratings)


def read_on(text: str, day: date, rating: int) -> Reading:
    """A remark as the follower reads it, of some day."""
    return Reading(
        rating=rating,
        unit=UNIT,
        day=clock.day_number(day),
        masked=text,
        folded=fold(text),
        version=1,
    )


def sizes(folder: Folder = Folder.WAITING, role: str = Role.HANDLER) -> dict[int, int]:
    """For each matter of a folder how many are said to be alike."""
    rows, _ = page([seat(role)], Asked(folder))
    return {row.case: row.alike for row in rows}


def test_like_remarks_stand_together() -> None:
    """Without diacritics, with a word changed or another phone number; unlike and short ones alone."""
    first, other = say(f"{SLOW} Gọi 0912345678"), say(LOUD)
    plain = say(fold(SLOW) + " Goi 0987654321")
    changed = say(SLOW.replace("hai", "ba"))
    short = [say("chờ lâu quá") for _ in range(2)]

    assert groups() == {together(first, plain, changed)}
    assert set(ReadingBand.objects.values_list("rating", flat=True)) == {first.pk, other.pk}
    assert ReadingBand.objects.filter(rating__in=[one.pk for one in short]).count() == 0


def test_units_stand_apart() -> None:
    """The same words about another commune are another matter."""
    say(SLOW)
    say(SLOW, counter=ELSEWHERE)

    assert groups() == set()


def test_within_one_batch() -> None:
    """Remarks that are read together are compared with each other too; a second reading changes nothing."""
    today = clock.today()
    readings = [read_on(SLOW, today, 1), read_on(LOUD, today, 2), read_on(fold(SLOW), today, 3)]
    group(readings, today).keep()
    bands = ReadingBand.objects.count()
    group(readings, today).keep()

    assert groups() == {frozenset({1, 3})}
    assert ReadingBand.objects.count() == bands


@pytest.mark.parametrize(("days", "found"), [(60, True), (61, False)])
def test_sixty_days_count(days: int, found: bool) -> None:
    """A remark is compared with those of the last 60 days; then what it is compared by goes."""
    today = clock.today()
    past = today - timedelta(days=days)
    group([read_on(SLOW, past, 1)], past).keep()
    group([read_on(SLOW, today, 2)], today).keep()

    assert groups() == ({frozenset({1, 2})} if found else set())
    there = ReadingBand.objects.filter(rating=1).count()
    assert there > 0
    assert forget_bands() == (0 if found else there)
    assert ReadingBand.objects.filter(rating=1).exists() is found


def test_remarks_of_long_ago_leave_nothing_to_compare() -> None:
    """What is read late, of a visit more than 60 days ago, is only read."""
    today = clock.today()
    old = [read_on(SLOW, today - timedelta(days=61), number) for number in (1, 2)]
    group(old, today).keep()

    assert Reading.objects.count() == 2
    assert (ReadingBand.objects.count(), Likeness.objects.count()) == (0, 0)


def test_the_inbox_counts_a_folder() -> None:
    """Each says how many of the folder are alike; an answered one counts where it then stands."""
    slow = [opened(say(SLOW)).pk for _ in range(3)]
    loud = opened(say(LOUD)).pk
    assert sizes() == {**dict.fromkeys(slow, 3), loud: 0}

    actions.answer(by=seat(Role.HANDLER), case=slow[0], text="Chúng tôi xin lỗi.")

    assert sizes() == {**dict.fromkeys(slow[1:], 2), loud: 0}
    assert sizes(Folder.CITIZEN) == {slow[0]: 1}


def test_what_is_out_of_reach_is_neither_counted_nor_listed() -> None:
    """A like remark that went to the inspectors stays theirs."""
    here, there = opened(say(SLOW)), opened(say(SLOW, breaches=1))
    handler, today = [seat(Role.HANDLER)], clock.today()

    assert groups() == {frozenset({here.case.rating, there.case.rating})}
    assert sizes() == {here.pk: 1}
    assert alike(handler, here.pk, today) == []
    assert alike(handler, there.pk, today) == []
    assert page(handler, Asked(Folder.WAITING, alike=there.pk)) == ([], False)


def test_taken_over_together(client_of: Clients) -> None:
    """The link shows the like ones, ticked; the form that is there takes them over."""
    slow = [opened(say(SLOW)).pk for _ in range(2)]
    loud = opened(say(LOUD)).pk
    handler = client_of(Role.HANDLER)
    whole = handler.get("/phan-anh/").content.decode()
    assert whole.count("2 lời giống nhau") == 2
    assert f'href="?thu_muc=dang-cho&amp;giong={slow[0]}"' in whole
    assert "checked" not in whole

    shown = handler.get("/phan-anh/", {"thu_muc": "dang-cho", "giong": slow[0]}).content.decode()
    assert [f'href="/phan-anh/{one}/"' in shown for one in (*slow, loud)] == [True, True, False]
    assert shown.count(" checked>") == 2
    handler.post("/phan-anh/nhan-ve/", {"case": slow})

    owners = dict(CaseStanding.objects.values_list("pk", "owner"))
    assert [owners[one] for one in (*slow, loud)] == ["handler", "handler", ""]


@pytest.mark.parametrize("number", ["0", "-1", "x", "٣", "9" * 19, "9" * 18, "1 or 1=1"])
def test_nonsense_in_the_address(client_of: Clients, number: str) -> None:
    """Shows the whole folder, or nothing where there is no such matter."""
    say(SLOW)

    assert client_of(Role.HANDLER).get("/phan-anh/", {"giong": number}).status_code == 200


def test_a_matter_lists_the_others(client_of: Clients) -> None:
    """Masked, with a way to each; not itself."""
    one, other = opened(say(SLOW)).pk, opened(say(f"{SLOW} Gọi 0912345678")).pk
    loud = opened(say(LOUD)).pk
    handler = client_of(Role.HANDLER)
    told = handler.get(f"/phan-anh/{one}/").content.decode()

    assert "Lời giống nhau" in told
    assert f'href="/phan-anh/{other}/"' in told
    assert "0912345678" not in told
    assert f'href="/phan-anh/{loud}/"' not in told
    assert "Lời giống nhau" not in handler.get(f"/phan-anh/{loud}/").content.decode()


def test_erased_with_the_text() -> None:
    """Of an erased remark neither numbers nor place are left; the others stay together."""
    first, second, third = (say(SLOW) for _ in range(3))
    erase(rating=first.pk)

    assert not ReadingBand.objects.exists()
    assert groups() == {together(second, third)}
    assert sizes() == {opened(first).pk: 0, opened(second).pk: 2, opened(third).pk: 2}


@pytest.mark.sqlite
def test_no_trace_of_the_numbers_is_left() -> None:
    """What an erased remark was compared by stands nowhere in the file."""
    first = say(SLOW)
    bands = ReadingBand.objects.values_list("band", flat=True)
    stored = [band.to_bytes(8, "big", signed=True) for band in bands]
    assert all(number in whole_file() for number in stored)

    erase(rating=first.pk)

    assert [number for number in stored if number in whole_file()] == []


def whole_file() -> bytes:
    """The database as it would stand in its file."""
    return bytes(connection.connection.serialize())


def test_a_page_asks_a_fixed_number_of_times() -> None:
    """However many of its matters are in groups."""

    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            sizes()
        return len(statements)

    seat(Role.HANDLER)
    for _ in range(2):
        say(SLOW)
    few = asked()
    for _ in range(2):
        say(SLOW)
        say(LOUD)

    assert asked() == few
