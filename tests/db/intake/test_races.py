"""Two processes take the same thing in at the same moment: one of them gets it, the other is told."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from random import Random
from typing import Any
from uuid import uuid4

import pytest

from nucuoi.foundation.errors import Refused
from nucuoi.foundation.seat import SYSTEM
from nucuoi.ratings.actions import mint_ticket
from nucuoi.ratings.intake import desk
from nucuoi.ratings.intake.answers import Answer
from nucuoi.ratings.intake.credentials import Visitor
from nucuoi.ratings.intake.desk import Desk
from nucuoi.ratings.intake.opening import open_store
from nucuoi.ratings.intake.payload import Submission
from nucuoi.ratings.intake.postgresql import PostgresqlStore
from nucuoi.ratings.intake.rows import Changes
from nucuoi.ratings.intake.store import Store
from nucuoi.ratings.models import IntakeRecord, Pending, Rating
from tests.situation import Office

RECEIPT = "A" * 43
PATIENCE_S = 4.0


class Held:
    """A desk, as another process has it, whose transaction stays open until it may commit."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened = threading.Event()
        self.may_commit = threading.Event()
        self.commits = True
        with monkeypatch.context() as patch:
            patch.setattr(desk, "open_store", self._open(open_store))
            self.desk = Desk(desk._house(), PATIENCE_S)

    def _open(self, opener: Callable[[float], Store]) -> Callable[[float], Store]:
        def opened(patience_s: float) -> Store:
            store = opener(patience_s)
            store.commit = partial(self._commit, store, store.commit)  # type: ignore[method-assign]  # only this one
            return store

        return opened

    def _commit(self, store: Store, commit: Callable[[Changes], None], changes: Changes) -> None:
        """On SQLite the lock is held since `begin`; on PostgreSQL the statement is not over yet."""
        if not isinstance(store, PostgresqlStore):
            self._hold()
            commit(changes)
            return
        with store._link.transaction():
            commit(changes)
            self._hold()

    def _hold(self) -> None:
        self.opened.set()
        assert self.may_commit.wait(PATIENCE_S)
        if not self.commits:
            raise RuntimeError("the process fails before it commits")


