"""A small office to rate at: two service points, their counters, officials, fields and a form."""

from dataclasses import dataclass
from datetime import date

from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation.actions import touch_intake
from nucuoi.organisation.models import (
    Counter,
    CounterHolder,
    CounterSuccession,
    Field,
    Official,
    ServicePoint,
    Unit,
)
from nucuoi.ratings.actions import pair_device
from nucuoi.ratings.models import Questionnaire


@dataclass(frozen=True, slots=True)
class Office:
    """What `open_office` opened.

    Attributes:
        closed: Shut since 2026-01-01; `counter` took over.
        elsewhere: A counter of another service point.
        token: Of a tablet paired with `counter`.
    """

    point: ServicePoint
    counter: Counter
    closed: Counter
    elsewhere: Counter
    holder: Official
    field: Field
    token: str


def open_office() -> Office:
    """Makes the office; everything is valid from 2021-01-01."""
    point, other = _point("bg-07210-2021-mc"), _point("bg-07213-2021-mc")
    counter, closed = _counter(point, "bg07210-21-01", 1), _counter(point, "bg07210-21-02", 2)
    closed.valid_to = date(2026, 1, 1)
    closed.save()
    CounterSuccession.objects.create(old=closed, new=counter, on=date(2026, 1, 1))
    holder = Official.objects.create(
        code="cb-01", full_name="Nguyễn Thị An", kind="civil_servant", invented=True
    )
    CounterHolder.objects.create(counter=counter, official=holder, valid_from=date(2021, 1, 1))
    Questionnaire.objects.create(number=90, code="phieu-1", content={}, valid_from=date(2021, 1, 1))
    field = Field.objects.create(code="HT", name="Hộ tịch")
    elsewhere = _counter(other, "bg07213-21-01", 1)
    token = pair_device(by=SYSTEM, name="Máy quầy 1", counter=counter)
    touch_intake()
    return Office(point, counter, closed, elsewhere, holder, field, token)


def _point(identity: str) -> ServicePoint:
    return ServicePoint.objects.create(unit=Unit.objects.create(unit=identity))


def _counter(point: ServicePoint, code: str, number: int) -> Counter:
    return Counter.objects.create(
        point=point, code=code, number=number, name=f"Quầy {number}", valid_from=date(2021, 1, 1)
    )
