"""`/cach-tinh/`: for everybody, with drawings that are there, and nothing else by that address."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

pytestmark = pytest.mark.django_db
DRAWING = re.compile(r'<img src="/static/([^"]+)"')


def test_everybody_reads_how_figures_are_reckoned(client: Client) -> None:
    """Worked tables and drawings, without an account and without a cookie."""
    answer = client.get("/cach-tinh/")
    drawings = DRAWING.findall(answer.content.decode())

    assert answer.status_code == 200
    assert not answer.cookies
    assert "91,3%" in answer.content.decode()
    assert len(drawings) == 2
    assert all(finders.find(drawing) for drawing in drawings)


def test_the_indices_of_the_state_have_a_page_of_their_own(client: Client) -> None:
    """Each page leads to the other."""
    assert 'href="/cach-tinh/chi-so-nha-nuoc/"' in client.get("/cach-tinh/").content.decode()
    assert 'href="/cach-tinh/"' in client.get("/cach-tinh/chi-so-nha-nuoc/").content.decode()


def test_another_name_is_not_found(client: Client) -> None:
    """404 in words."""
    answer = client.get("/cach-tinh/khong-co/")

    assert answer.status_code == 404
    assert "Cách tính" in answer.content.decode()
