"""What the web server calls: intake in front, Django behind it, in one process."""

import gc
import os
import sys
from importlib import import_module

from django.core.wsgi import get_wsgi_application

gc.disable()  # until all is loaded: it is no garbage, and looking through it takes time
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nucuoi.settings")
django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402  # needs the module named above
from django.db import connections  # noqa: E402  # beside it

from nucuoi.foundation import postgresql  # noqa: E402  # beside it
from nucuoi.ratings.intake.application import Front  # noqa: E402  # needs settings
from nucuoi.service.bridge import Bridge  # noqa: E402  # stands with its user
from nucuoi.service.pages import Pages  # noqa: E402  # beside it
from nucuoi.service.structs import work_out  # noqa: E402  # beside it

TURN_S = 0.0001
"""How long one of Django's threads keeps the interpreter while intake's writer wants it.

The writer lets go of it in every statement; Python's own 5 ms would be added to each of them, with
SQLite's write lock held and everybody waiting.
"""


def _load_pages() -> None:
    """Loads all pages; then all that is loaded stays.

    Looking through it for garbage would stop everybody for 50 ms again and again, so the pages are
    loaded too, which otherwise happens when the first one is asked for.
    """
    try:
        import_module(settings.ROOT_URLCONF)
        work_out()
    finally:
        gc.freeze()
        gc.enable()


sys.setswitchinterval(TURN_S)
postgresql.share(connections.settings["default"])
work_out()
pages = Pages(django_application, _load_pages)
bridge = Bridge(pages, settings.MAX_BODY_BYTES)
application = Front(bridge, bridge.close)
