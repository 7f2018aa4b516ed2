"""Two communes with ratings in a month that is closed, counted and not yet released."""

from datetime import date, timedelta

from nucuoi.foundation import clock
from nucuoi.organisation.models import Counter, Visit
from nucuoi.ratings.rules.words import Evidence
from nucuoi.ratings.sealing import seal_all
from nucuoi.releases.rules.spans import Span, read
from nucuoi.scores.follower import follow_all
from tests.ratings_made import make_rating

AN_CHAU, VAN_SON, DISTRICT = "bg-07210-2021", "bg-07213-2021", "bg-221-2021"
PROVINCE = "bg-24-2021"
_DESKS = {AN_CHAU: "bg07210-21-1", VAN_SON: "bg07213-21-1"}


def month() -> Span:
    """The newest month that is closed."""
    on = clock.today().replace(day=1) - timedelta(days=1)
    while not (span := read(f"{on:%Y-%m}")).is_closed(clock.today()):
        on = on.replace(day=1) - timedelta(days=1)
    return span


def rate(unit: str, scores: str, *, on: date | None = None, **columns: object) -> list[int]:
    """Ratings of a commune with these scores, in the closed month; counted. Returns their rows."""
    made = [
        make_rating(counter=_DESKS[unit], on=on or month().first, score=int(score), **columns).pk  # type: ignore[arg-type]  # passed on
        for score in scores
    ]
    seal_all()
    follow_all()
    return made


def visits(unit: str, count: int) -> None:
    """Keys the visits of a commune's desk on the first day of the month."""
    Visit.objects.create(
        counter=Counter.objects.get(code=_DESKS[unit]),
        on=month().first,
        submitted=count,
        source="screen",
        keyed_by="an",
        keyed_at=clock.now(),
    )


def usual() -> None:
    """47 good and 8 poor ratings at An Châu and 21 good ones at Vân Sơn, some on paper or open."""
    rate(AN_CHAU, "5" * 30 + "4" * 17 + "1" * 8)
    rate(VAN_SON, "5" * 21)
    rate(AN_CHAU, "5" * 7, evidence=Evidence.OPEN)
    rate(VAN_SON, "4" * 3, evidence=Evidence.PAPER)
    visits(AN_CHAU, 205)
    visits(VAN_SON, 1_000)
