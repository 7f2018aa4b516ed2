"""Whatever is sent: an answer of the contract, never a 5xx."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nucuoi.ratings.intake.payload import Submission
from nucuoi.ratings.models import Remark
from tests.db.intake.conftest import Post, rating
from tests.situation import Office

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
FIELDS = st.sampled_from(Submission.__struct_fields__) | st.text()
RELAXED = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@RELAXED
@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_body_is_answered(post: Post, body: bytes) -> None:
    """Arbitrary bytes and arbitrary JSON, single and batch."""
    assert post(body).status in {400, 422}


@RELAXED
@given(st.dictionaries(FIELDS, JSON))
def test_any_fields_are_answered(post: Post, office: Office, fields: dict[str, Any]) -> None:
    """Arbitrary values in the fields of a rating that would be good."""
    answer = post(rating(office, **fields))

    assert answer.status in {200, 201, 400, 404, 409, 410, 422}


@RELAXED
@given(JSON | st.lists(st.dictionaries(FIELDS, JSON), max_size=5))
def test_any_batch_is_answered(post: Post, office: Office, ratings: object) -> None:
    """Arbitrary values in a batch of a device."""
    body = {"ratings": ratings}
    answer = post(body, path="/api/v1/ratings/batch", token=office.token)

    assert answer.status in {200, 400, 422}


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE ratings_rating; --",
        "{{ 7*7 }}{% debug %}",
        "=cmd|' /C calc'!A0",
        "Z\u0335\u0321a\u0328l\u0334g\u0340o" * 50,
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    ],
)
def test_hostile_text_survives_as_text(post: Post, office: Office, text: str) -> None:
    """It is kept as it was written, and nothing else happens."""
    import unicodedata

    assert post(rating(office, remark=text)).status == 201
    assert Remark.objects.get().text == unicodedata.normalize("NFC", text)
