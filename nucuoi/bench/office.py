"""Fills the installation it runs on with one office to rate at; a program of its own.

It prints, as JSON, how to get in: see `doors.Doors`.
"""

import base64
import json
import secrets
import sys
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nucuoi.organisation.models import Counter

SINCE = date(2021, 1, 1)
UNIT = "bn-00001-2021"
COUNTERS = 20


def main() -> None:
    """Opens the office and prints its doors."""
    import django

    django.setup()
    counters = _open_counters()
    doors = {
        "counters": [counter.code for counter in counters],
        "unit": UNIT,
        "cookie": _head_signs_in(),
        "point": counters[0].point.unit.unit,
        "sheet": [f"submitted-{counter.pk}" for counter in counters],
    }
    json.dump(doors, sys.stdout)


def _open_counters() -> "list[Counter]":
    from nucuoi.foundation.seat import SYSTEM
    from nucuoi.organisation import actions
    from nucuoi.organisation.models import Unit, UnitVersion

    unit = Unit.objects.create(unit=UNIT)
    UnitVersion.objects.create(
        unit=unit, name="Phường Đo Thử", level="commune", kind="phường", valid_from=SINCE
    )
    point = actions.open_point(by=SYSTEM, host=UNIT, place="", opens_on=SINCE)
    return [
        actions.open_counter(
            by=SYSTEM,
            point=point.unit.unit,
            number=number,
            name=f"Quầy {number:02d}",
            opens_on=SINCE,
        )
        for number in range(1, COUNTERS + 1)
    ]


def _head_signs_in() -> str:
    """A session of the office's head, as the header `Cookie` takes it."""
    from django.conf import settings
    from django.contrib import auth
    from django.contrib.sessions.backends.db import SessionStore

    from nucuoi.accounts import actions
    from nucuoi.foundation.seat import SYSTEM

    user = actions.make_user(
        by=SYSTEM,
        username="truong",
        full_name="Trưởng Đơn Vị",
        password=secrets.token_urlsafe(),
    )
    actions.grant_role(by=SYSTEM, username="truong", role="head", unit=UNIT, valid_from=SINCE)
    secret = base64.b32encode(secrets.token_bytes(20)).decode()
    session = SessionStore()
    session["second_factor"] = actions.set_totp(by=SYSTEM, username="truong", secret=secret)
    session[auth.SESSION_KEY] = str(user.pk)
    session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


if __name__ == "__main__":
    main()
