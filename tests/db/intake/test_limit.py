"""NUCUOI_OPEN_LIMIT: an address has its share of open ratings a minute; nobody else is limited."""

import pytest
from django.test import override_settings

from nucuoi.foundation.seat import SYSTEM
from nucuoi.ratings.actions import mint_ticket
from nucuoi.ratings.intake.postgresql import PostgresqlStore
from nucuoi.ratings.intake.rows import Changes
from nucuoi.ratings.intake.sqlite import SqliteStore
from nucuoi.ratings.intake.store import Store, Unavailable
from nucuoi.ratings.models import Rating
from tests.db.intake.conftest import Post, rating
from tests.situation import Office

pytestmark = pytest.mark.usefixtures("two_a_minute")


@pytest.fixture
def two_a_minute(office: Office) -> object:
    """Two open ratings a minute and address."""
    with override_settings(OPEN_LIMIT_PER_MINUTE=2, TRUSTED_PROXIES=("203.0.113.7",)):
        yield


def test_the_third_is_429(post: Post, office: Office) -> None:
    """It says when to come again, and nothing of it is kept."""
    answers = [post(rating(office)) for _ in range(3)]

    assert [answer.status for answer in answers] == [201, 201, 429]
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 61
    assert Rating.objects.count() == 2


def test_another_address_has_its_own_share(post: Post, office: Office) -> None:
    """Behind a trusted proxy, addresses are told apart."""
    for _ in range(2):
        post(rating(office), HTTP_X_FORWARDED_FOR="198.51.100.1")

    assert post(rating(office), HTTP_X_FORWARDED_FOR="198.51.100.1").status == 429
    assert post(rating(office), HTTP_X_FORWARDED_FOR="198.51.100.2").status == 201


def test_devices_and_tickets_are_never_limited(post: Post, office: Office) -> None:
    """One office is one address: a busy morning is not an attack."""
    tickets = [mint_ticket(by=SYSTEM, counter=office.counter).code for _ in range(5)]
    sent = [post(rating(office), token=office.token) for _ in range(5)]
    sent += [post(rating(office, ticket=code)) for code in tickets]

    assert {answer.status for answer in sent} == {201}


def test_what_was_not_stored_is_not_counted(
    post: Post, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who comes again after a 503 has her whole share still."""
    with monkeypatch.context() as patch:
        for store in (PostgresqlStore, SqliteStore):
            patch.setattr(store, "commit", _fails)
        lost = post(rating(office))

    assert lost.status == 503
    assert [post(rating(office)).status for _ in range(3)] == [201, 201, 429]


def test_repeats_and_refusals_are_not_counted(post: Post, office: Office) -> None:
    """Only what is taken in uses up the share."""
    first = rating(office)
    for _ in range(5):
        post(first)
        post(rating(office, counter="khong-co"))

    assert post(rating(office)).status == 201


def _fails(store: Store, changes: Changes) -> None:
    raise Unavailable("the disk is full")
