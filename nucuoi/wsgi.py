"""The WSGI application: intake in front, Django behind it, in one process."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nucuoi.settings")
behind = get_wsgi_application()

from django.db import connections  # noqa: E402  # needs settings

from nucuoi.foundation import postgresql  # noqa: E402  # beside it
from nucuoi.ratings.intake.application import application as intake  # noqa: E402  # needs settings

postgresql.share(connections.settings["default"])
application = intake(behind)
