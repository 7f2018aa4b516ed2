"""Ratings that wait become leaves: each once, in random order, whatever happens beside it."""

import threading
from collections.abc import Callable, Iterator, Sequence

import pytest
from django.db import connection, connections, transaction

from nucuoi.ledger import actions as ledger
from nucuoi.ledger import queries
from nucuoi.ledger.actions import Committed
from nucuoi.ledger.models import Leaf
from nucuoi.ledger.rules.parts import part_digest
from nucuoi.ratings import sealing
from nucuoi.ratings.models import Pending, Rating, Remark
from nucuoi.ratings.sealing import Torn, seal, seal_all, waiting
from tests.ratings_made import make_rating, make_ratings, make_ticket, make_tree
from tests.triggers import lifted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tree(db: None) -> None:
    """Counters to rate at."""
    make_tree()


def subjects() -> list[int | None]:
    """Ratings in the order of their leaves."""
    return list(Leaf.objects.order_by("index").values_list("subject", flat=True))


def test_sealed_once() -> None:
    """Every waiting rating gets one leaf and waits no more."""
    ratings = make_ratings([1, 2, 3, 4, 5])

    assert (waiting(), seal(), seal(), waiting()) == (5, 5, 0, 0)
    assert sorted(map(int, filter(None, subjects()))) == [rating.pk for rating in ratings]


def test_batches_are_bounded() -> None:
    """A transaction takes at most the limit; the rest follows."""
    make_ratings([5] * 7)

    assert [seal(limit=3) for _ in range(4)] == [3, 3, 1, 0]
    assert queries.size() == 7


def test_all_that_wait() -> None:
    """One call can empty the queue."""
    make_ratings([5] * 210)

    assert (seal_all(), waiting(), queries.size()) == (210, 0, 210)


def test_all_that_wait_in_bounded_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read at once is sealed in transactions of a batch each, the last one included."""
    monkeypatch.setitem(sealing.BATCH, connection.vendor, 3)
    monkeypatch.setattr(sealing, "READ", 6)
    made: list[int] = []
    monkeypatch.setattr("nucuoi.ledger.actions.append", lambda entries: made.append(len(entries)))
    make_ratings([5] * 10)

    assert (seal_all(), waiting(), made) == (10, 0, [3, 3, 3, 1])


def test_who_comes_meanwhile_waits_for_the_next_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn ends with those it found, else each further transaction would hold but a few."""
    append, made = ledger.append, list[int]()

    def slow(entries: Sequence[Committed]) -> range:
        make_rating()
        made.append(len(entries))
        return append(entries)

    monkeypatch.setattr("nucuoi.ledger.actions.append", slow)
    make_ratings([5] * 3)

    assert (seal_all(), waiting(), made) == (3, 1, [3])


def test_order_tells_nothing() -> None:
    """Inside a batch the order of arrival is gone."""
    ratings = make_ratings([5] * 40)
    seal()

    # One chance in 40! that a shuffled batch stands as it came.
    assert subjects() != [rating.pk for rating in ratings]


def test_leaf_says_what_was_answered() -> None:
    """Core and duty hold the codes, the field and lateness of the ticket and the disputed mark."""
    ticket = make_ticket(late=True)
    make_rating(ticket=ticket, disputed=True, official="cb-1", field="ho_tich", score=2)
    seal()
    leaf = Leaf.objects.get()

    assert bytes(leaf.core) == (
        b'{"channel":"kiosk","counter":"bg07210-21-1","day":20777,"disputed":1,"evidence":"kiosk",'
        b'"field":"ho_tich","form":"nguoi_dan_1","half":0,"late":1,"rater":"citizen","score":2,"v":1}'
    )
    assert leaf.duty == b'{"by":"holder","official":"cb-1","v":1}'


def test_text_is_committed_with_its_own_salt() -> None:
    """The remark's digest needs the salt that is erased with the remark."""
    make_rating(remark="Cảm ơn chị", breaches=1)
    seal()
    salt = bytes(Remark.objects.get().salt)

    content = '{"breaches":["gay_kho_khan"],"remark":"Cảm ơn chị","v":1}'.encode()
    assert Leaf.objects.get().text_digest == part_digest("text", salt, content)


def test_text_erased_before_sealing() -> None:
    """A remark erased while it waits leaves a decoy, not an error."""
    rating = make_rating(remark="Cảm ơn chị")
    Remark.objects.filter(rating=rating).delete()

    assert seal() == 1
    assert Leaf.objects.get().text_digest is None


def test_receipt_is_taken_over() -> None:
    """The receipt's digest is the one made at intake."""
    rating = make_rating()
    made = Pending.objects.get(rating=rating).receipt_digest
    seal()

    assert Leaf.objects.get().receipt_digest == made


@pytest.mark.parametrize("column", ["official_id", "field_id", "ticket_id"])
def test_torn_rating_stops(column: str) -> None:
    """A rating that points at a vanished row is not sealed by half."""
    rating = make_rating()
    Rating.objects.filter(pk=rating.pk).update(**{column: 999})

    with pytest.raises(Torn):
        seal()
    assert (waiting(), queries.size()) == (1, 0)


class TestTwoAtOnce:
    """With real commits and several connections."""

    pytestmark = pytest.mark.django_db(transaction=True)

    @pytest.fixture(autouse=True)
    def emptied(self, transactional_db: None) -> Iterator[None]:
        """Lets the test's clean-up empty the log."""
        yield
        with lifted("ledger_leaf"):
            Leaf.objects.all().delete()

    def test_many_sealers(self) -> None:
        """Of several sealers at once each rating is sealed by one, and no index is taken twice."""
        ratings = make_ratings([5] * 120)
        _together(4, lambda: _until_empty(limit=7))

        assert sorted(map(int, filter(None, subjects()))) == [rating.pk for rating in ratings]
        assert list(Leaf.objects.order_by("index").values_list("index", flat=True)) == [*range(120)]

    def test_writer_beside_the_sealer(self) -> None:
        """Ratings that arrive while others are sealed are neither lost nor sealed twice."""
        writer = threading.Thread(target=_closing(lambda: make_ratings([4] * 60)))
        writer.start()
        while writer.is_alive():
            seal(limit=5)
        writer.join()
        seal_all()

        assert sorted(map(int, filter(None, subjects()))) == [
            *Rating.objects.order_by("pk").values_list("pk", flat=True)
        ]
        assert (queries.size(), waiting()) == (60, 0)

    def test_open_transaction(self) -> None:
        """A rating of a transaction that is still open is not seen; once committed it is sealed."""
        make_rating()
        opened, may_commit = threading.Event(), threading.Event()

        def hold() -> None:
            with transaction.atomic():
                make_rating(score=1)
                opened.set()
                may_commit.wait(timeout=10)

        holder = threading.Thread(target=_closing(hold))
        holder.start()
        assert opened.wait(timeout=10)
        timer = threading.Timer(0.3, may_commit.set)
        timer.start()
        first = seal()
        holder.join()
        timer.join()

        assert (first, seal(), waiting(), queries.size()) == (1, 1, 0, 2)


def _until_empty(limit: int) -> None:
    while waiting():
        seal(limit=limit)


def _together(count: int, work: Callable[[], object]) -> None:
    threads = [threading.Thread(target=_closing(work)) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _closing(work: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    return run
