"""What a tablet holds is taken in after all, once the cause is gone."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.kiosk import actions
from nucuoi.kiosk.actions.held import Held
from nucuoi.kiosk.models import HeldItem, HeldTaking
from nucuoi.kiosk.queries.devices import held_of
from nucuoi.organisation.actions import touch_intake
from nucuoi.organisation.models import Counter
from nucuoi.ratings import sealing
from nucuoi.ratings.actions import revoke_device
from nucuoi.ratings.models import Device, DeviceContact, OutboxFork, Rating
from nucuoi.ratings.rules.words import Evidence
from tests.cast import UNIT, person, signed_in
from tests.situation import Office

BY = Seat("thoa", "head", UNIT)
DAYS = timedelta(days=3)


def hold(office: Office, **said: Any) -> int:
    """One rating of three days ago on the tablet's held list; the row of the tablet."""
    device = Device.objects.get()
    rated = (clock.now() - DAYS).isoformat()
    content = {
        "id": str(uuid4()),
        "counter": office.counter.code,
        "score": 2,
        "channel": "kiosk",
        "outbox": str(uuid4()),
        "seq": 0,
        "rated_at": rated,
        "sent_at": clock.now().isoformat(),
        **said,
    }
    actions.keep_held(device=device.pk, items=[Held(content["id"], "closed", {}, content)])
    return device.pk


def close(office: Office, *, closed: bool) -> None:
    """The counter stands closed for a week, or open again."""
    day = clock.today() - timedelta(days=7) if closed else None
    Counter.objects.filter(pk=office.counter.pk).update(valid_to=day)
    touch_intake()


def test_a_wrong_closing_day_is_mended_and_all_are_taken_in(office: Office) -> None:
    """Refused while the cause lasts; then once, in its own half-day, and told to the journal."""
    close(office, closed=True)
    device = hold(office, remark="Chờ lâu")
    assert actions.take_in_held(by=BY, device=device) == (0, 1)
    close(office, closed=False)

    assert actions.take_in_held(by=BY, device=device) == (1, 0)
    assert actions.take_in_held(by=BY, device=device) == (0, 0)
    row = Rating.objects.get()
    assert (row.score, row.day) == (2, clock.day_number((clock.local(clock.now()) - DAYS).date()))
    assert (held_of(device), HeldTaking.objects.get().by) == ([], "thoa")
    assert Event.objects.filter(action="kiosk.held.taken_in").first().facts == {"taken": 0, "of": 1}  # type: ignore[union-attr]  # it was made above


def test_its_number_is_counted_once(office: Office) -> None:
    """The held item filled it; the rating that comes of it is no fork."""
    device = hold(office)
    actions.take_in_held(by=BY, device=device)
    sealing.seal()

    assert not OutboxFork.objects.exists()


def test_after_a_crash_nothing_is_doubled(office: Office) -> None:
    """The rating was stored and the note of it was not: it is found by its id."""
    device = hold(office)
    actions.take_in_held(by=BY, device=device)
    HeldTaking.objects.all().delete()

    assert actions.take_in_held(by=BY, device=device) == (1, 0)
    assert Rating.objects.count() == 1


def test_what_cannot_be_read_stays(office: Office) -> None:
    """A spoilt item hurts no other."""
    hold(office, score=9)
    device = hold(office)

    assert actions.take_in_held(by=BY, device=device) == (1, 1)
    assert len(held_of(device)) == 1


def test_what_a_revoked_tablet_handed_over_is_taken_in_as_well(office: Office) -> None:
    """It came while the tablet's token held: the loss of the tablet is no loss of ratings."""
    device = hold(office)
    revoke_device(by=SYSTEM, device=device, why="mất máy")

    assert actions.take_in_held(by=BY, device=device) == (1, 0)
    assert Rating.objects.get().evidence == Evidence.KIOSK
    assert not DeviceContact.objects.exists(), "staff, not the tablet, were heard of"


def test_the_tablet_is_told_which_were_taken_in(office: Office) -> None:
    """Those alone; under any token that holds, as the tablet may have been paired again."""
    hold(office, score=9)
    device = hold(office)
    actions.take_in_held(by=BY, device=device)
    ids = list(HeldItem.objects.order_by("pk").values_list("uuid", flat=True))

    told = ask_taken([*ids, str(uuid4())], office.token)
    assert (told.status_code, told.json()) == (200, {"ids": ids[1:]})
    assert ask_taken(ids, "").status_code == 401
    assert ask_taken(["x" * 37], office.token).status_code == 422


def ask_taken(ids: list[str], token: str) -> Any:
    """The tablet's question."""
    client = Client(headers={"Authorization": f"Device {token}"} if token else {})
    return client.post(
        "/api/v1/devices/held/taken", json.dumps({"ids": ids}), content_type="application/json"
    )


def test_the_button_says_what_came_of_it(office: Office) -> None:
    """From the tablet's page, by who is responsible for it."""
    device = hold(office)
    client = signed_in(person("admin", ""))
    page = client.post(f"/thiet-bi/may/{device}/nhan-lai/", follow=True).content.decode()

    assert "Đã nhận 1 đánh giá." in page
    assert "Mọi đánh giá máy gửi đều đã được nhận." in page
    assert (
        signed_in(person("official")).post(f"/thiet-bi/may/{device}/nhan-lai/").status_code == 403
    )
