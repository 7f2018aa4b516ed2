"""The product's settings, with the probe in the way of every write transaction on SQLite."""

import sqlite3
from functools import partial

from nucuoi.bench.probe.holds import IntakeConnection
from nucuoi.settings import *  # noqa: F403  # the same but for what follows
from nucuoi.settings import DATABASES

if str(DATABASES["default"]["ENGINE"]).endswith("sqlite3"):
    DATABASES["default"]["ENGINE"] = "nucuoi.bench.probe"
    setattr(sqlite3, "connect", partial(sqlite3.connect, factory=IntakeConnection))  # noqa: B010  # intake opens its own
