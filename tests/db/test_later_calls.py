"""Calls that open with the next version say so to the programs that try them."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/api/v1/tickets", "/api/v1/visits"])
def test_a_call_of_the_next_version_says_so(path: str) -> None:
    """A program with its token hears 501 and a sentence, not that the address is mistyped."""
    client = Client(enforce_csrf_checks=True, headers={"Authorization": "Bearer nc_x"})
    answer = client.post(path, {}, content_type="application/json")

    assert answer.status_code == 501
    assert answer["Content-Type"] == "application/problem+json"
    assert "phiên bản kế tiếp" in answer.json()["detail"]
    assert client.get(path).status_code == 405
