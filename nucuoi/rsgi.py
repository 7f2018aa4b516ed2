"""What the web server calls: intake in front, Django behind it, in one process."""

import gc
import os
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
from nucuoi.service.turns import Turns  # noqa: E402  # beside it

YOUNG = 10_000
"""So many new objects before Python looks for garbage among them; with its own 700 a rating at full
speed took 3 to 14 % more CPU (docs/decisions/0001)."""


def _load_pages() -> None:
    """Loads all pages; then all that is loaded stays.

    Looking through it for garbage would stop everybody for 50 ms again and again, so the pages are
    loaded too, which otherwise happens when the first one is asked for.
    """
    try:
        with turns.short():
            import_module(settings.ROOT_URLCONF)
            work_out()
    finally:
        gc.freeze()
        gc.set_threshold(YOUNG)
        gc.enable()


postgresql.share(connections.settings["default"])
work_out()
turns = Turns()
pages = Pages(django_application, _load_pages)
bridge = Bridge(pages, settings.MAX_BODY_BYTES, turns)
application = Front(bridge, bridge.close)
