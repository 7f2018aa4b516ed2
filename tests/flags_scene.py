"""Ratings at a tablet at known times of a day, in the tree of `ratings_made`."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from nucuoi.foundation import clock
from nucuoi.organisation.models import ServicePoint
from nucuoi.ratings.models import Device, IntakeRecord, Rating
from tests.ratings_made import make_rating

POINT = "bg-07210-2021-mc"
HOST = "bg-07210-2021"
COUNTER = "bg07210-21-1"


@dataclass(frozen=True)
class Tablet:
    """A paired tablet at the first commune's service point."""

    device: Device

    @property
    def subject(self) -> str:
        """How flags name it."""
        return f"device:{self.device.pk}"

    def rate(self, on: date, at: str, score: int = 5, official: str | None = None) -> Rating:
        """One rating there and then; `at` is HH:MM:SS in Viet Nam."""
        rating = make_rating(counter=COUNTER, on=on, score=score, official=official)
        moment = datetime.combine(on, time.fromisoformat(at), clock.HO_CHI_MINH)
        ms = int(moment.timestamp() * 1000)
        IntakeRecord.objects.filter(rating=rating).update(
            device=self.device, arrived_ms=ms + 400, rated_ms=ms, sent_ms=ms + 400
        )
        return rating

    def burst(self, on: date, score: int = 5, official: str | None = None) -> list[Rating]:
        """Twelve ratings in three minutes from 9:00:00, at uneven distances."""
        seconds = (0, 12, 37, 47, 66, 80, 102, 113, 130, 143, 167, 179)
        moments = [f"09:{second // 60:02}:{second % 60:02}" for second in seconds]
        return [self.rate(on, moment, score, official) for moment in moments]

    def quiet(self, on: date) -> list[Rating]:
        """Five honest ratings over a day."""
        moments = ("07:41:10", "08:55:02", "10:20:44", "14:03:31", "16:12:09")
        return [
            self.rate(on, moment, score)
            for moment, score in zip(moments, (5, 4, 5, 3, 5), strict=True)
        ]


def tablet() -> Tablet:
    """A new one."""
    point = ServicePoint.objects.get(unit__unit=POINT)
    return Tablet(
        Device.objects.create(
            name="Máy 1", point=point, token_hash=bytes(32), paired_at=clock.now(), paired_by="an"
        )
    )


def working_day() -> date:
    """The newest Monday to Friday before today."""
    on = clock.today() - timedelta(days=1)
    while on.weekday() > 4:
        on -= timedelta(days=1)
    return on
