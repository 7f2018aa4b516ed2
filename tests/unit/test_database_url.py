"""`DATABASE_URL` becomes what Django, the driver and PostgreSQL's programs need, or is refused."""

import pytest

from nucuoi.cli import parser
from nucuoi.foundation.postgresql import PLANS, POOL_LIMIT, address_of, database_of, share
from nucuoi.service.options import MOST_PROCESSES

WHOLE = "postgresql://nucuoi:m%E1%BA%ADt@10.0.0.5:5433/tinh?sslmode=verify-full"


def test_every_part_is_kept() -> None:
    """User, password, host, port, name and what else libpq understands come through both ways."""
    database = database_of(WHOLE)

    assert (database["NAME"], database["USER"], database["PASSWORD"]) == ("tinh", "nucuoi", "mật")
    assert address_of(database) == {
        "dbname": "tinh",
        "user": "nucuoi",
        "password": "mật",
        "host": "10.0.0.5",
        "port": "5433",
        "options": PLANS,
        "sslmode": "verify-full",
    }


def test_a_socket_needs_no_password() -> None:
    """A folder of sockets is named as libpq names it."""
    assert address_of(database_of("postgres:///tinh?host=/run/postgresql")) == {
        "dbname": "tinh",
        "host": "/run/postgresql",
        "options": PLANS,
    }


def test_options_of_the_address_hold() -> None:
    """What the address asks of the server stands last, and holds where it differs from ours."""
    asked = address_of(database_of("postgres:///tinh?options=-c%20random_page_cost%3D4"))

    assert asked["options"] == f"{PLANS} -c random_page_cost=4"


@pytest.mark.parametrize(
    "url", ["mysql://h/d", "tinh", "postgresql://host", "postgresql://h/d?nonsense=1"]
)
def test_anything_else_is_refused(url: str) -> None:
    """Another database, none at all, or an option that does not exist."""
    with pytest.raises(ValueError, match="DATABASE_URL"):
        database_of(url)


def test_threads_share_few_connections() -> None:
    """A web process holds at most eight; what libpq is told does not change."""
    database = database_of(WHOLE)
    address = address_of(database)
    share(database)

    assert database["OPTIONS"]["pool"]["max_size"] == POOL_LIMIT == 8
    assert address_of(database) == address


@pytest.mark.parametrize(
    ("url", "processes", "taken"),
    [
        ("", "1", True),
        ("", "2", False),
        (WHOLE, "4", True),
        (WHOLE, "0", False),
        (WHOLE, str(MOST_PROCESSES + 1), False),
    ],
)
def test_several_web_processes_need_postgresql(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    url: str,
    processes: str,
    *,
    taken: bool,
) -> None:
    """On SQLite more than one is refused with the reason."""
    monkeypatch.setenv("DATABASE_URL", url)
    if taken:
        assert parser().parse_args(["serve", "--processes", processes]).processes == int(processes)
        return
    with pytest.raises(SystemExit):
        parser().parse_args(["serve", "--processes", processes])
    assert ("SQLite" in capsys.readouterr().err) == (url == "")
