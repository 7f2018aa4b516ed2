"""A small province for the boards: three communes, desks, and rollups as the follower leaves them."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Manager
from django.utils.timezone import now

from nucuoi.foundation import clock
from nucuoi.ledger.models import Cursor
from nucuoi.organisation.actions import touch_intake
from nucuoi.organisation.models import (
    Counter,
    CounterField,
    Field,
    ServicePoint,
    Unit,
    UnitVersion,
    Visit,
)
from nucuoi.ratings.models import Device, DeviceContact, Rating, Remark
from nucuoi.ratings.rules.words import AttributedBy, Channel, Evidence, Language, Rater
from nucuoi.scores.models import DayTally, MonthTally, Step, WeekTally
from nucuoi.scores.rules.periods import Period, span_of

START = date(2021, 1, 1)
PROVINCE, DISTRICT = "bg-24-2021", "bg-217-2021"
VOI, TAN_DINH, AN_HA = "bg-07366-2021", "bg-07384-2021", "bg-07390-2021"


@dataclass
class Scene:
    """The province, with its counters by code."""

    counters: dict[str, Counter] = field(default_factory=dict)

    def rate(self, code: str, on: date, scores: Mapping[Evidence, tuple[int, ...]]) -> None:
        """Adds ratings (how many with score 1 to 5) to all three rollups and moves the cursor."""
        with transaction.atomic():
            for evidence, levels in scores.items():
                _add(self.counters[code], on, evidence, levels)
            cursor, _ = Cursor.objects.get_or_create(follower="scores")
            cursor.next_index += sum(map(sum, scores.values()))
            cursor.save()

    def tablet(self, code: str, name: str, minutes_ago: int | None) -> None:
        """Pairs a tablet at a counter, heard of so many minutes ago; None = never."""
        at = self.counters[code]
        device = Device.objects.create(
            name=name,
            counter=at,
            point=at.point,
            token_hash=secrets.token_bytes(32),
            paired_at=now(),
            paired_by="an",
        )
        if minutes_ago is not None:
            seen_ms = clock.now_ms() - minutes_ago * 60_000
            DeviceContact.objects.create(device=device, last_seen_ms=seen_ms)

    def remark(self, code: str, on: date) -> None:
        """Leaves a remark at a counter."""
        rating = Rating.objects.create(
            uuid=secrets.token_bytes(16),
            content=bytes(16),
            lookup_hash=secrets.token_bytes(16),
            day=clock.day_number(on),
            half=clock.Half.MORNING,
            counter=self.counters[code],
            evidence=Evidence.KIOSK,
            channel=Channel.KIOSK,
            rater=Rater.CITIZEN,
            lang=Language.VI,
            score=5,
            attributed_by=AttributedBy.COUNTER_ONLY,
            has_text=True,
        )
        Remark.objects.create(rating=rating, text="Nhanh gọn.", salt=secrets.token_bytes(32))

    def visits(self, code: str, on: date, submitted: int) -> None:
        """Keys the visits of a desk and day."""
        Visit.objects.create(
            counter=self.counters[code],
            on=on,
            submitted=submitted,
            source="screen",
            keyed_by="an",
            keyed_at=now(),
        )


def build() -> Scene:
    """A province, a district, two communes with desks, one without, and a department."""
    province = unit(PROVINCE, "Tỉnh Bắc Giang", "province", "tỉnh", None)
    unit("bg-snv-2021", "Sở Nội vụ", "department", "sở", province)
    district = unit(DISTRICT, "Huyện Lạng Giang", "district", "huyện", province)
    unit(AN_HA, "Xã An Hà", "commune", "xã", district)
    scene = Scene()
    fields = ("Đất đai", "Hộ tịch", "Bảo trợ xã hội", "Hộ kinh doanh")
    voi = unit(VOI, "Thị trấn Vôi", "commune", "thị trấn", district)
    for number, name in enumerate(fields, start=1):
        scene.counters[f"voi-{number}"] = counter(point(voi), f"voi-{number}", number, name)
    tan_dinh = unit(TAN_DINH, "Xã Tân Dĩnh", "commune", "xã", district)
    scene.counters["td-1"] = counter(point(tan_dinh), "td-1", 1, "Hộ tịch")
    with transaction.atomic():
        touch_intake()
    return scene


def unit(identity: str, name: str, level: str, kind: str, parent: Unit | None) -> Unit:
    """A unit with one version that holds from the beginning."""
    made = Unit.objects.create(unit=identity)
    UnitVersion.objects.create(
        unit=made, name=name, level=level, kind=kind, parent=parent, valid_from=START
    )
    return made


def point(host: Unit) -> ServicePoint:
    """The service point of a commune, made when first asked for."""
    found = ServicePoint.objects.filter(unit__unit=f"{host.unit}-mc").first()
    name = "Trung tâm Phục vụ hành chính công"
    return found or ServicePoint.objects.create(
        unit=unit(f"{host.unit}-mc", name, "service_point", "trung tâm", host)
    )


def counter(at: ServicePoint, code: str, number: int, served: str) -> Counter:
    """A counter that serves one field."""
    made = Counter.objects.create(
        code=code, point=at, number=number, name=f"Quầy {number:02}", valid_from=START
    )
    served_field, _ = Field.objects.get_or_create(code=served[:20], defaults={"name": served})
    CounterField.objects.create(counter=made, field=served_field, valid_from=START)
    return made


def show(subject: str, period: Period, on: date, levels: tuple[int, int, int, int, int]) -> None:
    """Records a step, as the follower does."""
    named = {f"s{score}": ratings for score, ratings in enumerate(levels, start=1)}
    Step.objects.create(
        subject=subject,
        period=period.stored,
        start=span_of(period, on).first,
        n=sum(levels),
        shown_at=now(),
        **named,
    )


def lively(scene: Scene, today: date) -> None:
    """Fills the scene as on the picture of the board: 31 ratings today at thị trấn Vôi."""
    ticket, kiosk = Evidence.TICKET, Evidence.KIOSK
    scene.rate("voi-1", today, {ticket: (0, 1, 1, 3, 4), Evidence.OPEN: (0, 1, 0, 1, 0)})
    scene.rate("voi-2", today, {kiosk: (0, 0, 1, 1, 8), Evidence.PAPER: (0, 0, 0, 1, 0)})
    scene.rate("voi-3", today, {kiosk: (0, 0, 1, 2, 3), Evidence.DISPUTED: (1, 0, 0, 0, 0)})
    scene.rate("voi-4", today, {ticket: (1, 1, 0, 3, 1)})
    scene.rate("td-1", today, {ticket: (0, 0, 1, 2, 4)})
    for code, keyed in (("voi-1", 43), ("voi-2", 28), ("voi-3", 25), ("voi-4", 22), ("td-1", 20)):
        scene.visits(code, today, keyed)
    for code, minutes in (("voi-1", 2), ("voi-2", 1), ("voi-4", 190)):
        scene.tablet(code, f"Ki-ốt quầy {code[-1]:0>2}", minutes)
    for code in ("voi-2", "voi-4", "voi-4"):
        scene.remark(code, today)
    for period in Period:
        show(f"unit:{VOI}", period, today, (1, 2, 3, 9, 16))
        show(f"unit:{VOI}-mc", period, today, (1, 2, 3, 9, 16))
        show(f"unit:{DISTRICT}", period, today, (1, 2, 4, 11, 20))
        show(f"unit:{PROVINCE}", period, today, (1, 2, 4, 11, 20))
        show("counter:voi-2", period, today, (0, 0, 1, 1, 8))
    for back in range(1, 14):
        on = today - timedelta(days=back)
        if on.weekday() < 5:
            scene.rate("voi-1", on, {ticket: (0, 1, 0, 4 + back % 4, 6)})
            scene.rate("voi-2", on, {kiosk: (0, 0, 1, 2, 5 + back % 3)})


def _add(counter: Counter, on: date, evidence: Evidence, levels: tuple[int, ...]) -> None:
    cells: tuple[tuple[Manager[Any], dict[str, int]], ...] = (
        (DayTally.objects, {"day": clock.day_number(on)}),
        (WeekTally.objects, {"week": clock.iso_week(on), "official": 0}),
        (MonthTally.objects, {"month": clock.month(on), "official": 0, "field": 0, "rater": 1}),
    )
    for table, where in cells:
        key: dict[str, Any] = {"counter": counter.pk, "evidence": evidence, **where}
        cell, _ = table.get_or_create(**key)
        cell.n += sum(levels)
        for score, ratings in enumerate(levels, start=1):
            setattr(cell, f"s{score}", getattr(cell, f"s{score}") + ratings)
        cell.save()
