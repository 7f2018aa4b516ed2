"""After an upgrade a tablet that still runs the application of the version before keeps sending.

`vectors/first_release/tablet_requests.json` is what Chromium really sent, in its order, while the
application of version 0.1.0 was paired, rated on, signed on at, cut off, and met a closed counter.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nucuoi.foundation.seat import SYSTEM
from nucuoi.keeping import upgrade
from nucuoi.kiosk.actions import make_badge_code, make_pairing_code
from nucuoi.kiosk.models import DeviceReport, HeldItem, SignOnClaim
from nucuoi.organisation.actions import touch_intake
from nucuoi.organisation.models import Counter, Official, Posting, ServicePoint
from nucuoi.ratings import sealing
from nucuoi.ratings.actions import tickets
from nucuoi.ratings.models import IntakeRecord, OutboxCount, OutboxFork, OutboxGap, Rating
from nucuoi.ratings.rules.words import Evidence
from tests.db.intake.conftest import Response, call_front
from tests.keeping_folder import FIRST_RELEASE, at_folder, older_folder

pytestmark = pytest.mark.sqlite

Request = dict[str, Any]
REQUESTS: list[Request] = json.loads((FIRST_RELEASE / "tablet_requests.json").read_text())
FRONT = {"/api/v1/ratings", "/api/v1/ratings/batch"}
WRONG_BADGE = "00000000"


@pytest.fixture
def upgraded(unblocked: None, tmp_path: Path) -> Iterator[None]:
    """The folder of the first release, brought up to this version; in use."""
    with at_folder(older_folder(tmp_path / "var", FIRST_RELEASE)):
        upgrade.bring_up_to_date(lambda _: None)
        yield


def test_a_tablet_of_the_version_before_keeps_working(upgraded: None) -> None:
    """Every call, as it was sent, gets the same answer; what it brings is stored once, in its order."""
    before = Rating.objects.count()
    renewed = _renewed()
    for request in REQUESTS:
        answer = _sent(request, renewed)

        assert answer.status == request["status"], (request["path"], answer)
        if request["path"].endswith("/pair"):
            renewed[_token_of(REQUESTS)] = answer.json["token"]
        elif request["answer"]:
            assert answer.json == json.loads(request["answer"])
    sealing.seal_all()

    new = Rating.objects.order_by("pk")[before:]
    assert [row.score for row in new] == [5, 1, 4, 2, 3, 4]
    assert [row.evidence for row in new] == [
        Evidence.TICKET if at == 2 else Evidence.KIOSK for at in range(6)
    ]
    count = OutboxCount.objects.get(outbox=_outbox())
    assert (count.reached, OutboxGap.objects.filter(outbox=count).exists()) == (6, False)
    assert [item.status for item in HeldItem.objects.all()] == ["closed"]
    assert [claim.accepted for claim in SignOnClaim.objects.order_by("pk")] == [False, True, True]
    report = DeviceReport.objects.get()
    assert (report.made, report.held) == (7, 1)


def test_it_may_say_everything_twice(upgraded: None) -> None:
    """Its answers were lost on the way: the same again adds nothing, and shows no copied tablet."""
    renewed = _renewed()
    for request in REQUESTS:
        answer = _sent(request, renewed)
        if request["path"].endswith("/pair"):
            renewed[_token_of(REQUESTS)] = answer.json["token"]
    stored = Rating.objects.count()
    for request in REQUESTS[1:]:
        answer = _sent(request, renewed)

        assert answer.status == (200 if request["status"] == 201 else request["status"])
    sealing.seal_all()
    assert Rating.objects.count() == stored
    assert (HeldItem.objects.count(), OutboxFork.objects.count()) == (1, 0)


def _renewed() -> dict[str, str]:
    """What was given out for once, to what is given out instead now: badge, invitation, pairing."""
    point, counter = ServicePoint.objects.get(), Counter.objects.get(code="bg07375-21-02")
    official = Official.objects.get(code="cb-01")
    Posting.objects.create(
        official=official, unit=point.unit, position="Công chức", valid_from=date(2021, 1, 1)
    )
    touch_intake()
    badge = next(code for code in _said("sign-on", "code") if code not in {"", WRONG_BADGE})
    [pairing], [number] = _said("pair", "code"), _said("number", "number")
    return {
        badge: make_badge_code(by=SYSTEM, official="cb-01"),
        pairing: make_pairing_code(by=SYSTEM, name="Máy thử", point=point),
        number: tickets.mint_ticket(by=SYSTEM, counter=counter).number,
    }


def _said(call: str, name: str) -> list[str]:
    """What this field held in the recorded calls of one name."""
    found = [one for one in REQUESTS if one["path"].endswith(f"/{call}")]
    return [json.loads(one["body"])[name] for one in found]


def _token_of(requests: list[Request]) -> str:
    token: str = requests[1]["headers"]["authorization"].removeprefix("Device ")
    return token


def _outbox() -> bytes:
    """The outbox of the newest rating."""
    outbox = IntakeRecord.objects.order_by("-pk").values_list("outbox", flat=True)[0]
    assert outbox is not None
    return bytes(outbox)


def _sent(request: Request, renewed: dict[str, str]) -> Response:
    """One request as it was sent, but for codes that hold once; the counter open or closed as then."""
    text = json.dumps(request)
    for old, new in renewed.items():
        text = text.replace(old, new)
    request = json.loads(text)
    _close(date(2021, 2, 1) if request["status"] == 410 else None)
    body, kind = request["body"], request["headers"].pop("content-type")
    headers = {
        f"HTTP_{name.upper().replace('-', '_')}": value
        for name, value in request["headers"].items()
    }
    if request["path"] in FRONT:
        return call_front(body.encode(), path=request["path"], CONTENT_TYPE=kind, **headers)
    answer = Client().post(request["path"], body, content_type=kind, **headers)
    return Response(answer.status_code, {}, answer.content)


def _close(valid_to: date | None) -> None:
    if (
        Counter.objects.exclude(valid_to=valid_to)
        .filter(code="bg07375-21-02")
        .update(valid_to=valid_to)
    ):
        touch_intake()
