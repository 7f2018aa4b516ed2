"""The product's settings over a throw-away data folder, with plain static names.

`TEST_DATABASE=postgresql` puts the database on a temporary cluster; else it is a SQLite file.
"""

import os
import tempfile
from pathlib import Path

from tests import cluster

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the process that computes the figures
os.environ.setdefault("NUCUOI_DATA", tempfile.mkdtemp(prefix="nucuoi-test-"))
os.environ.setdefault("TEST_MIGRATED", tempfile.mkdtemp(prefix="nucuoi-migrated-"))
if os.environ.get(cluster.CHOICE) == "postgresql":
    cluster.url()
else:
    os.environ.pop("DATABASE_URL", None)

from nucuoi.settings import *  # noqa: F403  # data folder and database must be chosen first
from nucuoi.settings import DATABASES, STORAGES  # see above

if "DATABASE_URL" not in os.environ:
    DATABASES["default"]["TEST"] = {"NAME": Path(os.environ["NUCUOI_DATA"]) / "test.sqlite3"}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
(Path(os.environ["NUCUOI_DATA"]) / "static").mkdir(exist_ok=True)
