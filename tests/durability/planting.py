"""Fills the database of the environment with an office whose staff read and answer; see `office`."""

import json
from pathlib import Path

from tests.durability.office import RECORD


def fill(data: Path) -> None:
    """Migrates, makes the tree and a handler; writes down a counter, a token and her session."""
    from django.conf import settings
    from django.core.management import call_command

    from nucuoi.foundation.seat import SYSTEM
    from nucuoi.organisation.models import Counter
    from nucuoi.ratings.actions import pair_device
    from tests.cast import person, signed_in
    from tests.ratings_made import make_tree

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    make_tree()
    counter = Counter.objects.get(code="bg07210-21-1")
    token = pair_device(by=SYSTEM, name="Máy quầy 1", counter=counter)
    sessions = {
        role: signed_in(person(role)).cookies[settings.SESSION_COOKIE_NAME].value
        for role in ("handler", "home_affairs")
    }
    record = {"counter": counter.code, "token": token, "sessions": sessions}
    (data / RECORD).write_text(json.dumps(record))


if __name__ == "__main__":
    import django
    from django.conf import settings

    django.setup()
    fill(settings.DATA)
