"""Receipt codes: the same in Python and JavaScript, and for ever (tests/vectors/receipts.json)."""

import base64
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st

from nucuoi.ratings.rules import crockford, receipt

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "receipts.json").read_text()
)


@pytest.mark.parametrize("vector", VECTORS["codes"], ids=lambda one: one["code"])
def test_a_code_shows_its_bytes(vector: dict[str, str]) -> None:
    """Ten bytes have one code, 4-4-4-4-1, and one lookup key, which is RFC 5869's."""
    raw = bytes.fromhex(vector["raw"])
    derived = HKDF(hashes.SHA256(), 32, None, b"lookup").derive(raw)

    assert receipt.show_code(raw) == vector["code"]
    assert receipt.read_code(vector["code"]) == raw
    assert receipt.lookup(vector["code"]) == _unpadded(vector["lookup"]) == derived


@pytest.mark.parametrize("vector", VECTORS["typed"], ids=lambda one: one["typed"])
def test_a_code_is_read_as_people_type_it(vector: dict[str, str]) -> None:
    """Case, hyphens and spaces do not matter; I, L and O are read as 1 and 0."""
    assert receipt.read_code(vector["typed"]).hex() == vector["raw"]


@pytest.mark.parametrize("vector", VECTORS["bad"], ids=lambda one: one["why"])
def test_a_wrong_code_is_refused(vector: dict[str, str]) -> None:
    """A mistyped code is noticed before anything is asked of the server."""
    with pytest.raises(ValueError, match=r"not|sign"):
        receipt.read_code(vector["typed"])


@pytest.mark.parametrize("vector", VECTORS["server"], ids=lambda one: one["id"])
def test_the_server_makes_the_same_code_again(vector: dict[str, str]) -> None:
    """The server's code comes from its key and the rating's id alone, and so do its hashes."""
    key, rating = bytes.fromhex(vector["key"]), UUID(vector["id"]).bytes
    lookup_key = _unpadded(vector["lookup"])

    assert receipt.server_code(key, rating) == vector["code"]
    assert receipt.lookup(vector["code"]) == lookup_key
    assert receipt.stored_hash(key, lookup_key).hex() == vector["stored"]
    assert receipt.digest(key, rating, lookup_key).hex() == vector["digest"]


@settings(deadline=None)
@given(st.binary(min_size=10, max_size=10), st.integers(0, 16), st.integers(1, 31))
def test_every_single_wrong_sign_is_found(raw: bytes, place: int, change: int) -> None:
    """No code is another one with a single sign changed."""
    signs = receipt.show_code(raw).replace("-", "")
    value = crockford.read(signs[place])[0]
    wrong = signs[:place] + crockford.ALPHABET[(value + change) % 32] + signs[place + 1 :]

    with pytest.raises(ValueError, match="not a receipt code"):
        receipt.read_code(wrong)


def test_made_codes_differ() -> None:
    """A made code can be read, and is not made twice."""
    codes = {receipt.make_code() for _ in range(100)}

    assert len(codes) == 100
    assert all(len(receipt.read_code(code)) == 10 for code in codes)


def _unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=")
