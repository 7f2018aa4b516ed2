"""Counts follow the log: each leaf once, whatever is interrupted."""

import json
from collections import Counter as Count
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nucuoi.ledger import actions, queries
from nucuoi.ledger.errors import Unreadable
from nucuoi.ledger.models import Leaf
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import Kind, canonical_json
from nucuoi.organisation.models import Counter, Official
from nucuoi.ratings.models import Rating
from nucuoi.ratings.rules.words import Evidence
from nucuoi.ratings.sealing import seal, seal_all
from nucuoi.scores.errors import UnknownCodes
from nucuoi.scores.follower import BATCH, follow, follow_all, unfollowed
from nucuoi.scores.models import DayTally, MonthTally, WeekTally
from nucuoi.scores.rebuild import rebuild
from tests.ratings_made import make_rating, make_ratings, make_tree
from tests.tallies_read import all_cells

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tree(db: None) -> None:
    """Counters to rate at."""
    make_tree()


class Crash(Exception):
    """The process died."""


@contextmanager
def dying_at(statement: int | None) -> Iterator[None]:
    """Within it the process dies before the database gets its n-th statement; None = never."""
    seen = iter(range(1_000_000))

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if next(seen) == statement:
            raise Crash
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(count):
            yield
    except Crash:
        pass


def test_counts_follow() -> None:
    """Sealed ratings are in the day, week and month of their half-day; then nothing is left."""
    make_ratings([5, 5, 1], official="cb-1", field="ho_tich")
    make_rating(evidence=Evidence.OPEN, score=3)
    seal_all()

    assert (unfollowed(), follow(), follow(), unfollowed()) == (4, 4, 0, 0)
    counter = Counter.objects.get(code="bg07210-21-1").pk
    kiosk = DayTally.objects.filter(counter=counter, evidence=Evidence.KIOSK)
    assert kiosk.values_list("n", "s5", "s1").get() == (3, 2, 1)
    assert WeekTally.objects.get(evidence=Evidence.OPEN).official == 0
    assert MonthTally.objects.values_list("n").get(evidence=Evidence.KIOSK) == (3,)


