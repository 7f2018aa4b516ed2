"""A rating that is said, sealed and followed, and the people who may settle what it opens."""

from collections.abc import Sequence

from nucuoi.cases.follower import follow_all
from nucuoi.cases.models import Case, CaseStanding
from nucuoi.cases.queries import inbox
from nucuoi.cases.queries.shelves import Folder, shelves
from nucuoi.foundation import clock
from nucuoi.foundation.seat import Seat
from nucuoi.ratings.models import Rating
from nucuoi.ratings.sealing import seal_all
from tests.cast import person
from tests.ratings_made import make_rating

UNIT, OTHER = "bg-07210-2021", "bg-07213-2021"
DISTRICT, PROVINCE = "bg-221-2021", "bg-24-2021"
LATE_AGAIN = "Hẹn ngày 06 trả kết quả, hôm nay vẫn chưa có, trễ hẹn. Gọi tôi số 0912345678."


def say(
    text: str | None = LATE_AGAIN, *, score: int = 1, breaches: int = 0, **columns: object
) -> Rating:
    """A rating of today with a remark, followed into the room."""
    rating = make_rating(
        on=clock.today(),
        score=score,
        remark=text,
        breaches=breaches,
        **columns,  # type: ignore[arg-type]  # passed on as they are
    )
    seal_all()
    follow_all()
    return rating


def opened(rating: Rating) -> CaseStanding:
    """The matter a rating opened, as it stands."""
    return CaseStanding.objects.select_related("case").get(case__rating=rating.pk)


def seat(role: str, unit: str = UNIT, username: str = "") -> Seat:
    """A seat of a member of the cast."""
    return person(role, unit, username).seat


def cases() -> list[Case]:
    """All matters, the first first."""
    return list(Case.objects.order_by("id"))


def page(seats: Sequence[Seat], asked: inbox.Asked) -> tuple[list[inbox.Row], bool]:
    """A page of today's inbox of these seats, and whether another follows."""
    return inbox.page(seats, asked, clock.today(), shelves(seats, clock.today()))


def counts(seats: Sequence[Seat]) -> dict[Folder, int]:
    """How many matters are in each folder of these seats today."""
    return inbox.counts(shelves(seats, clock.today()))
