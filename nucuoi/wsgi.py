"""The WSGI application: intake in front, Django behind it, in one process."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nucuoi.settings")
behind = get_wsgi_application()

from nucuoi.ratings.intake.application import application as intake  # noqa: E402  # needs settings

application = intake(behind)
