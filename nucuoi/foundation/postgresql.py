"""The address of a PostgreSQL database, as settings, drivers and programs want it."""

from collections.abc import Mapping
from typing import Any

POOL_LIMIT = 8
"""Most connections that the threads of one web process share."""
_WAIT_S = 10.0
"""A page that gets no connection for so long says so."""
_RECONNECT_S = 2.0
"""The pool tries again after ever longer pauses, up to minutes; after this it gives up, and the next
page begins anew, so that pages are back as soon as the server is."""

PLANS = "-c jit=off -c random_page_cost=1.1"
"""All we ask for in a hurry has an index, and lies in memory or on a disk without arms: by its
defaults, until its statistics are there, the server would read whole tables for some hundred rows,
and compile code for it."""


def database_of(url: str) -> dict[str, Any]:
    """The entry of Django's `DATABASES` for a URL such as `postgresql://user@host/name`.

    Raises:
        ValueError: If it is no such URL, or names no database.
    """
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    if not url.startswith(("postgres://", "postgresql://")):
        raise ValueError("DATABASE_URL must begin with postgresql://")
    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except ProgrammingError as fault:
        raise ValueError(f"DATABASE_URL cannot be read: {fault}") from None
    if "dbname" not in parts:
        raise ValueError("DATABASE_URL names no database")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts | {"options": f"{PLANS} {parts.get('options', '')}".strip()},
        "CONN_HEALTH_CHECKS": True,
    }


def address_of(database: Mapping[str, Any]) -> dict[str, str]:
    """What libpq needs to reach the database of such an entry: `dbname`, `user`, `host` and so on."""
    named = {
        "dbname": database["NAME"],
        "user": database["USER"],
        "password": database["PASSWORD"],
        "host": database["HOST"],
        "port": database["PORT"],
    }
    options = {name: value for name, value in database["OPTIONS"].items() if name != "pool"}
    return {name: str(value) for name, value in (named | options).items() if value}


def share(database: dict[str, Any]) -> None:
    """Lets all threads of this process share a few connections; call it before the first is opened.

    Only a web server has many threads; a pool brings threads of its own, which commands must not
    have when they start other processes.
    """
    if database["ENGINE"].endswith("postgresql"):
        database["OPTIONS"]["pool"] = {
            "min_size": 1,
            "max_size": POOL_LIMIT,
            "timeout": _WAIT_S,
            "reconnect_timeout": _RECONNECT_S,
        }
