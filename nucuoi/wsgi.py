"""The WSGI application: intake in front, Django behind it, in one process."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nucuoi.settings")
application = get_wsgi_application()
