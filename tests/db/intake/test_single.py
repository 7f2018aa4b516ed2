"""POST /api/v1/ratings: what is taken in, and how it is kept."""

from typing import Any
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet

from nucuoi.ratings.intake import desk
from nucuoi.ratings.models import (
    ContactDetail,
    DeviceContact,
    IntakeRecord,
    Pending,
    Rating,
    Remark,
)
from nucuoi.ratings.rules import receipt
from nucuoi.ratings.rules.words import (
    AttributedBy,
    Channel,
    Evidence,
    Language,
    Rater,
    figure_tags,
)
from tests.db.intake.conftest import Post, rating
from tests.situation import Office


def test_a_rating_is_taken_in(post: Post, office: Office) -> None:
    """A good rating is 201 accepted, with a receipt of the server, and waits for its leaf."""
    sent = rating(office)
    answer = post(sent)

    assert (answer.status, answer.json["id"], answer.json["status"]) == (
        201,
        sent["id"],
        "accepted",
    )
    assert len(receipt.read_code(answer.json["receipt"])) == receipt.CODE_BYTES
    row = Rating.objects.get()
    assert (row.score, row.counter_id, row.evidence) == (5, office.counter.pk, Evidence.OPEN)
    assert (row.official_id, row.attributed_by) == (office.holder.pk, AttributedBy.HOLDER)
    assert Pending.objects.get().rating_id == row.pk
    assert IntakeRecord.objects.get().rating_id == row.pk


def test_everything_that_is_said_is_kept(post: Post, office: Office) -> None:
    """Each field of the contract ends where the models say."""
    answer = post(
        rating(
            office,
            score=2,
            spirit=1,
            attitude=3,
            conduct=4,
            tags=["thieu_chao", "lang_nghe", "lang_nghe", "voi_vinh"],
            remark="  Chờ lâu.\r\nKhông ai giải thích.\t",
            wants_answer=True,
            thanks=True,
            contact="0912 345 678",
            assisted=True,
            link="hoi-doanh-nghiep",
            rater="business",
            channel="link",
            field="HT",
            form="phieu-1",
            lang="ko",
        )
    )

    assert answer.status == 201
    row = Rating.objects.get()
    assert (row.score, row.spirit, row.attitude, row.conduct) == (2, 1, 3, 4)
    assert figure_tags(row.tags) == ["lang_nghe", "thieu_chao"]
    assert (row.wants_answer, row.thanks, row.assisted, row.has_text) == (True,) * 4
    assert (row.rater, row.channel, row.lang) == (Rater.BUSINESS, Channel.LINK, Language.KO)
    assert (row.field_id, row.form_id, row.link) == (office.field.pk, 90, "hoi-doanh-nghiep")
    remark = Remark.objects.get()
    assert (remark.text, remark.breaches) == ("Chờ lâu.\nKhông ai giải thích.", 0b10)
    assert len(remark.salt) == 32


def test_a_contact_is_kept_encrypted(post: Post, office: Office) -> None:
    """The database alone does not tell whom to call."""
    post(rating(office, wants_answer=True, contact="0912 345 678"))

    sealed = bytes(ContactDetail.objects.get().sealed)
    keys: Fernet = desk.keys().contact
    assert b"0912" not in sealed
    assert keys.decrypt(sealed).decode() == "0912 345 678"


def test_a_contact_without_a_wish_for_an_answer_is_not_kept(post: Post, office: Office) -> None:
    """Personal data without a purpose is not stored; the rating is, and sending again is harmless."""
    sent = rating(office, contact="0912 345 678")

    assert [post(sent).status, post(sent).status] == [201, 200]
    assert not ContactDetail.objects.exists()


@pytest.mark.parametrize("part", [{"outbox": str(uuid4())}, {"seq": 7}])
def test_half_of_an_outbox_is_taken(post: Post, office: Office, part: dict[str, Any]) -> None:
    """A queue's name without a number, or a number alone, says nothing and costs no rating."""
    assert post(rating(office, **part), token=office.token).status == 201


def test_a_breach_alone_is_text(post: Post, office: Office) -> None:
    """A ticked breach counts in no figure and is kept where remarks are."""
    post(rating(office, score=1, tags=["tho_o"]))

    row = Rating.objects.get()
    assert (row.tags, row.has_text) == (0, True)
    assert (Remark.objects.get().text, Remark.objects.get().breaches) == ("", 0b1000)


@pytest.mark.parametrize("empty", ["", "  \n ", "\u202e\u200f"])
def test_an_empty_remark_is_none(post: Post, office: Office, empty: str) -> None:
    """Nothing visible written is nothing written."""
    post(rating(office, remark=empty))

    assert (Rating.objects.get().has_text, Remark.objects.count()) == (False, 0)


def test_evidence_comes_from_the_credential(post: Post, office: Office) -> None:
    """Claiming to be a kiosk makes no kiosk evidence; the device's token does."""
    post(rating(office, channel="kiosk"))
    post(rating(office), token=office.token)

    kept = Rating.objects.order_by("pk").values_list("evidence", "channel")
    assert list(kept) == [(Evidence.OPEN, Channel.KIOSK), (Evidence.KIOSK, Channel.KIOSK)]


def test_a_device_is_heard_of(post: Post, office: Office) -> None:
    """A rating by a device says that the device is alive."""
    post(rating(office), token=office.token)

    assert DeviceContact.objects.get().last_seen_ms == IntakeRecord.objects.get().arrived_ms


def test_a_receipt_made_on_the_device_is_not_told_back(post: Post, office: Office) -> None:
    """With a lookup key of the sender's own the server makes no code and keeps a keyed hash only."""
    lookup = "AEhlbGxvLCB3b3JsZCEgVGhpcyBpcyBhIGxvb2t1cCE"
    answer = post(rating(office, receipt=lookup))

    assert (answer.status, "receipt" in answer.json) == (201, False)
    assert len(Rating.objects.get().lookup_hash) == 16


def test_an_upper_case_counter_is_the_same(post: Post, office: Office) -> None:
    """Codes are read as people type them."""
    assert post(rating(office, counter=f" {office.counter.code.upper()} ")).status == 201
