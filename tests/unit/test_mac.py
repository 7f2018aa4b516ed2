"""Our HMAC is everybody's HMAC."""

import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nucuoi.foundation.mac import mac, mac_once


@given(st.binary(max_size=130), st.binary(max_size=200))
def test_it_is_hmac_of_rfc_2104(key: bytes, message: bytes) -> None:
    """For keys of any length, longer than a block too."""
    expected = hmac.digest(key, message, "sha256")
    assert (mac(key, message), mac_once(key, message)) == (expected, expected)


@pytest.mark.parametrize("message", [b"a", b"b" * 300])
def test_one_message_leaves_no_trace_in_the_next(message: bytes) -> None:
    """What is kept of a key is not touched by the messages under it."""
    key = bytes(32)
    mac(key, message)

    assert mac(key, b"Hi There") == hmac.digest(key, b"Hi There", "sha256")
