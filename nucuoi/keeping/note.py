"""What a backup says of itself."""

from datetime import datetime

import msgspec


class Contents(msgspec.Struct, frozen=True):
    """What a database held at one moment.

    Attributes:
        database: `sqlite` or `postgresql`.
        migrations: Names of the applied migrations, as `app.name`.
        pending: Ratings that waited for their leaf.
        last_leaf: Digest of the last leaf in hexadecimal; empty when the log was empty.
    """

    database: str
    migrations: tuple[str, ...]
    ratings: int
    pending: int
    leaves: int
    last_leaf: str


class Note(msgspec.Struct, frozen=True):
    """The note inside an archive: by which version of the product, when, and what it holds."""

    version: str
    made_at: datetime
    contents: Contents
