"""The inbox reads shelf by shelf: pages, counts and searches agree with what is within reach."""

import importlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import F

from nucuoi.accounts.rules import Role
from nucuoi.cases import actions
from nucuoi.cases.models import Case, CaseStanding, Likeness, Reading
from nucuoi.cases.permissions import reached, scopes
from nucuoi.cases.queries import inbox, search
from nucuoi.cases.queries.inbox import Asked
from nucuoi.cases.queries.shelves import Folder, shelves
from nucuoi.cases.rules.words import Kind, Level
from nucuoi.foundation import clock
from nucuoi.foundation.seat import Seat
from tests.db.cases.scene import (
    LATE_AGAIN,
    OTHER,
    PROVINCE,
    UNIT,
    counts,
    opened,
    page,
    say,
    seat,
)
from tests.ratings_made import make_tree

pytestmark = pytest.mark.django_db
DUE = datetime(2026, 11, 9, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def tree(db: None) -> None:
    """Counters to rate at."""
    make_tree()


@pytest.fixture(params=["looked at themselves", "asked of the index"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few matters and many are searched in different ways."""
    if request.param == "asked of the index":
        monkeypatch.setattr(search, "_FEW", 0)


def matters(*days: int | None) -> list[int]:
    """So many matters, due so many days after `DUE`; None = never."""
    made = [opened(say()).pk for _ in days]
    for case, late in zip(made, days, strict=True):
        due = None if late is None else DUE + timedelta(days=late)
        CaseStanding.objects.filter(pk=case).update(due_at=due)
    return made


def columns(row: Case | CaseStanding) -> dict[str, object]:
    """All that is stored of it, by column."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def leafed(seats: Sequence[Seat], folder: Folder) -> list[int]:
    """The folder, page after page."""
    found: list[int] = []
    more = True
    while more:
        rows, more = page(seats, Asked(folder, after=found[-1] if found else 0))
        found += [row.case for row in rows]
    return found


def found(words: str, folder: Folder = Folder.WAITING) -> list[int]:
    """Matters of the handler's folder that a search finds."""
    rows, _ = page([seat(Role.HANDLER)], Asked(folder, words))
    return [row.case for row in rows]


@pytest.mark.parametrize("size", [1, 2, 3, 30])
def test_pages_follow_each_other(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest deadline first, equal ones by number, those without one last; each once."""
    monkeypatch.setattr(inbox, "PAGE", size)
    a, b, c, d, e, f = matters(3, 1, None, 1, 2, None)
    handler = [seat(Role.HANDLER)]

    assert leafed(handler, Folder.WAITING) == [b, d, e, a, c, f]
    CaseStanding.objects.update(state="closed")
    assert leafed(handler, Folder.CLOSED) == [a, e, d, b, f, c]


def test_shelves_are_merged(monkeypatch: pytest.MonkeyPatch) -> None:
    """A head sees her own matters and what climbed from below in one order, none of them twice."""
    monkeypatch.setattr(inbox, "PAGE", 1)
    a, b, c, d = matters(2, 1, 4, 3)
    CaseStanding.objects.filter(pk__in=(a, c)).update(desk_unit=PROVINCE, level=Level.ABOVE)
    CaseStanding.objects.filter(pk__in=(b, d)).update(level=Level.PROVINCE)
    both = [seat(Role.HEAD, PROVINCE), seat(Role.HEAD, UNIT, "hai-noi")]

    assert leafed(both[:1], Folder.WAITING) == [b, a, d, c]
    assert leafed(both, Folder.CLIMBED) == [b, a, d, c]
    assert counts(both)[Folder.WAITING] == 4


def test_folders_hold_what_is_within_reach() -> None:
    """Every matter within reach stands in exactly one of four folders, for every role; counts agree."""
    for kind, columns in (
        (Kind.FEEDBACK, {"state": "answered"}),
        (Kind.FEEDBACK, {"level": Level.PROVINCE}),
        (Kind.THANKS, {"state": "closed"}),
        (Kind.SUPPORT, {"state": "closed"}),
        (Kind.ALLEGATION, {"state": "hearing", "desk": "inspection", "desk_unit": PROVINCE}),
        (Kind.FEEDBACK, {"desk_unit": OTHER, "level": Level.ABOVE}),
    ):
        CaseStanding.objects.filter(pk=opened(say()).pk).update(kind=kind, **columns)
    today = clock.today()
    for role in (Role.HEAD, Role.HANDLER, Role.INSPECTOR, Role.ONE_STOP_CONTROL):
        for unit in (UNIT, PROVINCE):
            seats = [Seat("ai-do", str(role), unit)]
            mine = CaseStanding.objects.filter(reached(seats, today)).values_list("pk", flat=True)
            apart = (Folder.WAITING, Folder.CITIZEN, Folder.THANKS, Folder.CLOSED)
            shown = [case for folder in apart for case in leafed(seats, folder)]
            assert sorted(shown) == sorted(mine), (role, unit)
            for folder, number in counts(seats).items():
                assert number == len(leafed(seats, folder)), (role, unit, folder)


def test_counts_end_at_a_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    """More are not counted."""
    monkeypatch.setattr(inbox, "COUNTED", 2)
    matters(1, 2, 3)

    assert counts([seat(Role.HANDLER)])[Folder.WAITING] == 2


def test_matters_of_ended_units_are_seen_from_above() -> None:
    """Until they are passed on, who stands above all units has them."""
    [case] = matters(1)
    CaseStanding.objects.filter(pk=case).update(desk_unit="da-het", level=Level.PROVINCE)
    control = [Seat("ai-do", Role.ONE_STOP_CONTROL, PROVINCE)]

    assert leafed(control, Folder.WAITING) == [case]
    assert [one.elsewhere for one in scopes(control, clock.today())] == [True]
    assert leafed([Seat("ai-do", Role.ONE_STOP_CONTROL, UNIT)], Folder.WAITING) == []


def test_a_page_after_nothing() -> None:
    """After a matter out of reach, or none, comes the first page: it says nothing of the matter."""
    a, b, c = matters(1, 2, 3)
    CaseStanding.objects.filter(pk=b).update(desk_unit=OTHER)
    handler = [seat(Role.HANDLER)]

    for after in (b, 10**17):
        rows, more = page(handler, Asked(Folder.WAITING, after=after))
        assert ([row.case for row in rows], more) == ([a, c], False)


@pytest.mark.usefixtures("both_ways")
def test_a_search_finds_in_its_folder() -> None:
    """Matters of the folder that hold all words, however many elsewhere hold them too."""
    late = matters(1, 2, 3)
    other = opened(say("Chờ hai tiếng, trễ cả việc nhà.")).pk
    away = opened(say(counter="bg07213-21-1"))
    inspected = opened(say("Trễ hẹn, đòi tiền mới làm.", breaches=1))
    actions.answer(by=seat(Role.HANDLER), case=late[2], text="Chúng tôi xin lỗi.")

    assert found("trễ hẹn") == late[:2]
    assert found("tre he") == late[:2]
    assert found("trễ") == [*late[:2], other]
    assert found("trễ hẹn", Folder.CITIZEN) == late[2:]
    assert found("hẹn tre") == late[:2]
    assert found("khong co") == []
    assert found("đòi tiền") == []
    province = [seat(Role.INSPECTOR, PROVINCE)]
    rows, _ = page(province, Asked(Folder.WAITING, "doi tien"))
    assert [row.case for row in rows] == [inspected.pk]
    assert away.pk not in found("trễ hẹn")


@pytest.mark.usefixtures("both_ways")
def test_the_newest_matches() -> None:
    """So many, and these the newest, the newest first."""
    late = matters(1, 2, 3, 4)
    opened(say("Trên phiếu có hẹn, mà nay không ai trả kết quả."))
    whole = shelves([seat(Role.HANDLER)], clock.today())[Folder.WAITING]
    ratings = dict(Case.objects.values_list("pk", "rating"))

    assert search.find("trễ hẹn", whole, 3) == [ratings[case] for case in late[:0:-1]]
    assert search.find("trễ hẹn", whole, 9) == [ratings[case] for case in late[::-1]]


@pytest.mark.parametrize("common", [False, True])
def test_a_search_goes_through_all_spans(common: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """However far apart remarks lie, each is found once, the newest first, and no more than asked for."""
    monkeypatch.setattr(search, "_FEW", 0)
    monkeypatch.setattr(search, "_COMMON", common << 40)
    apart = [span << search.SPAN_BITS for span in (1, 6, 19, 21, 40, 44, 47, 48)]
    for case, rating in zip(matters(*range(len(apart))), apart, strict=True):
        before = Case.objects.filter(pk=case)
        Reading.objects.filter(pk__in=before.values("rating")).update(rating=rating)
        before.update(rating=rating)
    opened(say("Trên phiếu có hẹn, mà nay không ai trả kết quả."))
    whole = shelves([seat(Role.HANDLER)], clock.today())[Folder.WAITING]

    for most in (1, 2, 3, 5, 9):
        assert search.find("trễ hẹ", whole, most) == apart[::-1][:most]
    assert search.find("hẹn sang", whole) == []


@pytest.mark.sqlite
@pytest.mark.parametrize("level", [Level.HANDLER, Level.PROVINCE])
def test_shelves_are_read_in_their_order(level: Level) -> None:
    """No shelf is sorted, though SQLite knows of an index with far fewer matters: those that wait."""
    like = opened(say())
    whole, standing = columns(like.case), {**columns(like), "level": level}
    for number in range(10**6, 10**6 + 500):
        state = "closed" if number % 20 else "open"
        Case.objects.create(**{**whole, "id": number, "rating": number})
        CaseStanding.objects.create(**{**standing, "case_id": number, "state": state})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    for role in (Role.HEAD, Role.HANDLER, Role.INSPECTOR, Role.ONE_STOP_CONTROL):
        within = shelves([Seat("ai-do", str(role), PROVINCE)], clock.today())
        for shelf in (shelf for found in within.values() for shelf in found):
            assert "B-TREE" not in shelf.matters.order_by("due_at", "pk").explain(), shelf


def test_columns_of_older_matters_are_filled() -> None:
    """The migration takes topic, official and group from where they stand; whom inspectors named stays."""
    like = [opened(say()), opened(say(LATE_AGAIN.replace("Gọi", "Goi")))]
    alone = opened(say("Chờ hai tiếng mà không ai giải thích lý do gì cả."))
    columns = ("pk", "topic", "official", "alike")
    before = set(CaseStanding.objects.values_list(*columns))
    assert {row[3] for row in before} == {like[0].case.rating, None}
    migration = importlib.import_module("nucuoi.cases.migrations.0011_inbox_shelves")

    CaseStanding.objects.update(topic="", official="", alike=None)
    migration.take_over(apps)

    assert set(CaseStanding.objects.values_list(*columns)) == before
    assert CaseStanding.objects.get(pk=alone.pk).alike is None
    assert Likeness.objects.filter(first=F("rating")).count() == 1
    assert connection.introspection.get_constraints(
        connection.cursor(), CaseStanding._meta.db_table
    )["standing_shelf"]["index"]
