"""Everything a tablet must know to work by itself for weeks: place, hours, questions, words."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings

from nucuoi.foundation import clock
from nucuoi.foundation.errors import NotFound
from nucuoi.foundation.keys import load_or_make
from nucuoi.foundation.languages import LANGUAGES
from nucuoi.kiosk.queries.shown import photos_of, shown_at
from nucuoi.kiosk.rules import codes
from nucuoi.kiosk.rules.shown import Shown
from nucuoi.kiosk.rules.words import kiosk_words
from nucuoi.organisation.models import ServicePoint, SignOn
from nucuoi.organisation.queries.desks import Desk, desks_of
from nucuoi.organisation.queries.points import point as point_row
from nucuoi.organisation.queries.points import week_plan
from nucuoi.ratings.queries import DeviceRow
from nucuoi.ratings.queries.questionnaires import current
from nucuoi.ratings.rules import questionnaire
from nucuoi.ratings.rules.text import REMARK_LIMIT

Settings = dict[str, Any]


def settings_of(device: DeviceRow) -> Settings:
    """What the tablet works by today, as JSON values.

    `counters` holds its own counter, or all of its service point, the closed ones left out; `names`
    and photos are there only where the point's policy shows them. `hash` changes with any of it.
    """
    today = clock.today()
    point = ServicePoint.objects.select_related("unit").get(pk=device.point).unit.unit
    known: Settings = {
        "device": device.name,
        "fixed": device.counter is not None,
        "place": _place(point, today),
        "counters": _counters(device, point, today),
        "hours": _hours(point, today),
        "staff": _staff(device),
        "receipts": f"{settings.BASE_URL}/tra-cuu/",
        "remark_limit": REMARK_LIMIT,
        **_asked(today),
    }
    text = json.dumps(known, ensure_ascii=False, sort_keys=True)
    return {**known, "hash": hashlib.sha256(text.encode()).hexdigest()[:16]}


def _place(point: str, today: date) -> dict[str, str]:
    try:
        row = point_row(point, today)
    except NotFound:
        return {"point": "", "host": ""}
    return {"point": row.name, "host": row.host.name}


def _counters(device: DeviceRow, point: str, today: date) -> list[dict[str, Any]]:
    desks = [desk for desk in desks_of(point, today) if device.counter in {None, desk.id}]
    shown = shown_at(device.point)
    people = {} if shown is Shown.NOTHING else _at_desks(desks)
    photos = photos_of([code for code, _ in people.values()]) if shown is Shown.PHOTO else {}
    return [_counter(desk, people.get(desk.id, ("", "")), photos) for desk in desks]


def _counter(desk: Desk, official: tuple[str, str], photos: dict[str, str]) -> dict[str, Any]:
    code, full_name = official
    return {
        "code": desk.code,
        "number": desk.number,
        "name": desk.name,
        "fields": [row.name for row in desk.fields],
        "official": full_name,
        "photo": photos.get(code, ""),
        "from": desk.valid_from.isoformat(),
        "to": desk.valid_to.isoformat() if desk.valid_to else "",
    }


def _at_desks(desks: Iterable[Desk]) -> dict[int, tuple[str, str]]:
    """Row of a desk to code and full name of who signed on there, else of its usual holder."""
    now = clock.now()
    usual = {desk.id: desk.holder for desk in desks if desk.holder}
    rows = SignOn.objects.filter(counter__in=[desk.id for desk in desks], started_at__lte=now)
    still = rows.exclude(ended_at__lte=now).order_by("started_at")
    signed_on = still.values_list("counter", "official__code", "official__full_name")
    return usual | {counter: (code, name) for counter, code, name in signed_on}


def _hours(point: str, today: date) -> dict[str, list[list[str]]]:
    """Weekday, 0 = Monday, to openings as `HH:MM`; a weekday left out is closed."""
    week = week_plan(point, today).week
    return {
        str(day): [[f"{opens:%H:%M}", f"{closes:%H:%M}"] for opens, closes in openings]
        for day, openings in sorted(week.items())
    }


def _staff(device: DeviceRow) -> dict[str, Any]:
    salt, check = codes.staff_check(load_or_make(settings.KEYS, "kiosk"), device.id)
    return {"salt": salt, "check": check, "rounds": codes.STAFF_ROUNDS}


def _asked(today: date) -> Settings:
    version = current(today)
    return {
        "form": version.code,
        "words": {lang: _words(lang) for lang in LANGUAGES},
        "questions": {
            lang: {
                rater: asdict(questionnaire.read(version.code, version.content, lang, rater))
                for rater in questionnaire.RATERS
            }
            for lang in LANGUAGES
        },
    }


@cache
def _words(lang: str) -> dict[str, str]:
    return {**questionnaire.page_words(lang), **kiosk_words(lang)}
