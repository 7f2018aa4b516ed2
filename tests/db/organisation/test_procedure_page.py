"""The sample list of procedures can be read and searched by those who set up counters."""

from collections.abc import Callable

import pytest
from django.test import Client

from nucuoi.accounts.rules import Role
from nucuoi.organisation.models import Field, Procedure

pytestmark = pytest.mark.django_db
ADDRESS = "/don-vi/thu-tuc/"
ClientOf = Callable[..., Client]


@pytest.fixture(autouse=True)
def _two_procedures() -> None:
    status, _ = Field.objects.get_or_create(code="HT", defaults={"name": "Hộ tịch"})
    land, _ = Field.objects.get_or_create(code="DD", defaults={"name": "Đất đai"})
    Procedure.objects.create(code="1.001193", name="Đăng ký khai sinh", field=status)
    Procedure.objects.create(code="1.012753", name="Đăng ký đất đai lần đầu", field=land)


def test_procedures_stand_by_field_and_are_called_a_sample(client_of: ClientOf) -> None:
    """The page says that it is a sample and groups procedures by field, in Vietnamese order."""
    page = client_of(Role.ADMIN).get(ADDRESS).content.decode()

    assert "Danh mục mẫu" in page
    assert page.index("Đất đai") < page.index("Hộ tịch")


def test_a_search_forgives_missing_diacritics(client_of: ClientOf) -> None:
    """`khai sinh` without diacritics finds the registration of births alone."""
    page = client_of(Role.ADMIN).get(ADDRESS, {"q": "dang ky khai"}).content.decode()

    assert "1.001193" in page
    assert "1.012753" not in page


def test_others_are_refused(client_of: ClientOf) -> None:
    """The press has no business in the set-up."""
    assert client_of(Role.PRESS).get(ADDRESS).status_code == 403
