"""The administrator's page of keys: made, shown once, replaced, revoked."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from nucuoi.accounts import queries
from nucuoi.accounts.actions import note_use, replace_api_token
from nucuoi.accounts.models import ApiToken
from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict
from tests.cast import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("units")]

ClientOf = Callable[..., Client]
LIST, NEW = "/quan-tri/khoa-ket-noi/", "/quan-tri/khoa-ket-noi/moi/"
FORM = {"name": "Một cửa điện tử tỉnh", "purpose": "tickets"}


def made(client: Client) -> str:
    """Makes a key on the page; the secret as it is shown there."""
    page = client.post(NEW, FORM, follow=True).content.decode()
    found = re.search(r'value="(nc_[^"]+)"', page)
    assert found
    return found[1]


def test_a_key_is_shown_once_and_works(client_of: ClientOf) -> None:
    """The next page shows it, the one after does not; it opens its own purpose only."""
    client = client_of("admin")
    secret = made(client)

    assert secret not in client.get(LIST).content.decode()
    assert queries.api_token(secret, "tickets") is not None
    assert queries.api_token(secret, "visits") is None
    assert Event.objects.get(action="accounts.token.made").facts["name"] == FORM["name"]


def test_a_replaced_key_works_one_more_day(client_of: ClientOf) -> None:
    """Both open until then; after that only the new one, and the page says until when."""
    client = client_of("admin")
    old = made(client)
    number = ApiToken.objects.get().pk
    page = client.post(f"{LIST}{number}/thay/", follow=True).content.decode()
    found = re.search(r'value="(nc_[^"]+)"', page)

    assert found
    assert "đã thay, dùng được đến" in page
    assert queries.api_token(old, "tickets") is not None
    assert queries.api_token(found[1], "tickets") is not None
    ApiToken.objects.filter(pk=number).update(revoked_at=clock.now() - timedelta(seconds=1))
    assert queries.api_token(old, "tickets") is None
    assert queries.api_token(found[1], "tickets") is not None


def test_a_key_is_replaced_once(client_of: ClientOf) -> None:
    """Somebody who presses twice gets no second key."""
    made(client_of("admin"))
    number = ApiToken.objects.get().pk
    replace_api_token(by=person("admin").seat, token=number)

    with pytest.raises(Conflict):
        replace_api_token(by=person("admin").seat, token=number)
    assert ApiToken.objects.count() == 2


def test_a_revoked_key_opens_nothing(client_of: ClientOf) -> None:
    """At once, also when it was only waiting for its end; a second time is a conflict."""
    client = client_of("admin")
    secret = made(client)
    number = ApiToken.objects.get().pk
    client.post(f"{LIST}{number}/thay/")
    page = client.post(f"{LIST}{number}/thu-hoi/", follow=True).content.decode()

    assert queries.api_token(secret, "tickets") is None
    assert "Đã thu hồi khóa." in page
    assert client.post(f"{LIST}{number}/thu-hoi/").status_code == 409


def test_the_page_says_when_a_key_was_last_used(client_of: ClientOf) -> None:
    """To the minute: a busy system does not write at every call."""
    client = client_of("admin")
    secret = made(client)
    assert "chưa lần nào" in client.get(LIST).content.decode()
    token = queries.api_token(secret, "tickets")
    assert token is not None
    note_use(token.pk)
    first = ApiToken.objects.get().last_used_at
    note_use(token.pk)

    assert first is not None
    assert ApiToken.objects.get().last_used_at == first
    assert f"{clock.local(first):%d/%m/%Y}" in client.get(LIST).content.decode()


@pytest.mark.parametrize("change", [{"name": " "}, {"purpose": ""}, {"purpose": "all"}])
def test_a_wrong_form_makes_no_key(client_of: ClientOf, change: dict[str, str]) -> None:
    """It says what is missing."""
    page = client_of("admin").post(NEW, FORM | change).content.decode()

    assert 'class="wrong"' in page
    assert not ApiToken.objects.exists()
