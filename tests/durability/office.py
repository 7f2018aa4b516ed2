"""Fills the database of the environment with a small office; prints what a sender must know of it."""

import json


def fill() -> dict[str, str]:
    """Migrates, opens the office; returns the code of a counter and the token of its tablet."""
    from django.core.management import call_command

    from tests.situation import open_office

    call_command("migrate", verbosity=0)
    office = open_office()
    return {"counter": office.counter.code, "token": office.token}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(fill()))  # noqa: T201  # read by the installation's test
