"""Tickets: one visit, one rating that counts; and no rating is lost for a bad ticket."""

from datetime import timedelta
from typing import Any

import pytest

from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation.models import CounterHolder, Official
from nucuoi.ratings.actions import Minted, mint_ticket
from nucuoi.ratings.models import Rating, Ticket
from nucuoi.ratings.rules.words import Apology, Evidence
from tests.db.intake.conftest import Post, rating
from tests.situation import Office


@pytest.fixture
def ticket(office: Office) -> Minted:
    """A ticket of the office's counter, for a late dossier of its field."""
    return mint_ticket(by=SYSTEM, counter=office.counter, field=office.field, late=True)


def test_a_ticket_alone_is_enough(post: Post, office: Office, ticket: Minted) -> None:
    """The ticket knows counter and field, and makes the rating evidence of class `ticket`."""
    answer = post(rating(office, counter=None, ticket=ticket.code, apology="no"))

    assert (answer.status, answer.json["status"]) == (201, "accepted")
    row = Rating.objects.get()
    assert (row.counter_id, row.field_id) == (office.counter.pk, office.field.pk)
    assert (row.evidence, row.apology) == (Evidence.TICKET, Apology.NO)


def test_the_tickets_counter_holds(post: Post, office: Office, ticket: Minted) -> None:
    """Whatever counter is named beside it, and whatever device it is scanned on."""
    there = mint_ticket(by=SYSTEM, counter=office.elsewhere)
    post(rating(office, counter=office.elsewhere.code, ticket=ticket.code))
    post(rating(office, ticket=there.code), token=office.token)

    kept = list(Rating.objects.order_by("pk").values_list("counter", flat=True))
    assert kept == [office.counter.pk, office.elsewhere.pk]


def test_a_second_use_is_disputed(post: Post, office: Office, ticket: Minted) -> None:
    """Never dropped, never silently counted; and a third is disputed too."""
    answers = [post(rating(office, counter=None, ticket=ticket.code)) for _ in range(3)]

    assert [answer.status for answer in answers] == [201] * 3
    told = [answer.json["status"] for answer in answers]
    assert told == ["accepted", "disputed", "disputed"]
    assert list(Rating.objects.order_by("pk").values_list("disputed", flat=True)) == [
        False,
        True,
        True,
    ]


def test_two_uses_in_one_batch(post: Post, office: Office, ticket: Minted) -> None:
    """The same holds inside one transaction."""
    sent = [rating(office, counter=None, ticket=ticket.code) for _ in range(2)]
    answer = post({"ratings": sent}, path="/api/v1/ratings/batch", token=office.token)

    told = [result["status"] for result in answer.json["results"]]
    assert told == ["accepted", "disputed"]


def test_a_repeat_of_a_disputed_rating_is_a_duplicate(
    post: Post, office: Office, ticket: Minted
) -> None:
    """Retrying is harmless for it as well."""
    sent = rating(office, counter=None, ticket=ticket.code)
    post(rating(office, counter=None, ticket=ticket.code))
    post(sent)

    assert post(sent).json["status"] == "duplicate"


@pytest.mark.parametrize("code", ["khong-co", "0" * 26, "1234567890", "7" + "Z" * 25, "9" * 26])
def test_an_unknown_ticket_loses_no_rating(post: Post, office: Office, code: str) -> None:
    """With a counter beside it the rating counts by the other credential."""
    answer = post(rating(office, ticket=code, apology="yes"))

    assert (answer.status, answer.json["ticket"]) == (201, "unknown")
    row = Rating.objects.get()
    assert (row.evidence, row.apology, row.ticket_id) == (Evidence.OPEN, None, None)


def test_an_unknown_ticket_alone_is_404(post: Post, office: Office) -> None:
    """Without a counter nobody knows what was rated."""
    answer = post(rating(office, counter=None, ticket="khong-co"))

    assert (answer.status, list(answer.json["errors"])) == (404, ["ticket"])


