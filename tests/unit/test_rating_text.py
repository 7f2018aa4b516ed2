"""Free text: what hides or turns what others read is gone, all else stays."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nucuoi.foundation.errors import Invalid
from nucuoi.ratings.rules.text import clean


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("  Cảm ơn \n", "Cảm ơn"),
        ("Ca\u0309m o\u031bn", "Cảm ơn"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("\ufeffa\u202eb\u2066c\u2069\u200e\u061c", "abc"),
        ("a\x00b\x07c\x1b[31md\x7f\x85", "abc[31md"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("👨‍👩‍👧 감사합니다", "👨‍👩‍👧 감사합니다"),
        ("\u202e", ""),
    ],
)
def test_text_is_cleaned(given_text: str, kept: str) -> None:
    """NFC, trimmed, plain line ends; hostile text survives as text."""
    assert clean(given_text) == kept


def test_a_lone_surrogate_is_no_text() -> None:
    """It cannot be stored, so it is said."""
    with pytest.raises(Invalid):
        clean("a\ud800")


@settings(deadline=None)
@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """What is kept is clean, normal and can be written."""
    kept = clean(text)

    assert clean(kept) == kept == unicodedata.normalize("NFC", kept)
    assert not {unicodedata.category(sign) for sign in kept} & {"Cs"}
