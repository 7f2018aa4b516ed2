"""Leaves follow one another without a gap, are never changed, and are folded once."""

import pytest
from django.db import DatabaseError, connection, transaction

from nucuoi.ledger import actions, queries
from nucuoi.ledger.errors import CursorMoved
from nucuoi.ledger.models import Leaf
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import Kind

pytestmark = pytest.mark.django_db


def entries(count: int, first_subject: int = 1) -> list[Entry]:
    """Entries of different subjects."""
    return [Entry(Kind.ENTRY, first_subject + place, b'{"v":1}') for place in range(count)]


def test_indexes_have_no_gaps() -> None:
    """The first leaf is 0 and every next one follows."""
    assert queries.size() == 0
    assert actions.append(entries(3)) == range(3)
    assert actions.append(entries(2, first_subject=4)) == range(3, 5)
    assert queries.size() == 5
    assert [leaf.index for leaf in queries.leaves_from(1, 3)] == [1, 2, 3]


def test_each_leaf_has_its_own_seed() -> None:
    """Equal content gives unequal leaves."""
    actions.append(entries(2))
    one, other = Leaf.objects.order_by("index")

    assert one.seed != other.seed
    assert one.digest != other.digest
    assert one.digest == entries(1)[0].digest(bytes(one.seed))


def test_one_leaf_a_rating() -> None:
    """The database refuses a second entry of the same rating, and nothing of the batch stays."""
    actions.append(entries(1))

    with pytest.raises(DatabaseError), transaction.atomic():
        actions.append(entries(3))
    assert queries.size() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_leaf SET core = x'00'",
        "DELETE FROM ledger_leaf",
        'INSERT INTO ledger_leaf SELECT 5, kind, 9, digest, seed, core, duty, text_digest, receipt_digest FROM ledger_leaf WHERE "index" = 0',
        'INSERT INTO ledger_leaf SELECT "index" * 2 + 2, kind, "index" + 9, digest, seed, core, duty, text_digest, receipt_digest FROM ledger_leaf',
        'INSERT OR REPLACE INTO ledger_leaf SELECT 0, kind, 9, digest, seed, core, duty, text_digest, receipt_digest FROM ledger_leaf WHERE "index" = 1',
    ],
    ids=["change", "delete", "gap", "gap within", "replace"],
)
def test_database_refuses(statement: str) -> None:
    """No leaf is changed, deleted, replaced or put beyond the next index."""
    actions.append(entries(2))
    before = list(Leaf.objects.order_by("index").values_list("index", "digest"))

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(Leaf.objects.order_by("index").values_list("index", "digest")) == before


def test_cursor_moves_once() -> None:
    """Of two that fold the same leaves only the first may move the cursor."""
    actions.append(entries(4))
    actions.move_cursor("scores", start=0, end=3)

    with pytest.raises(CursorMoved):
        actions.move_cursor("scores", start=0, end=2)
    assert (queries.cursor("scores"), queries.unfollowed("scores")) == (3, 1)
    assert queries.unfollowed("cases") == 4


@pytest.mark.django_db(transaction=True)
def test_append_needs_a_transaction() -> None:
    """Leaves cannot be added apart from what they tell."""
    with pytest.raises(RuntimeError):
        actions.append(entries(1))