def test_an_expired_ticket(post: Post, office: Office) -> None:
    """With a counter it says `expired` and counts otherwise; alone it is 410."""
    old = mint_ticket(by=SYSTEM, counter=office.counter, valid_for=timedelta(0))
    beside, alone = (
        post(rating(office, ticket=old.code), token=office.token),
        post(rating(office, counter=None, ticket=old.code)),
    )

    assert (beside.status, beside.json["ticket"]) == (201, "expired")
    assert Rating.objects.get().evidence == Evidence.KIOSK
    assert (alone.status, list(alone.json["errors"])) == (410, ["ticket"])


def test_a_ticket_used_in_time_counts_when_it_arrives_late(
    post: Post, office: Office, ticket: Minted
) -> None:
    """An offline tablet brings it after the end; the rating was made before."""
    Ticket.objects.update(expires_at=clock.now() - timedelta(hours=1))
    rated = clock.now() - timedelta(hours=2)
    answer = post(
        rating(office, ticket=ticket.code, rated_at=rated.isoformat()), token=office.token
    )

    assert (answer.status, answer.json.get("ticket")) == (201, None)


def test_the_number_counts_on_a_device_of_the_point_only(
    post: Post, office: Office, ticket: Minted
) -> None:
    """Ten digits are few: from the open network they are never a ticket."""
    spaced = f"{ticket.number[:5]} {ticket.number[5:]}"
    open_answer = post(rating(office, ticket=spaced))
    device_answer = post(rating(office, ticket=spaced), token=office.token)

    assert open_answer.json["ticket"] == "unknown"
    assert "ticket" not in device_answer.json
    kept = list(Rating.objects.order_by("pk").values_list("evidence", flat=True))
    assert kept == [Evidence.OPEN, Evidence.TICKET]


def test_numbers_cannot_be_guessed_unseen(post: Post, office: Office, ticket: Minted) -> None:
    """A device that sends wrong numbers alone is stopped after five; with a counter none is lost."""
    wrong = [f"{number:010}" for number in range(6)]
    alone = [
        post(rating(office, counter=None, ticket=number), token=office.token).status
        for number in [*wrong, ticket.number]
    ]
    beside = [
        post(rating(office, ticket=number), token=office.token)
        for number in [*wrong, ticket.number]
    ]

    assert alone == [404] * 5 + [429] * 2
    assert [one.status for one in beside] == [201] * 7
    assert [one.json.get("ticket") for one in beside] == ["unknown"] * 6 + [None]


def test_an_apology_is_only_kept_for_a_late_dossier(post: Post, office: Office) -> None:
    """A page cannot know what the ticket says: the rating is taken, the answer dropped."""
    punctual = mint_ticket(by=SYSTEM, counter=office.counter)
    answer = post(rating(office, ticket=punctual.code, apology="yes"))

    assert (answer.status, Rating.objects.get().apology) == (201, None)


def test_who_served_at_the_visit_is_rated(post: Post, office: Office, ticket: Minted) -> None:
    """A person who rates at home days later means the official who served, not today's."""
    visited = clock.now() - timedelta(days=3)
    Ticket.objects.update(minted_at=visited)
    before = Official.objects.create(code="cb-02", full_name="Trần Văn Bình", kind="contract")
    CounterHolder.objects.all().update(valid_from=clock.local(visited).date() + timedelta(days=1))
    CounterHolder.objects.create(
        counter=office.counter, official=before, valid_from="2021-01-01", valid_to=clock.today()
    )
    post(rating(office, ticket=ticket.code))

    row = Rating.objects.get()
    assert row.official_id == before.pk
    assert row.day == clock.day_number(clock.today())


@pytest.mark.parametrize("write", [str.lower, "-".join, lambda code: f" {code} "])
def test_a_code_is_read_as_people_type_it(
    post: Post, office: Office, ticket: Minted, write: Any
) -> None:
    """Case, hyphens and spaces do not matter."""
    assert "ticket" not in post(rating(office, ticket=write(ticket.code))).json


def test_only_hashes_of_tickets_are_kept(office: Office, ticket: Minted) -> None:
    """The database does not tell code or number."""
    kept = repr(list(Ticket.objects.values()))

    assert ticket.code not in kept
    assert ticket.number not in kept