@pytest.fixture
def held(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    """The first of the two."""
    first = Held(monkeypatch)
    yield first
    first.may_commit.set()
    first.desk.close()


@pytest.fixture
def other(office: Office) -> Iterator[Desk]:
    """The second of the two."""
    second = Desk(desk._house(), PATIENCE_S)
    yield second
    second.close()


def said(office: Office, **changes: object) -> Submission:
    """A rating of the office's counter."""
    given = {"id": str(uuid4()), "counter": office.counter.code, "score": 5} | changes
    return Submission(**given)  # type: ignore[arg-type]  # as the tests name them


def raced(held: Held, other: Desk, first: Submission, second: Submission) -> list[Answer | int]:
    """What both are told (a refusal by its status) when the first commits while the second waits."""
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(held.desk.accept, first, Visitor())
        assert held.opened.wait(PATIENCE_S)
        two = pool.submit(other.accept, second, Visitor())
        with suppress(TimeoutError):
            two.exception(0.2)
        held.may_commit.set()
        return [_outcome(one), _outcome(two)]


def _outcome(future: "Future[Answer]") -> Answer | int:
    try:
        return future.result(PATIENCE_S * 3)
    except Refused as refusal:
        return refusal.status


def statuses(outcomes: list[Answer | int]) -> list[str | int]:
    """The words of the answers, the numbers of the refusals."""
    return [one.status if isinstance(one, Answer) else one for one in outcomes]


def test_the_same_rating_is_accepted_once(office: Office, held: Held, other: Desk) -> None:
    """The second is a duplicate, with the same receipt, and is stored once."""
    rating = said(office, remark="Cảm ơn chị.")
    one, two = raced(held, other, rating, rating)

    assert statuses([one, two]) == ["accepted", "duplicate"]
    assert isinstance(one, Answer)
    assert isinstance(two, Answer)
    assert one.receipt == two.receipt
    assert [Rating.objects.count(), Pending.objects.count()] == [1, 1]


def test_another_rating_under_the_same_id_is_told(office: Office, held: Held, other: Desk) -> None:
    """409, as if the first had been there long before."""
    rating = said(office)
    outcomes = raced(held, other, rating, said(office, id=rating.id, score=1))

    assert statuses(outcomes) == ["accepted", 409]
    assert Rating.objects.get().score == 5


def test_a_ticket_counts_once(office: Office, held: Held, other: Desk) -> None:
    """The second use is disputed, never dropped and never counted as another visit."""
    ticket = mint_ticket(by=SYSTEM, counter=office.counter, field=office.field).code
    outcomes = raced(held, other, said(office, ticket=ticket), said(office, ticket=ticket))

    assert statuses(outcomes) == ["accepted", "disputed"]
    assert sorted(Rating.objects.values_list("disputed", flat=True)) == [False, True]


def test_a_receipt_belongs_to_one_rating(office: Office, held: Held, other: Desk) -> None:
    """Another rating with the same receipt is refused."""
    outcomes = raced(held, other, said(office, receipt=RECEIPT), said(office, receipt=RECEIPT))

    assert statuses(outcomes) == ["accepted", 409]


def test_what_the_first_did_not_commit_is_the_second_s(
    office: Office, held: Held, other: Desk
) -> None:
    """When the first fails before its commit, the second is accepted as if there had been no other."""
    held.commits = False
    rating = said(office)
    outcomes = raced(held, other, rating, rating)

    assert statuses(outcomes) == [503, "accepted"]
    assert [Rating.objects.count(), IntakeRecord.objects.count()] == [1, 1]


def test_many_at_once(office: Office, other: Desk) -> None:
    """Two writers, eight senders, every rating from all of them in another order: each accepted once."""
    ratings = [said(office, receipt=None) for _ in range(40)]
    desks = [other, Desk(desk._house(), PATIENCE_S)]

    def send(sender: int) -> list[tuple[str, str | int]]:
        order = Random(sender).sample(ratings, len(ratings))  # noqa: S311  # chance, no secret
        mine = desks[sender % 2]
        if sender < 4:
            outcomes = mine.accept_all(order, Visitor())
            return [(rating.id, one.status) for rating, one in zip(order, outcomes, strict=True)]
        return [(rating.id, mine.accept(rating, Visitor()).status) for rating in order]

    with ThreadPoolExecutor(8) as pool:
        told = Counter(pair for pairs in pool.map(send, range(8)) for pair in pairs)
    desks[1].close()

    assert told == {
        (rating.id, status): times
        for rating in ratings
        for status, times in (("accepted", 1), ("duplicate", 7))
    }
    assert [Rating.objects.count(), Pending.objects.count()] == [40, 40]


@pytest.mark.postgresql
@pytest.mark.parametrize("read", ["tickets", "met", "places", "commit"])
def test_between_any_two_statements(
    office: Office, other: Desk, monkeypatch: pytest.MonkeyPatch, read: str
) -> None:
    """Another process stores the same rating just before one of our reads: a duplicate all the same."""
    ticket = mint_ticket(by=SYSTEM, counter=office.counter, field=office.field).code
    rating = said(office, ticket=ticket, receipt=RECEIPT)
    answers: list[str] = []

    def opened(patience_s: float) -> Store:
        store = open_store(patience_s)
        reading = getattr(store, read)

        def overtaken(values: Any) -> Any:
            if not answers:
                answers.append(other.accept(rating, Visitor()).status)
            return reading(values)

        monkeypatch.setattr(store, read, overtaken)
        return store

    monkeypatch.setattr(desk, "open_store", opened)
    ours = Desk(desk._house(), PATIENCE_S)
    answers.append(ours.accept(rating, Visitor()).status)
    ours.close()

    assert answers == ["accepted", "duplicate"]
    assert Rating.objects.count() == 1
