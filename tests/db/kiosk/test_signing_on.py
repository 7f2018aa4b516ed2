"""Signing on at a tablet: proved by the server, and told to whoever signed on."""

from datetime import timedelta
from uuid import uuid4

import pytest

from nucuoi.accounts.models import User
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.kiosk import actions
from nucuoi.kiosk.models import BadgeCode, SignOnClaim, WrongBadge
from nucuoi.kiosk.rules import codes
from nucuoi.organisation.models import Official, SignOn
from tests.cast import person, signed_in
from tests.db.kiosk.conftest import Call, Room


def _claim(room: Room, code: str, **changes: object) -> dict[str, object]:
    now = clock.now().isoformat()
    usual = {
        "id": str(uuid4()),
        "counter": room.desks[0].code,
        "code": code,
        "at": now,
        "sent_at": now,
    }
    return usual | changes


@pytest.fixture
def badge(room: Room) -> str:
    """The official's code."""
    return actions.make_badge_code(by=SYSTEM, official=room.official.code)


def test_the_right_code_signs_on_until_midnight(room: Room, call: Call, badge: str) -> None:
    """The name comes back, the sign-on holds from now to the next midnight in Viet Nam."""
    answer = call("sign-on", _claim(room, badge))

    row = SignOn.objects.get()
    assert (answer.status_code, answer.json()) == (200, {"full_name": "Giáp Thị Mến"})
    assert (row.counter, row.official) == (room.desks[0], room.official)
    assert row.ended_at
    ends = clock.local(row.ended_at)
    assert (ends.hour, ends.minute, ends.date()) == (0, 0, clock.today() + timedelta(days=1))


def test_saying_it_twice_signs_on_once(room: Room, call: Call, badge: str) -> None:
    """A claim whose answer was lost is sent again with the same id."""
    claim = _claim(room, badge)
    first, again = call("sign-on", claim), call("sign-on", claim)

    assert first.json() == again.json()
    assert (SignOn.objects.count(), SignOnClaim.objects.count()) == (1, 1)


def test_an_offline_claim_holds_from_when_it_was_made(room: Room, call: Call, badge: str) -> None:
    """Three hours later, from a tablet whose clock is a year behind: corrected all the same."""
    wrong_now = clock.now() - timedelta(days=365)
    claim = _claim(
        room, badge, at=(wrong_now - timedelta(hours=3)).isoformat(), sent_at=wrong_now.isoformat()
    )
    call("sign-on", claim)

    started = SignOn.objects.get().started_at
    assert abs(started - (clock.now() - timedelta(hours=3))) < timedelta(seconds=10)


def test_a_claim_from_a_dead_clock_holds_from_its_arrival(
    room: Room, call: Call, badge: str
) -> None:
    """A clock that was reset in between proves nothing about the moment."""
    call("sign-on", _claim(room, badge, at="1970-01-01T00:00:00Z"))

    assert clock.now() - SignOn.objects.get().started_at < timedelta(seconds=10)


def test_the_next_one_takes_over_and_signing_off_ends_it(
    room: Room, call: Call, badge: str
) -> None:
    """One official a counter, one counter an official."""
    call("sign-on", _claim(room, badge))
    call("sign-on", _claim(room, badge, counter=room.desks[1].code))
    first, second = SignOn.objects.order_by("pk")
    assert first.ended_at == second.started_at

    answer = call("sign-on", _claim(room, "", counter=room.desks[1].code))
    second.refresh_from_db()
    assert answer.json() == {"full_name": ""}
    assert second.ended_at
    assert second.ended_at <= clock.now()


def test_five_wrong_codes_lock_the_tablet_for_ten_minutes(
    room: Room, call: Call, badge: str
) -> None:
    """Then not even the right one is tried; another tablet is not locked; later it is taken."""
    wrong = "00000000" if badge != "00000000" else "11111111"
    statuses = [call("sign-on", _claim(room, wrong)).status_code for _ in range(5)]
    assert statuses == [404] * 5
    assert call("sign-on", _claim(room, badge)).status_code == 429
    assert call("sign-on", _claim(room, badge), room.fixed).status_code == 200

    WrongBadge.objects.update(at=clock.now() - codes.LOCK_LASTS - timedelta(seconds=1))
    assert call("sign-on", _claim(room, badge)).status_code == 200


def test_an_older_code_ends_with_the_new_one(room: Room, call: Call, badge: str) -> None:
    """Who has lost her code makes another."""
    actions.make_badge_code(by=SYSTEM, official=room.official.code)

    assert call("sign-on", _claim(room, badge)).status_code == 404


def test_who_does_not_work_there_cannot_sign_on(room: Room, call: Call) -> None:
    """A code of another office is as wrong as any."""
    stranger = Official.objects.create(
        code="cb-99", full_name="Người Nơi Khác", kind="civil_servant"
    )
    code = actions.make_badge_code(by=SYSTEM, official=stranger.code)

    assert call("sign-on", _claim(room, code)).status_code == 404


@pytest.mark.parametrize("which", ["elsewhere", "second"])
def test_only_counters_of_the_tablet(room: Room, call: Call, badge: str, which: str) -> None:
    """A tablet of one desk signs on at that desk only; none at another service point."""
    desk = room.elsewhere if which == "elsewhere" else room.desks[1]

    assert call("sign-on", _claim(room, badge, counter=desk.code), room.fixed).status_code == 404


def test_only_a_keyed_tag_of_the_code_is_kept(room: Room, badge: str) -> None:
    """Eight digits cannot be found again from the database alone."""
    row = BadgeCode.objects.get()

    assert badge not in str(BadgeCode.objects.values().get())
    assert bytes(row.tag) != codes.badge_tag(b"\0" * 32, badge)


def test_she_is_told_on_her_own_page(room: Room, call: Call, badge: str) -> None:
    """Every time somebody signed on with her code stands there; a new code is shown once."""
    member = person("official")
    User.objects.filter(pk=member.user.pk).update(official=room.official.code)
    call("sign-on", _claim(room, badge))
    client = signed_in(member)
    page = client.get("/truc-quay/").content.decode()
    assert f"01 · {room.desks[0].code}" in page

    made = client.post("/truc-quay/").content.decode()
    assert "data-badge-code" in made
    assert "data-badge-code" not in client.get("/truc-quay/").content.decode()


def test_an_account_without_an_official_is_told_so(room: Room) -> None:
    """A sentence, never somebody else's page; no code can be made there."""
    client = signed_in(person("official"))

    assert "không trực quầy" in client.get("/truc-quay/").content.decode()
    assert "data-badge-code" not in client.post("/truc-quay/").content.decode()
    assert not BadgeCode.objects.exists()
