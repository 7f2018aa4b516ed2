"""Fills the database of the environment with a small office; says what a sender must know of it."""

import json
from pathlib import Path

RECORD = "office.json"
"""Where it stands in the data folder."""


def fill(data: Path) -> None:
    """Migrates, opens the office; writes down the code of a counter and the token of its tablet."""
    from django.core.management import call_command

    from tests.situation import open_office

    call_command("migrate", verbosity=0)
    office = open_office()
    record = {"counter": office.counter.code, "token": office.token}
    (data / RECORD).write_text(json.dumps(record))


if __name__ == "__main__":
    import django
    from django.conf import settings

    django.setup()
    fill(settings.DATA)
