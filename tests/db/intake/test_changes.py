"""Changes of the organisation and of devices hold from the very next rating on."""

from datetime import date

import pytest

from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation.actions import touch_intake
from nucuoi.organisation.models import Counter
from nucuoi.ratings.actions import mint_ticket, pair_device, revoke_device
from nucuoi.ratings.models import Device
from tests.db.intake.conftest import Post, rating
from tests.situation import Office


def test_a_revoked_device_is_refused_at_once(post: Post, office: Office) -> None:
    """The request after the revocation is 401, single and batch, and nobody restarts anything."""
    before = post(rating(office), token=office.token)
    revoke_device(by=SYSTEM, device=Device.objects.get().pk, why="mất máy")
    single = post(rating(office), token=office.token)
    batch = post({"ratings": []}, path="/api/v1/ratings/batch", token=office.token)

    assert [before.status, single.status, batch.status] == [201, 401, 401]


def test_a_device_paired_just_now_may_send(post: Post, office: Office) -> None:
    """Pairing holds at once too, whatever was read before."""
    post(rating(office))
    token = pair_device(by=SYSTEM, name="Máy mới", point=office.point)

    assert post(rating(office), token=token).status == 201
    assert post({"ratings": []}, path="/api/v1/ratings/batch", token=token).status == 200


def test_a_counter_closed_just_now_is_410(post: Post, office: Office) -> None:
    """The first day it is closed is its `valid_to`."""
    assert post(rating(office)).status == 201
    Counter.objects.filter(pk=office.counter.pk).update(valid_to=clock.today())
    touch_intake()

    assert post(rating(office)).status == 410


def test_a_counter_opened_just_now_is_known(post: Post, office: Office) -> None:
    """A new counter takes ratings as soon as it is entered."""
    assert post(rating(office, counter="bg07210-21-09")).status == 404
    Counter.objects.create(
        point=office.point,
        code="bg07210-21-09",
        number=9,
        name="Quầy 9",
        valid_from=date(2026, 1, 1),
    )
    touch_intake()

    assert post(rating(office, counter="bg07210-21-09")).status == 201


def test_pairing_and_revoking_are_audited(office: Office) -> None:
    """Who did it stays; the token does not."""
    revoke_device(by=SYSTEM, device=Device.objects.get().pk, why="mất máy")
    mint_ticket(by=SYSTEM, counter=office.counter)

    told = list(Event.objects.values_list("action", flat=True))
    assert told == ["ratings.device.paired", "ratings.device.revoked", "ratings.ticket.minted"]
    assert office.token not in repr(list(Event.objects.values()))


def test_a_device_is_revoked_once_and_for_a_reason(office: Office) -> None:
    """Unknown devices, second revocations and silence are refused."""
    device = Device.objects.get().pk
    with pytest.raises(NotFound):
        revoke_device(by=SYSTEM, device=device + 1, why="mất máy")
    with pytest.raises(Invalid):
        revoke_device(by=SYSTEM, device=device, why=" ")
    revoke_device(by=SYSTEM, device=device, why="mất máy")
    with pytest.raises(Conflict):
        revoke_device(by=SYSTEM, device=device, why="mất máy")


@pytest.mark.parametrize(("name", "placed"), [("", True), ("Máy", False)])
def test_a_device_needs_a_name_and_a_place(office: Office, name: str, placed: bool) -> None:
    """Nobody finds a tablet again that has neither."""
    with pytest.raises(Invalid):
        pair_device(by=SYSTEM, name=name, counter=office.counter if placed else None)