def test_batches_add_up() -> None:
    """Leaves of one cell folded in several batches are summed."""
    make_ratings([5, 4, 3, 2, 1])
    seal_all()

    assert [follow(limit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert list(DayTally.objects.values_list("n", "s5", "s1")) == [(5, 1, 1)]


def test_all_leaves_in_bounded_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """One call goes to the end of the log, a batch of leaves a transaction."""
    monkeypatch.setitem(BATCH, connection.vendor, 3)
    make_ratings([5] * 7)
    seal_all()
    moves: list[int] = []
    move = actions.move_cursor

    def moving(follower: str, *, start: int, end: int) -> None:
        moves.append(end)
        move(follower, start=start, end=end)

    monkeypatch.setattr(actions, "move_cursor", moving)

    assert (follow_all(), moves) == (7, [3, 6, 7])
    assert DayTally.objects.values_list("n").get() == (7,)


def test_unknown_counter_stops() -> None:
    """A leaf of a counter that does not exist is not skipped: nothing of its batch is counted."""
    make_rating()
    seal_all()
    Counter.objects.filter(code="bg07210-21-1").update(code="renamed")

    with pytest.raises(UnknownCodes, match="bg07210-21-1"):
        follow()
    assert (queries.cursor("scores"), DayTally.objects.count()) == (0, 0)


def test_unreadable_leaf_stops() -> None:
    """A leaf of an unknown version is not skipped either."""
    make_rating()
    seal_all()
    actions.append([Entry(Kind.ENTRY, 1_000, b'{"v":2}')])

    with pytest.raises(Unreadable, match="leaf 1"):
        follow()
    assert (queries.cursor("scores"), DayTally.objects.count()) == (0, 0)


def test_rebuild_gives_the_same() -> None:
    """Rollups thrown away, or spoiled, come back from the log."""
    make_ratings([5, 4, 3], official="cb-2")
    seal_all()
    follow_all()
    followed = all_cells()
    DayTally.objects.update(n=99)
    MonthTally.objects.all().delete()
    seen: list[tuple[int, int]] = []

    assert rebuild(progress=lambda done, total: seen.append((done, total))) == 3
    assert all_cells() == followed
    assert seen == [(3, 3)]
    assert follow() == 0


def test_rebuild_goes_to_the_end() -> None:
    """A rebuild also counts what was not yet followed, and the follower goes on after it."""
    make_ratings([5, 4])
    seal_all()
    follow()
    make_rating(score=1)
    seal_all()
    rebuild()
    make_rating(score=2)
    seal_all()

    assert follow() == 1
    assert DayTally.objects.values_list("n").get() == (4,)


ratings = st.fixed_dictionaries(
    {
        "counter": st.sampled_from(["bg07210-21-1", "bg07210-21-2", "bg07213-21-1"]),
        "on": st.integers(0, 40).map(lambda days: date(2026, 12, 10) + timedelta(days=days)),
        "score": st.integers(1, 5),
        "evidence": st.sampled_from([Evidence.TICKET, Evidence.KIOSK, Evidence.OPEN]),
        "official": st.sampled_from([None, "cb-1", "cb-2"]),
        "field": st.sampled_from([None, "ho_tich"]),
        "spirit": st.none() | st.integers(1, 5),
        "tags": st.integers(0, 2**16 - 1),
        "disputed": st.booleans(),
    }
)
moments = st.none() | st.integers(0, 12)
doings = st.one_of(
    st.tuples(st.just("rate"), ratings),
    st.tuples(st.just("seal"), st.integers(1, 5), moments),
    st.tuples(st.just("follow"), st.integers(1, 5), moments),
    st.tuples(st.just("rebuild"), moments),
    st.tuples(st.just("change"), st.integers(0, 50), st.sampled_from(["cb-1", "cb-2"]), moments),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(plan=st.lists(doings, min_size=3, max_size=30))
def test_any_order_gives_the_same(plan: list[tuple[Any, ...]]) -> None:
    """Whatever is sealed, folded, changed, rebuilt or killed when, the counts are those of the rows."""
    with transaction.atomic():
        officials = Officials()
        for doing, *given_ in plan:
            getattr(officials, doing)(*given_)
        seal_all()
        follow_all()
        followed = all_cells()
        rebuild()

        assert all_cells() == followed
        assert officials.counted() == officials.expected()
        transaction.set_rollback(True)


class Officials:
    """What was done, and which official each rating belongs to in the end."""

    def __init__(self) -> None:
        self.now: dict[int, str | None] = {}

    def rate(self, columns: dict[str, Any]) -> None:
        """Somebody rates."""
        self.now[make_rating(**columns).pk] = columns["official"]

    def seal(self, limit: int, dies_at: int | None) -> None:
        """A batch is sealed, or dies on the way."""
        with dying_at(dies_at):
            seal(limit=limit)

    def follow(self, limit: int, dies_at: int | None) -> None:
        """A batch is folded, or dies on the way."""
        with dying_at(dies_at):
            follow(limit=limit)

    def rebuild(self, dies_at: int | None) -> None:
        """Everything is counted again, or dies on the way."""
        with dying_at(dies_at):
            rebuild()

    def change(self, which: int, official: str, dies_at: int | None) -> None:
        """A sealed rating passes to another official, or the change dies on the way."""
        sealed = [leaf for leaf in queries.leaves_from(0, 1_000) if leaf.kind == Kind.ENTRY]
        if not sealed:
            return
        leaf = sealed[which % len(sealed)]
        rating = subject_of(leaf.index)
        content = content_of(leaf.core)
        old = content | ({"official": self.now[rating]} if self.now[rating] else {})
        new = content | {"official": official}
        core = canonical_json({"of": leaf.index, "old": old, "new": new, "v": 1})
        with dying_at(dies_at), transaction.atomic():
            actions.append([Entry(Kind.CHANGE, rating, core)])
        if queries.leaves_from(queries.size() - 1, 1)[0].core == core:
            self.now[rating] = official

    def expected(self) -> Count[tuple[int, ...]]:
        """Ratings by week, counter, official, evidence and score, from the rows themselves."""
        numbers = {None: 0} | {code: official_number(code) for code in ("cb-1", "cb-2")}
        found: Count[tuple[int, ...]] = Count()
        for row in Rating.objects.all():
            evidence = Evidence.DISPUTED if row.disputed else row.evidence
            official = numbers[self.now[row.pk]]
            found[(row.day, row.counter_id, official, evidence, row.score)] += 1
        by_week: Count[tuple[int, ...]] = Count()
        for (day, *rest), count in found.items():
            year, week, _ = (date(1970, 1, 1) + timedelta(days=day)).isocalendar()
            by_week[(year * 100 + week, *rest)] += count
        return by_week

    def counted(self) -> Count[tuple[int, ...]]:
        """The same from the week tallies."""
        found: Count[tuple[int, ...]] = Count()
        for cell in WeekTally.objects.all():
            for score in range(1, 6):
                key = (cell.week, cell.counter, cell.official, cell.evidence, score)
                if count := getattr(cell, f"s{score}"):
                    found[key] = count
        return found


def subject_of(index: int) -> int:
    """The rating of a leaf."""
    subject = Leaf.objects.get(index=index).subject
    assert subject is not None
    return subject


def content_of(core: bytes) -> dict[str, object]:
    """The core of a leaf without its version."""
    return {name: value for name, value in json.loads(core).items() if name != "v"}


def official_number(code: str) -> int:
    """The row of an official."""
    return Official.objects.get(code=code).pk
