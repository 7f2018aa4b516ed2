"""Messages as people type them, and numbers that cannot be led back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nucuoi.ratings.rules import sms
from nucuoi.ratings.rules.sms import Fault, Message, Unread

TWO, TWENTY_ONE, OFFICE = "bg07210-21-02", "bg07210-21-21", "bgsnv-21-01"
CODES = [TWO, OFFICE, "bn07210-25-01"]


@pytest.mark.parametrize(
    "text",
    [
        "NC bg07210-21-02 5",
        "nc BG07210-21-02 5",
        "NC bg07210 21 02 5",
        "NC bg072102102 5",
        "NCbg07210-21-02 5",
        "NCbg0721021025",
        "N C bg07210-21-02 5",
        "NC: bg07210-21-02: 5",
        "NC bgO7210-2l-O2 5",
        "NC bg07210-21-2 5",
        "NC bg07210–21–02 5",
        "bg07210-21-02 5",
        "NC bg07210-21-02 5/5",
        "NC bg07210-21-02 5 sao",
        "NC bg07210-21-02 điểm 5",
        "NC bg07210-21-02 diem: 5",
        "  NC  bg07210-21-02   5  ",
        "NC bg07210-21-02.5",
        "NC\nbg07210-21-02\n5",
    ],
)
def test_slips_of_the_thumb_are_forgiven(text: str) -> None:
    """All of these rate counter 2 with a 5 and say nothing more."""
    assert sms.read(text, CODES) == Message(TWO, 5, "")


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("NC bg07210-21-02 1 Chờ lâu quá", "Chờ lâu quá"),
        ("nc bg07210-21-02 1 cho lau qua", "cho lau qua"),
        ("NC bg07210-21-02 1, chờ 45 phút", "chờ 45 phút"),
        ("NC bg07210-21-02 1 5 người mà có 1 quầy", "5 người mà có 1 quầy"),
        ("NC bg07210-21-02 1" + " a" * 3000, ("a " * 1000).strip()),
    ],
)
def test_what_follows_is_the_remark(text: str, remark: str) -> None:
    """As it was typed, with or without diacritics, at most 2,000 characters."""
    found = sms.read(text, CODES)

    assert isinstance(found, Message)
    assert (found.score, found.text.strip()) == (1, remark)


@pytest.mark.parametrize("text", ["NC bgsnv-21-01 4", "nc BGSNV2101 4", "NC bg snv 21 01 4"])
def test_a_code_of_letters_is_read_too(text: str) -> None:
    """Letters that are taken for digits in one place are so in both."""
    assert sms.read(text, CODES) == Message(OFFICE, 4, "")


@pytest.mark.parametrize(
    "text",
    [
        "NC bg07210-21-02",
        "NC bg07210-21-02 6",
        "NC bg07210-21-02 tốt",
        "NC bg07210-21-02 10",
        "NC bg07210-21-02 4,5",
    ],
)
def test_a_score_that_is_missing_is_asked_for(text: str) -> None:
    """Never guessed; the reply can name the counter."""
    assert sms.read(text, CODES) == Unread(Fault.NO_SCORE, TWO)


@pytest.mark.parametrize(
    "text", ["", "NC", "NC 5", "NC bg99999-21-02 5", "Xin chào", "NC bg07210-21-99 5"]
)
def test_a_counter_that_is_missing_is_asked_for(text: str) -> None:
    """Never the nearest one."""
    assert sms.read(text, CODES) == Unread(Fault.NO_COUNTER)


def test_a_dropped_zero_is_not_another_counter() -> None:
    """Counter 21 is not counter 2 with a score of 1, whether there is a counter 21 or not."""
    text = f"NC {TWENTY_ONE} 5"

    assert sms.read(text, CODES) == Unread(Fault.NO_COUNTER)
    assert sms.read(text, [*CODES, TWENTY_ONE]) == Message(TWENTY_ONE, 5, "")


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """Nothing that can be sent breaks it."""
    assert isinstance(sms.read(text, CODES), Message | Unread)


@settings(deadline=None)
@given(st.sampled_from(CODES), st.integers(1, 5), st.text("abcdxyz đăâêôơư", max_size=40))
def test_what_is_sent_as_printed_is_what_is_read(code: str, score: int, text: str) -> None:
    """Keyword, code, score and words come back."""
    found = sms.read(f"NC {code} {score} {text}", CODES)

    assert isinstance(found, Message)
    assert (found.counter, found.score) == (code, score)


def test_a_number_is_one_number_however_it_is_written() -> None:
    """And another one on another day, under another key, or for another person."""
    key = bytes(32)
    same = {
        sms.sender_tag(key, 20_000, written)
        for written in ("0912 345 678", "+84912345678", "84912345678")
    }

    assert len(same) == 1
    [tag] = same
    assert len(tag) == 16
    assert tag != sms.sender_tag(key, 20_001, "0912345678")
    assert tag != sms.sender_tag(b"1" * 32, 20_000, "0912345678")
    assert tag != sms.sender_tag(key, 20_000, "0912345679")


def test_a_message_has_one_rating() -> None:
    """The gateway's id makes it, so that a repeat is the same."""
    assert sms.rating_id("m-1") == sms.rating_id("m-1")
    assert sms.rating_id("m-1") != sms.rating_id("m-2")
    assert sms.rating_id("m-1").version == 5
