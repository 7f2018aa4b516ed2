"""What only PostgreSQL can do to a rating: end the connection, or acknowledge what it may lose."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from nucuoi.ratings.intake import desk, postgresql, statements
from nucuoi.ratings.intake.opening import open_store
from nucuoi.ratings.intake.postgresql import APPLICATION
from tests.db.intake.conftest import Post, rating
from tests.own_database import other_connection
from tests.situation import Office

pytestmark = pytest.mark.postgresql

ENDED = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s"
OURS = " AND datname = current_database()"


def set_for_new_connections(name: str, value: str) -> None:
    """A setting of the database, as its administrator could make it."""
    with other_connection() as link:
        [(database,)] = link.execute("SELECT current_database()").fetchall()
        link.execute(f'ALTER DATABASE "{database}" SET {name} = {value}')
    desk.close()


def test_a_connection_that_was_ended_is_opened_again(post: Post, office: Office) -> None:
    """The server was restarted: the one that met it comes again, and is taken in once."""
    first, second = rating(office), rating(office)
    post(first)
    with other_connection() as link:
        link.execute(ENDED + OURS, (APPLICATION,))
    met = post(second)
    again = [post(second).status, post(second).status, post(first).status]

    assert met.status == 503
    assert int(met.headers["Retry-After"]) > 0
    assert again == [201, 200, 200]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("synchronous_commit", "off"),
        ("synchronous_commit", "local"),
        ("nucuoi.a_test_throws_this_cluster_away", "''"),
    ],
)
def test_a_server_that_may_lose_it_is_refused(
    post: Post, office: Office, name: str, value: str
) -> None:
    """Without `synchronous_commit`, or with `fsync` off outside a test, nothing is acknowledged."""
    assert post(rating(office)).status == 201
    set_for_new_connections(name, value)

    assert post(rating(office)).status == 503
    assert not desk.ready().ready


def test_an_installation_does_not_start_on_such_a_server(office: Office, tmp_path: Path) -> None:
    """`./run` ends with code 2 and a sentence before anything is served."""
    set_for_new_connections("synchronous_commit", "off")
    started = subprocess.run(
        [sys.executable, "-m", "nucuoi.cli", "prepare", "--no-demo"],
        env=os.environ
        | {"NUCUOI_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "nucuoi.settings"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode == 2
    assert "không bảo đảm giữ được đánh giá đã nhận" in started.stderr


def test_no_variable_of_the_environment_allows_it(
    post: Post, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server's own word counts: what is set for our processes alone does not turn it off."""
    set_for_new_connections("nucuoi.a_test_throws_this_cluster_away", "''")
    monkeypatch.setenv("NUCUOI_A_TEST_THROWS_THIS_CLUSTER_AWAY", "yes")

    assert post(rating(office)).status == 503


def test_a_read_only_server_is_503(post: Post, office: Office) -> None:
    """A standby, or a primary that was stopped from writing, takes nothing and says so."""
    set_for_new_connections("default_transaction_read_only", "on")

    assert post(rating(office)).status == 503


def test_what_is_looked_up_is_found_by_an_index(office: Office) -> None:
    """Plans are made while tables are small and kept: none of them reads a table whole."""
    with closing(open_store(1)) as store:
        for statement in (statements.KNOWN, statements.TAKEN, statements.PLACES):
            plan = store.among(f"EXPLAIN {statement}", [bytes(16)])
            assert "Seq Scan" not in str(plan), plan
        met = store.fetch(f"EXPLAIN {postgresql._MET}", [bytes(16)], [bytes(16)])
        assert "ratings_rating" in str(met)
        assert "Seq Scan on ratings_rating" not in str(met), met
        assert store.fetch("SHOW jit") == [("off",)]
