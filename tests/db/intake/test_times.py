"""Times of ratings as they are stored, by credential."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from nucuoi.foundation import clock
from nucuoi.foundation.clock import Half
from nucuoi.ratings.intake import desk, payload
from nucuoi.ratings.intake.credentials import Staff
from nucuoi.ratings.models import IntakeRecord, Rating
from nucuoi.ratings.rules.words import AttributedBy, Channel, Evidence
from tests.db.intake.conftest import Post, rating
from tests.situation import Office

OUTBOX = "0f47ac10-58cc-4372-a567-0e02b2c3d479"
NOW_ISH = timedelta(seconds=30)


def test_an_offline_rating_counts_in_its_half_day(post: Post, office: Office) -> None:
    """Two days in an outbox on a clock nine years behind: corrected, attributed, both times kept."""
    behind = timedelta(days=9 * 365)
    rated = clock.now() - timedelta(days=2)
    post(
        rating(
            office,
            rated_at=(rated - behind).isoformat(),
            sent_at=(clock.now() - behind).isoformat(),
        ),
        token=office.token,
    )

    row, kept = Rating.objects.get(), IntakeRecord.objects.get()
    assert (row.day, row.half) == clock.half_day(rated)
    assert (row.clamped, row.official_id) == (False, office.holder.pk)
    assert kept.rated_ms is not None
    assert kept.sent_ms is not None
    assert abs(clock.from_ms(kept.rated_ms) - (rated - behind)) < NOW_ISH


@pytest.mark.parametrize(
    "rated_at", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "1970-01-01T00:00:00Z"]
)
def test_a_wild_clock_of_a_device_is_never_an_error(
    post: Post, office: Office, rated_at: str
) -> None:
    """It counts at the counter only, marked."""
    answer = post(rating(office, rated_at=rated_at), token=office.token)

    row = Rating.objects.get()
    assert (answer.status, row.clamped) == (201, True)
    assert (row.official_id, row.attributed_by) == (None, AttributedBy.COUNTER_ONLY)
    assert row.day == clock.day_number(clock.today())


@pytest.mark.parametrize("outbox", [OUTBOX, "tablet-7"])
def test_the_rating_before_bounds_a_clock_that_jumped(
    post: Post, office: Office, outbox: str
) -> None:
    """Seq 2 cannot be older than seq 1, whatever form the name of the outbox has."""
    yesterday = clock.now() - timedelta(days=1)
    sent = {"outbox": outbox, "sent_at": clock.now().isoformat()}
    first = rating(office, seq=1, rated_at=yesterday.isoformat(), **sent)
    then = rating(office, seq=2, rated_at="2026-01-01T08:00:00+07:00", **sent)
    post({"ratings": [first, then]}, path="/api/v1/ratings/batch", token=office.token)

    one, two = (Rating.objects.get(uuid=UUID(sent["id"]).bytes) for sent in (first, then))
    assert (one.clamped, two.clamped) == (False, True)
    assert (one.day, one.half) == (two.day, two.half)


@pytest.mark.parametrize("away", [timedelta(minutes=6), timedelta(hours=-25), timedelta(days=4000)])
def test_an_open_clock_that_is_wild_is_422(post: Post, office: Office, away: timedelta) -> None:
    """From the open network a time more than 5 minutes ahead or 24 hours behind is not taken."""
    answer = post(rating(office, rated_at=(clock.now() + away).isoformat()))

    assert (answer.status, list(answer.json["errors"])) == (422, ["rated_at"])


def test_a_sheet_counts_on_the_day_keyed(office: Office) -> None:
    """Staff key paper days later; its evidence class is its own."""
    written = clock.local(clock.now()) - timedelta(days=40)
    sheet = payload.convert(rating(office, rated_at=written.isoformat(), channel="paper"))
    desk.accept(sheet, Staff("an"))

    row = Rating.objects.get()
    assert (row.evidence, row.channel) == (Evidence.PAPER, Channel.PAPER)
    assert row.day == clock.day_number(written.date())


def test_a_counter_that_has_closed_since_counts_what_was_rated_before(
    post: Post, office: Office
) -> None:
    """An offline tablet brings its ratings after the counter closed: the time of rating decides."""
    rated = datetime(2025, 12, 31, 9, 0, tzinfo=clock.HO_CHI_MINH)
    answer = post(
        rating(
            office,
            counter=office.closed.code,
            rated_at=rated.isoformat(),
            sent_at=clock.now().isoformat(),
        ),
        token=office.token,
    )

    assert answer.status == 201
    assert Rating.objects.get().day == clock.day_number(rated.date())


@pytest.mark.parametrize(("hour", "half"), [(11, Half.MORNING), (12, Half.AFTERNOON)])
def test_noon_is_afternoon(post: Post, office: Office, hour: int, half: Half) -> None:
    """The half-day is cut at 12:00 in Viet Nam."""
    yesterday = clock.local(clock.now()) - timedelta(days=1)
    rated = yesterday.replace(hour=hour, minute=0 if half else 59, second=0, microsecond=0)
    post(
        rating(office, rated_at=rated.isoformat(), sent_at=clock.now().isoformat()),
        token=office.token,
    )

    row = Rating.objects.get()
    assert (row.day, row.half) == (clock.day_number(rated.date()), half)
