"""When the database cannot take a rating: 503, nothing half-stored, and the retry counts once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nucuoi.ratings.intake import desk
from nucuoi.ratings.models import IntakeRecord, Pending, Rating
from tests.db.intake.conftest import Post, rating
from tests.own_database import FILE, hold_write_lock, other_connection
from tests.situation import Office


@pytest.fixture
def impatient(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk that waits for a lock for 50 ms only."""
    monkeypatch.setattr(desk, "LOCK_PATIENCE_S", 0.05)


@pytest.fixture
def locked(impatient: None, database: None) -> Iterator[Any]:
    """Somebody else holds the write lock; with PostgreSQL, that of the table."""
    with other_connection() as other:
        hold_write_lock(other)
        yield other


def test_a_locked_database_is_503_and_the_retry_counts_once(
    post: Post, office: Office, locked: Any
) -> None:
    """The sender hears when to come again; then it is taken in, once."""
    sent = rating(office)
    refused = [post(sent), post(sent)]
    locked.execute("ROLLBACK")
    taken = [post(sent), post(sent)]

    assert [answer.status for answer in refused] == [503, 503]
    assert int(refused[0].headers["Retry-After"]) > 0
    assert [answer.status for answer in taken] == [201, 200]
    assert [Rating.objects.count(), Pending.objects.count()] == [1, 1]


def test_a_whole_batch_is_503(post: Post, office: Office, locked: Any) -> None:
    """A device keeps all it has."""
    post(rating(office))
    answer = post({"ratings": [rating(office)]}, path="/api/v1/ratings/batch", token=office.token)

    assert answer.status == 503


def test_a_fault_in_the_middle_leaves_nothing(post: Post, office: Office) -> None:
    """Rows that were written before the fault are undone."""
    sent = rating(office)
    with other_connection() as other:
        other.execute("ALTER TABLE ratings_pending RENAME TO away")
        refused = post(sent)
        other.execute("ALTER TABLE away RENAME TO ratings_pending")
    left = [Rating.objects.count(), IntakeRecord.objects.count()]

    assert (refused.status, left) == (503, [0, 0])
    assert post(sent).status == 201


@pytest.mark.sqlite
def test_a_database_that_is_gone_is_503_and_not_made_anew(
    post: Post, office: Office, tmp_path: Path
) -> None:
    """Ratings never go into a file that nobody sees."""
    database = tmp_path / FILE
    post(rating(office))
    away = database.rename(database.with_suffix(".away"))
    refused = post(rating(office))
    again = post(rating(office))
    made = database.exists()
    away.rename(database)

    assert (refused.status, again.status, made) == (503, 503, False)
    assert post(rating(office)).status == 201


def test_a_full_queue_is_503(post: Post, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than the writer can take is refused at once, not kept waiting."""
    monkeypatch.setattr(desk, "ROOM", 0)
    desk.close()

    assert post(rating(office)).status == 503


def test_readiness(post: Post, office: Office) -> None:
    """Ready when a rating could be committed now."""
    assert desk.ready().ready


def test_no_readiness_under_a_lock(office: Office, locked: Any) -> None:
    """Not ready when it could not."""
    assert not desk.ready().ready


def test_closing_commits_what_waits(post: Post, office: Office) -> None:
    """After an orderly end everything acknowledged is there, and the next rating opens anew."""
    post(rating(office))
    desk.close()

    assert Rating.objects.count() == 1
    assert post(rating(office)).status == 201
