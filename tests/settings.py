"""The product's settings over a throw-away data folder, with plain static names."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("NUCUOI_DATA", tempfile.mkdtemp(prefix="nucuoi-test-"))

from nucuoi.settings import *  # noqa: F403  # the data folder must be chosen first
from nucuoi.settings import DATABASES, STORAGES  # see above

DATABASES["default"]["TEST"] = {"NAME": Path(os.environ["NUCUOI_DATA"]) / "test.sqlite3"}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
(Path(os.environ["NUCUOI_DATA"]) / "static").mkdir(exist_ok=True)
