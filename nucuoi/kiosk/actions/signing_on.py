"""Signing on at a tablet: proved here, whenever the tablet can reach us."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from nucuoi.foundation import clock
from nucuoi.foundation.errors import NotFound
from nucuoi.foundation.keys import load_or_make
from nucuoi.kiosk.errors import Locked, UnknownBadge
from nucuoi.kiosk.models import BadgeCode, SignOnClaim, WrongBadge
from nucuoi.kiosk.rules import codes
from nucuoi.organisation.actions import sign_off, sign_on
from nucuoi.organisation.models import Counter, Official
from nucuoi.organisation.queries.officials import candidates
from nucuoi.ratings.queries import DeviceRow

OLDEST_CLAIM = timedelta(days=31)
"""An older claim only says when it arrived: a clock that wrong proves nothing."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a tablet says about signing on.

    Attributes:
        uuid: Made by the tablet: sending it twice is harmless.
        counter: Code of the counter.
        code: As it was typed; empty = signing off.
        at: Corrected by the tablet's own clock.
    """

    uuid: str
    counter: str
    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Claimed:
    """What became of a claim; `full_name` empty = signed off."""

    full_name: str


def take_claim(*, device: DeviceRow, claim: Claim) -> Claimed:
    """Proves a claim and signs the official on at the counter from that moment to midnight.

    Raises:
        NotFound: If the counter is not one of the device's service point.
        UnknownBadge: If the code is not that of an official who may sit there.
        Locked: After five wrong codes on this device within ten minutes.
    """
    try:
        return _known(claim) or _decide(device, claim)
    except IntegrityError:  # the same claim came twice at once
        return _known(claim) or _decide(device, claim)


def _decide(device: DeviceRow, claim: Claim) -> Claimed:
    counter = _counter(device, claim.counter)
    _refuse_locked(device)
    official = _official(claim.code, counter) if claim.code else None
    if claim.code and official is None:
        _note_wrong(device, counter, claim)
        raise UnknownBadge
    _accept(device, counter, official, claim)
    return Claimed(official.full_name if official else "")


def _known(claim: Claim) -> Claimed | None:
    """What became of a claim that came before; None = it is new."""
    known = SignOnClaim.objects.filter(uuid=claim.uuid).select_related("official").first()
    if known is None:
        return None
    if not known.accepted:
        raise UnknownBadge
    return Claimed(known.official.full_name if known.official else "")


def _counter(device: DeviceRow, code: str) -> Counter:
    counters = Counter.objects.select_related("point__unit").filter(point=device.point)
    found = counters.filter(code=code).first()
    if found is None or device.counter not in {None, found.pk}:
        raise NotFound("Quầy này không thuộc nơi đặt máy.")
    return found


def _refuse_locked(device: DeviceRow) -> None:
    since = clock.now() - codes.LOCK_LASTS
    if WrongBadge.objects.filter(device=device.id, at__gt=since).count() >= codes.WRONG_TRIES:
        raise Locked


def _official(code: str, counter: Counter) -> Official | None:
    """Whose code it is, if she may sit at the counter today."""
    tag = codes.badge_tag(load_or_make(settings.KEYS, "kiosk"), code)
    badge = BadgeCode.objects.filter(tag=tag, ended_at=None).select_related("official").first()
    if badge is None:
        return None
    may_sit = {row.code for row in candidates(counter.point.unit.unit, clock.today())}
    return badge.official if badge.official.code in may_sit else None


@transaction.atomic
def _note_wrong(device: DeviceRow, counter: Counter, claim: Claim) -> None:
    now = clock.now()
    WrongBadge.objects.create(device_id=device.id, at=now)
    SignOnClaim.objects.create(
        uuid=claim.uuid,
        device_id=device.id,
        counter=counter,
        at=_moment(claim, now),
        arrived_at=now,
        accepted=False,
    )


@transaction.atomic
def _accept(device: DeviceRow, counter: Counter, official: Official | None, claim: Claim) -> None:
    now = clock.now()
    at = _moment(claim, now)
    SignOnClaim.objects.create(
        uuid=claim.uuid,
        device_id=device.id,
        counter=counter,
        official=official,
        at=at,
        arrived_at=now,
        accepted=True,
    )
    if official is not None:
        sign_on(counter=counter, official=official, at=at)
    else:
        sign_off(counter=counter, at=at)


def _moment(claim: Claim, now: datetime) -> datetime:
    return claim.at if now - OLDEST_CLAIM <= claim.at <= now else now
