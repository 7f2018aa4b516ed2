"""Who was on duty: sign-on, else roster, else usual holder, else the counter only."""

from datetime import date, timedelta

import pytest

from nucuoi.foundation import clock
from nucuoi.organisation.actions import touch_intake
from nucuoi.organisation.models import CounterHolder, Duty, Official, SignOn
from nucuoi.ratings.models import Rating
from nucuoi.ratings.rules.words import AttributedBy
from tests.db.intake.conftest import Post, rating
from tests.situation import Office


@pytest.fixture
def colleague() -> Official:
    """Somebody else than the usual holder."""
    return Official.objects.create(code="cb-09", full_name="Lê Văn Chín", kind="civil_servant")


def attributed(post: Post, office: Office) -> tuple[int | None, int]:
    """Whom a rating at this moment is attributed to, and how."""
    touch_intake()
    post(rating(office))
    row = Rating.objects.latest("pk")
    return row.official_id, row.attributed_by


def on_roster(office: Office, official: Official | None) -> None:
    """Puts somebody, or nobody, on duty in both halves of today."""
    for half in (0, 1):
        Duty.objects.create(counter=office.counter, on=clock.today(), half=half, official=official)


def test_the_usual_holder(post: Post, office: Office) -> None:
    """Without sign-on and roster, who usually sits there that day."""
    assert attributed(post, office) == (office.holder.pk, AttributedBy.HOLDER)


def test_nobody_holds_the_counter(post: Post, office: Office) -> None:
    """A holder whose time is over is not guessed."""
    CounterHolder.objects.update(valid_to=clock.today())

    assert attributed(post, office) == (None, AttributedBy.COUNTER_ONLY)


def test_the_latest_holder_holds(post: Post, office: Office, colleague: Official) -> None:
    """Where two overlap, the one who came later."""
    CounterHolder.objects.create(
        counter=office.counter, official=colleague, valid_from=date(2026, 1, 1)
    )

    assert attributed(post, office) == (colleague.pk, AttributedBy.HOLDER)


def test_the_roster_comes_before_the_holder(
    post: Post, office: Office, colleague: Official
) -> None:
    """An exception for the half-day."""
    on_roster(office, colleague)

    assert attributed(post, office) == (colleague.pk, AttributedBy.ROSTER)


def test_nobody_on_the_roster_is_nobody(post: Post, office: Office) -> None:
    """A half-day without anybody is not the usual holder's."""
    on_roster(office, None)

    assert attributed(post, office) == (None, AttributedBy.COUNTER_ONLY)


@pytest.mark.parametrize(
    ("ended", "expected"),
    [(None, AttributedBy.SIGN_ON), (timedelta(minutes=-1), AttributedBy.ROSTER)],
)
def test_a_sign_on_comes_first_while_it_lasts(
    post: Post,
    office: Office,
    colleague: Official,
    ended: timedelta | None,
    expected: AttributedBy,
) -> None:
    """Who signed on at the counter is rated, until she signs off."""
    on_roster(office, office.holder)
    SignOn.objects.create(
        counter=office.counter,
        official=colleague,
        started_at=clock.now() - timedelta(hours=1),
        ended_at=clock.now() + ended if ended else None,
    )

    who = colleague if expected is AttributedBy.SIGN_ON else office.holder
    assert attributed(post, office) == (who.pk, expected)


def test_an_offline_rating_belongs_to_who_was_signed_on_then(
    post: Post, office: Office, colleague: Official
) -> None:
    """The sign-on of the moment of rating, not of the sending."""
    rated = clock.now() - timedelta(days=3)
    SignOn.objects.create(
        counter=office.counter,
        official=colleague,
        started_at=rated - timedelta(hours=1),
        ended_at=rated + timedelta(hours=1),
    )
    touch_intake()
    post(rating(office, rated_at=rated.isoformat()), token=office.token)

    assert Rating.objects.get().official_id == colleague.pk
