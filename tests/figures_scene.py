"""Twelve communes with two desks and two officials each, and rollups for the fair figures."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Manager

from nucuoi.foundation import clock
from nucuoi.organisation.actions import touch_intake
from nucuoi.organisation.models import (
    Counter,
    CounterHolder,
    Field,
    Official,
    Posting,
    Unit,
    Visit,
)
from nucuoi.ratings.rules.words import Evidence, Rater
from nucuoi.scores.models import DayTally, MonthTally, WeekTally
from tests.board_scene import START, counter, point, unit

PROVINCE = "bg-24-2021"
COMMUNES = 12
USUAL = (1, 3, 6, 40, 50)
"""Ratings with score 1 to 5 of an ordinary official in a month: 90 in 100 satisfied."""


@dataclass
class FiguresScene:
    """The province; officials `cb-01` to `cb-24`, two in each commune from `bg-c01-2021` on."""

    counters: dict[str, Counter] = field(default_factory=dict)
    """By code of the official who sits there."""
    fields: dict[str, int] = field(default_factory=dict)

    def rate(
        self,
        official: str,
        scores: tuple[int, ...],
        on: date | None = None,
        *,
        about: str = "Hộ tịch",
        evidence: Evidence = Evidence.KIOSK,
        rater: Rater = Rater.CITIZEN,
    ) -> None:
        """Adds ratings (how many with score 1 to 5) to the rollups; today unless said."""
        on, at = on or clock.today(), self.counters[official]
        who = Official.objects.get(code=official).pk
        key = {"counter": at.pk, "evidence": evidence}
        month = {"month": clock.month(on), "field": self.fields[about], "rater": rater}
        tables: tuple[tuple[Manager[Any], dict[str, int]], ...] = (
            (MonthTally.objects, {"official": who, **month}),
            (WeekTally.objects, {"official": who, "week": clock.iso_week(on)}),
            (DayTally.objects, {"day": clock.day_number(on)}),
        )
        for table, where in tables:
            found: dict[str, Any] = {**key, **where}
            cell, _ = table.get_or_create(**found)
            cell.n += sum(scores)
            for score, ratings in enumerate(scores, start=1):
                setattr(cell, f"s{score}", getattr(cell, f"s{score}") + ratings)
            cell.save()

    def visits(self, official: str, count: int, on: date | None = None) -> None:
        """Keys the visits of an official's desk on a day; today unless said."""
        Visit.objects.create(
            counter=self.counters[official],
            on=on or clock.today(),
            submitted=count,
            source="screen",
            keyed_by="an",
            keyed_at=clock.now(),
        )


def commune(number: int) -> str:
    """Identity of a commune, from 1."""
    return f"bg-c{number:02}-2021"


def build() -> FiguresScene:
    """The province without ratings."""
    scene = FiguresScene()
    province = unit(PROVINCE, "Tỉnh Bắc Giang", "province", "tỉnh", None)
    for number in range(1, COMMUNES + 1):
        host = unit(commune(number), f"Xã Số {number:02}", "commune", "xã", province)
        _furnish(scene, host, number)
    scene.fields = dict(Field.objects.values_list("name", "id"))
    with transaction.atomic():
        touch_intake()
    return scene


def ordinary(scene: FiguresScene, months: int = 3) -> None:
    """Rates everybody for some months; official by official a little differently."""
    for number, official in enumerate(sorted(scene.counters)):
        for back in range(months):
            on = clock.today() - timedelta(days=30 * back)
            low, times = number * 7 % 9, 1 + number % 5
            scene.rate(official, (1, 3, 6 + low, 42 * times - low, 48 * times), on)


def _furnish(scene: FiguresScene, host: Unit, number: int) -> None:
    at = point(host)
    for place in (1, 2):
        code = f"cb-{2 * number - 2 + place:02}"
        desk = counter(at, f"c{number:02}-{place}", place, ("Hộ tịch", "Đất đai")[place - 1])
        who = Official.objects.create(
            code=code, full_name=f"Nguyễn Thị Số {code[-2:]}", kind="civil_servant"
        )
        CounterHolder.objects.create(counter=desk, official=who, valid_from=START)
        Posting.objects.create(official=who, unit=at.unit, position="Công chức", valid_from=START)
        scene.counters[code] = desk
