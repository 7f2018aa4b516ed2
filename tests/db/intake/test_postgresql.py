"""What only PostgreSQL can do to a rating: end the connection, or acknowledge what it may lose."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from nucuoi.ratings.intake import desk, group_statement, statements
from nucuoi.ratings.intake.opening import open_store
from nucuoi.ratings.intake.postgresql import APPLICATION, PostgresqlStore
from nucuoi.ratings.models import Rating
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


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that the writer sends, as they are sent."""
    sent: list[str] = []
    fetch = PostgresqlStore.fetch

    def heard(store: PostgresqlStore, statement: str, *values: object) -> list[Any]:
        sent.append(statement)
        return fetch(store, statement, *values)

    monkeypatch.setattr(PostgresqlStore, "fetch", heard)
    return sent


def test_after_a_rating_that_met_nothing_the_next_is_one_round_trip(
    post: Post, office: Office, asked: list[str]
) -> None:
    """A tablet's is two; a repeat is found, told and read for, and so is the rating after it."""
    first = rating(office)
    post(first)
    asked.clear()
    post(rating(office))
    alone = asked.copy()
    asked.clear()
    post(rating(office, outbox=str(uuid4()), seq=1), token=office.token)
    tablet = asked.copy()
    asked.clear()
    again = [post(first).status, post(rating(office)).status]

    assert alone == [group_statement.STORE]
    assert tablet == [statements.PLACES.format("= ANY(?)"), group_statement.STORE]
    assert again == [200, 201]
    assert asked == [
        *[group_statement.STORE, group_statement.MET, statements.KNOWN.format("= ANY(?)")],
        *[group_statement.MET, group_statement.STORE],
    ]


def test_nobody_is_refused_on_a_supposition(post: Post, office: Office, asked: list[str]) -> None:
    """What nothing is stored of is read for after all: the registry may have moved."""
    post(rating(office))
    asked.clear()
    refused = post(rating(office, counter="khong-co"))

    assert refused.status == 404
    assert asked == [group_statement.MET]


def test_a_receipt_of_another_rating_is_told(post: Post, office: Office) -> None:
    """Supposed to be new, its id is; its receipt is not, and nothing of it is stored."""
    receipt = "A" * 43
    met = [post(rating(office, receipt=receipt)).status, post(rating(office)).status]
    taken = post(rating(office, receipt=receipt))

    assert [*met, taken.status] == [201, 201, 409]
    assert Rating.objects.count() == 2


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


def test_what_stores_a_group_is_planned_once(office: Office) -> None:
    """Whatever the server thinks of planning it anew with the values of each group."""
    with closing(open_store(1)) as store:
        for number in range(20):
            store.fetch(group_statement.STORE, "[]", number, "[]", "[]", 0)
        [plans] = store.fetch(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements"
            " WHERE position('supposition' in statement) > 0"
        )

    assert plans[0] > 10
    assert plans[1] == 0


def test_what_is_looked_up_is_found_by_an_index(office: Office) -> None:
    """Plans are made while tables are small and kept: none of them reads a table whole."""
    with closing(open_store(1)) as store:
        for statement in (statements.KNOWN, statements.TAKEN, statements.PLACES):
            plan = store.among(f"EXPLAIN {statement}", [bytes(16)])
            assert "Seq Scan" not in str(plan), plan
        met = store.fetch(f"EXPLAIN {group_statement.MET}", [bytes(16)], [bytes(16)])
        stored = store.fetch(f"EXPLAIN {group_statement.STORE}", "[]", 0, "[]", "[]", 0)
        for plan in (met, stored):
            assert "ratings_rating" in str(plan)
            assert "Seq Scan on ratings_rating" not in str(plan), plan
        assert store.fetch("SHOW jit") == [("off",)]
