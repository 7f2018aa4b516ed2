"""An office with a unit tree, a tablet, and calls as the tablet makes them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation.actions import touch_intake
from nucuoi.organisation.models import (
    Counter,
    CounterField,
    CounterHolder,
    Field,
    Official,
    Posting,
    ServicePoint,
    Unit,
    UnitVersion,
)
from nucuoi.ratings.actions import pair_device
from tests.cast import UNIT
from tests.db.intake.conftest import database, office, post

__all__ = ["database", "office", "post"]

SINCE = date(2021, 1, 1)
POINT = f"{UNIT}-mc"


@dataclass(frozen=True, slots=True)
class Room:
    """A service point with two desks and a tablet that serves both.

    Attributes:
        token: Of the tablet of the whole point.
        fixed: Of a tablet of the first desk alone.
    """

    point: ServicePoint
    desks: tuple[Counter, Counter]
    elsewhere: Counter
    official: Official
    token: str
    fixed: str


Call = Callable[..., Any]


@pytest.fixture
def room(db: None) -> Room:
    """Makes it; migrations have brought the questionnaire."""
    return make_room()


def make_room() -> Room:
    """As the fixture, for databases of another kind."""
    host, unit, other = (
        Unit.objects.create(unit=name) for name in (UNIT, POINT, "bg-07213-2021-mc")
    )
    UnitVersion.objects.create(
        unit=host, name="Phường Bắc Giang", level="commune", kind="phường", valid_from=SINCE
    )
    for one, parent in ((unit, host), (other, None)):
        UnitVersion.objects.create(
            unit=one,
            name="Trung tâm Phục vụ hành chính công",
            level="service_point",
            kind="trung tâm",
            parent=parent,
            valid_from=SINCE,
        )
    point, far = ServicePoint.objects.create(unit=unit), ServicePoint.objects.create(unit=other)
    first, second = (
        Counter.objects.create(
            point=point, code=f"bg07210-21-0{n}", number=n, name=f"Quầy {n}", valid_from=SINCE
        )
        for n in (1, 2)
    )
    elsewhere = Counter.objects.create(
        point=far, code="bg07213-21-01", number=1, name="Quầy 1", valid_from=SINCE
    )
    official = Official.objects.create(
        code="cb-01", full_name="Giáp Thị Mến", kind="civil_servant", invented=True
    )
    Posting.objects.create(official=official, unit=unit, position="Công chức", valid_from=SINCE)
    CounterHolder.objects.create(counter=first, official=official, valid_from=SINCE)
    field = Field.objects.get_or_create(code="HT", defaults={"name": "Hộ tịch"})[0]
    CounterField.objects.create(counter=first, field=field, valid_from=SINCE)
    token = pair_device(by=SYSTEM, name="Máy chung", point=point)
    fixed = pair_device(by=SYSTEM, name="Máy quầy 1", counter=first)
    touch_intake()
    return Room(point, (first, second), elsewhere, official, token, fixed)


@pytest.fixture
def call(room: Room) -> Call:
    """Posts to one of the tablets' calls; a dict is sent as JSON."""

    def posted(name: str, content: object, token: str | None = room.token) -> Any:
        headers = {"Authorization": f"Device {token}"} if token else {}
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        client = Client(enforce_csrf_checks=True, headers=headers)
        return client.post(f"/api/v1/devices/{name}", body, content_type="application/json")

    return posted


def report(**changes: object) -> dict[str, object]:
    """A tablet's word about itself."""
    return {"sent_at": clock.now().isoformat(), "version": "abc", **changes}


def held_item(**changes: object) -> dict[str, Any]:
    """One item of a held list."""
    rating = {"id": str(uuid4()), "counter": "bg07210-21-09", "score": 2, **changes}
    return {
        "rating": rating,
        "status": "unknown_counter",
        "errors": {"counter": "Không có quầy này."},
    }
