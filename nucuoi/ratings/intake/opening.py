"""Opening the store of the database in use."""

from pathlib import Path

from django.db import connections

from nucuoi.foundation.postgresql import address_of
from nucuoi.ratings.intake.sqlite import SqliteStore
from nucuoi.ratings.intake.store import Store


def open_store(patience_s: float) -> Store:
    """A connection of the writer's own to the database of the settings.

    Args:
        patience_s: How long it waits for somebody else's lock.

    Raises:
        Unavailable: If it cannot be opened, or does not keep what it commits.
    """
    default = connections["default"]
    if default.vendor == "sqlite":
        return SqliteStore(Path(default.settings_dict["NAME"]), patience_s)
    from nucuoi.ratings.intake.postgresql import PostgresqlStore

    return PostgresqlStore(address_of(default.settings_dict), patience_s)
