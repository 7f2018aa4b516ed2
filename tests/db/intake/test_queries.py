"""What boards and metrics ask of ratings and devices."""

from datetime import timedelta

from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.ratings import queries
from nucuoi.ratings.actions import pair_device, revoke_device
from nucuoi.ratings.models import Rating
from tests.db.intake.conftest import Post, rating
from tests.situation import Office


def test_ratings_are_counted(post: Post, office: Office) -> None:
    """All of them, and those that wait for their leaf."""
    for _ in range(3):
        post(rating(office))

    assert (queries.ratings_total(), queries.pending()) == (3, 3)


def test_remarks_wait_for_thirty_days(post: Post, office: Office) -> None:
    """Remarks at the asked counters; breaches without words are not read here."""
    post(rating(office, remark="một"))
    post(rating(office, remark="hai"))
    post(rating(office, score=1, tags=["tho_o"]))
    old = Rating.objects.earliest("pk")
    Rating.objects.filter(pk=old.pk).update(day=clock.day_number(clock.today()) - 31)

    assert queries.remarks_waiting([office.counter.pk]) == 1
    assert queries.remarks_waiting([office.elsewhere.pk]) == 0


def test_devices_of_counters(post: Post, office: Office) -> None:
    """Those at the counter and those of its whole point, without the revoked, alive or silent."""
    pair_device(by=SYSTEM, name="Máy chung", point=office.point)
    pair_device(by=SYSTEM, name="Máy nơi khác", counter=office.elsewhere)
    pair_device(by=SYSTEM, name="Máy cũ", counter=office.counter)
    [old] = [one for one in queries.devices_of([office.counter.pk]) if one.name == "Máy cũ"]
    revoke_device(by=SYSTEM, device=old.id, why="hỏng")
    post(rating(office), token=office.token)

    common, own = queries.devices_of([office.counter.pk])
    assert (common.name, own.name) == ("Máy chung", "Máy quầy 1")
    assert (common.last_seen_at, common.is_alive(clock.now())) == (None, False)
    assert own.is_alive(clock.now())
    assert not own.is_alive(clock.now() + timedelta(hours=1))
