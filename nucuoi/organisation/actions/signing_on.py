"""Who has signed on at a counter; the tablet's room proves who it is before it calls."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q

from nucuoi.audit.actions import record
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.organisation.actions.intake import touch_intake
from nucuoi.organisation.models import Counter, Official, SignOn


@transaction.atomic
def sign_on(*, counter: Counter, official: Official, at: datetime, by: Seat = SYSTEM) -> None:
    """Signs an official on at a counter, from that moment to the midnight after it.

    Whoever was signed on there is signed off, and so is she wherever else she was. Only ratings
    that reach us later are attributed by it.
    """
    earlier = Q(counter=counter) | Q(official=official)
    _end(earlier, at)
    SignOn.objects.create(
        counter=counter, official=official, started_at=at, ended_at=_next_start(counter, at)
    )
    touch_intake()
    record(by=by, action="organisation.sign_on.begun", subject=counter.code, official=official.code)


@transaction.atomic
def sign_off(*, counter: Counter, at: datetime, by: Seat = SYSTEM) -> None:
    """Ends whatever sign-on holds at a counter at that moment; none is no error."""
    if _end(Q(counter=counter), at):
        touch_intake()
        record(by=by, action="organisation.sign_on.ended", subject=counter.code)


def _end(which: Q, at: datetime) -> int:
    holding = Q(ended_at=None) | Q(ended_at__gt=at)
    return SignOn.objects.filter(which, holding, started_at__lte=at).update(ended_at=at)


def _next_start(counter: Counter, at: datetime) -> datetime:
    """When it ends by itself: at midnight, or at a later sign-on that reached us earlier."""
    day_after = clock.local(at).date() + timedelta(days=1)
    midnight = datetime.combine(day_after, time(), tzinfo=clock.HO_CHI_MINH)
    later = SignOn.objects.filter(counter=counter, started_at__gt=at, started_at__lt=midnight)
    first: datetime | None = (
        later.order_by("started_at").values_list("started_at", flat=True).first()
    )
    return first or midnight
