"""The code an official signs on with at a tablet."""

from django.conf import settings
from django.db import transaction

from nucuoi.audit.actions import record
from nucuoi.foundation import clock
from nucuoi.foundation.errors import NotFound
from nucuoi.foundation.keys import load_or_make
from nucuoi.foundation.seat import Seat
from nucuoi.kiosk.models import BadgeCode
from nucuoi.kiosk.rules import codes
from nucuoi.organisation.models import Official


@transaction.atomic
def make_badge_code(*, by: Seat, official: str) -> str:
    """Gives an official a new code and ends her older one; returns it, shown once.

    Raises:
        NotFound: If there is no such official.
    """
    found = Official.objects.select_for_update().filter(code=official).first()
    if found is None:
        raise NotFound("Không có cán bộ mang mã này.")
    key = load_or_make(settings.KEYS, "kiosk")
    code, now = codes.new_badge_code(), clock.now()
    while BadgeCode.objects.filter(tag=codes.badge_tag(key, code)).exists():
        code = codes.new_badge_code()
    BadgeCode.objects.filter(official=found, ended_at=None).update(ended_at=now)
    BadgeCode.objects.create(
        official=found, tag=codes.badge_tag(key, code), made_by=by.username, made_at=now
    )
    record(by=by, action="kiosk.badge.made", subject=official)
    return code


@transaction.atomic
def end_badge_code(*, by: Seat, official: str) -> None:
    """Ends an official's code: she can sign on no more until she has a new one.

    Raises:
        NotFound: If she has none.
    """
    codes_now = BadgeCode.objects.filter(official__code=official, ended_at=None)
    if not codes_now.update(ended_at=clock.now()):
        raise NotFound("Cán bộ này chưa có mã trực quầy.")
    record(by=by, action="kiosk.badge.ended", subject=official)
