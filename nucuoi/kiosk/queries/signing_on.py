"""Who signed on with an official's code: shown to herself."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from nucuoi.foundation import clock
from nucuoi.kiosk.models import BadgeCode
from nucuoi.kiosk.queries.shown import photos_of
from nucuoi.organisation.models import Official, SignOn

_SHOWN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class SignOnRow:
    """One time she was signed on; `ended_at` may lie ahead: it ends by itself at midnight."""

    counter: str
    number: int
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class OwnSignOns:
    """An official's own page.

    Attributes:
        code_made_at: When her present code was made; None = she has none.
        photo: What tablets may show of her, as a `data:` address; empty = no photo.
    """

    full_name: str
    code_made_at: datetime | None
    sign_ons: list[SignOnRow]
    photo: str


def own_sign_ons(official: str) -> OwnSignOns | None:
    """What the official of that code is told; None when there is no such official."""
    found = Official.objects.filter(code=official).first() if official else None
    if found is None:
        return None
    made = BadgeCode.objects.filter(official=found, ended_at=None).order_by("-pk")
    rows = SignOn.objects.filter(official=found, started_at__gte=clock.now() - _SHOWN)
    return OwnSignOns(
        full_name=found.full_name,
        code_made_at=made.values_list("made_at", flat=True).first(),
        sign_ons=[
            SignOnRow(row.counter.code, row.counter.number, row.started_at, row.ended_at)
            for row in rows.select_related("counter").order_by("-started_at")[:200]
        ],
        photo=photos_of([official]).get(official, ""),
    )
