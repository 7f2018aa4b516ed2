"""The API does what its document says, for right and for wrong requests alike."""

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from nucuoi.accounts.actions import make_api_token
from nucuoi.foundation.seat import SYSTEM
from nucuoi.openapi import document
from nucuoi.organisation.models import ServicePoint, Unit
from nucuoi.ratings.actions import pair_device
from nucuoi.ratings.intake import desk
from tests.fronted import fronted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.either]

described = schemathesis.openapi.from_dict(document())
described.app = fronted(get_wsgi_application())


@pytest.fixture(autouse=True)
def _own_desk() -> Any:
    """Each test opens the desk of its own database, and closes it."""
    desk.close()
    yield
    desk.close()


def test_the_document_is_valid() -> None:
    """The document is OpenAPI 3.1 as the specification's own schema demands."""
    described.validate()

    assert Client().get("/api/openapi.json").json()["openapi"] == "3.1.0"


def test_intake_is_in_it() -> None:
    """Both rating calls are described from the types that validate them."""
    paths = document()["paths"]
    schemas = document()["components"]["schemas"]

    assert {"/api/v1/units", "/api/v1/ratings", "/api/v1/ratings/batch"} <= set(paths)
    assert schemas["Submission"]["additionalProperties"] is False
    assert {"id", "score"} == set(schemas["Submission"]["required"])


def test_every_error_is_a_problem() -> None:
    """Every refusal of intake is `application/problem+json`."""
    responses = [
        response
        for path in ("/api/v1/ratings", "/api/v1/ratings/batch")
        for status, response in document()["paths"][path]["post"]["responses"].items()
        if status >= "400"
    ]

    assert all(list(response["content"]) == ["application/problem+json"] for response in responses)


@described.include(path_regex="/(visits|tickets)").parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_answers_to_who_holds_a_key_are_as_described(case: schemathesis.Case[Any]) -> None:
    """The same behind the credential, where the body is read."""
    case.headers["Authorization"] = _credential(case.path)
    response = case.call()

    assert response.status_code != 500
    assert (response.status_code == 401) is ("Authorization" not in response.request.headers)
    case.validate_response(
        response,
        checks=[status_code_conformance, content_type_conformance, response_schema_conformance],
    )


@described.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_answers_are_as_described(case: schemathesis.Case[Any]) -> None:
    """Whatever is sent, status, content type and body are those of the document, never a 500."""
    response = case.call()

    assert response.status_code != 500
    case.validate_response(
        response,
        checks=[status_code_conformance, content_type_conformance, response_schema_conformance],
    )


def _credential(path: str) -> str:
    """A new key for the call, or a new tablet's token; the tablet's tries are then its first."""
    if path.endswith("/number"):
        point = ServicePoint.objects.first() or ServicePoint.objects.create(
            unit=Unit.objects.create(unit="bg-07210-2021-mc")
        )
        return f"Device {pair_device(by=SYSTEM, name='Máy', point=point)}"
    purpose = "visits" if path.endswith("/visits") else "tickets"
    return f"Bearer {make_api_token(by=SYSTEM, purpose=purpose, name='Một cửa')}"
