"""What counts moves only by leaves that carry the old and the new value."""

import json

import pytest

from nucuoi.fsck import check_all
from nucuoi.ledger import actions, queries
from nucuoi.ledger.errors import NotAnEntry
from nucuoi.ratings.sealing import seal
from nucuoi.scores.follower import follow_all
from nucuoi.scores.models import MonthTally
from nucuoi.scores.rebuild import rebuild
from tests.ratings_made import make_rating, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> int:
    """One sealed rating of an official; its index."""
    make_tree()
    make_rating(score=2, official="cb-1")
    seal()
    follow_all()
    return 0


def counts() -> list[tuple[int, int, int, int]]:
    """Official, n, s2 and s4 of the cells that hold something."""
    cells = MonthTally.objects.exclude(n=0).order_by("official")
    return list(cells.values_list("official", "n", "s2", "s4"))


def test_exclusion_and_its_undoing(entry: int) -> None:
    """An excluded rating counts nowhere; taken back in, it counts as before; a rebuild agrees."""
    before, content = counts(), queries.counted(entry)
    actions.change(entry, None, why="canary")
    follow_all()

    assert (counts(), queries.counted(entry), queries.exclusion(entry)) == ([], None, "canary")
    actions.change(entry, content, why="undone")
    follow_all()
    assert (counts(), queries.exclusion(entry)) == (before, "")
    rebuild()
    assert counts() == before
    assert check_all(lambda _: None)


def test_change_carries_old_and_new(entry: int) -> None:
    """A second change takes away what the first one left, not what the rating once said."""
    content = queries.counted(entry)
    assert content is not None
    unnamed = {name: value for name, value in content.items() if name != "official"}
    actions.change(entry, unnamed, why="attribution")
    actions.change(entry, content, why="attribution")
    follow_all()

    first, second = (json.loads(leaf.core) for leaf in queries.leaves_from(1, 2))
    assert (first["old"], first["new"]) == (content, unnamed)
    assert (second["old"], second["new"]) == (unnamed, content)
    assert [row[1:] for row in counts()] == [(1, 1, 0)]
    assert check_all(lambda _: None)


def test_only_entries_are_changed(entry: int) -> None:
    """There is no change of a change, nor of what is not there."""
    actions.change(entry, None, why="canary")

    for index in (1, 2, -1):
        with pytest.raises(NotAnEntry):
            actions.change(index, None, why="canary")


@pytest.mark.parametrize("why", ["", "Canary", "two words", "x" * 50])
def test_a_reason_is_one_word(entry: int, why: str) -> None:
    """The reason is a word of a fixed form, so that no text slips into the log."""
    with pytest.raises(ValueError, match="reason"):
        actions.change(entry, None, why=why)


def test_nothing_changes_twice(entry: int) -> None:
    """Excluding what is excluded already is refused."""
    actions.change(entry, None, why="canary")

    with pytest.raises(ValueError, match="nothing"):
        actions.change(entry, None, why="canary")
