"""Who may open and use each page of the set-up: her own unit and below, nothing else."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from nucuoi.organisation.models import Posting
from tests.one_stop import COMMUNE, NEIGHBOUR, OFFICE, POINT, PROVINCE, counter, official

CODE, MO = "bg07210-21-01", "BG-1"
ClientOf = Callable[..., Client]

PAGES: dict[str, object] = {
    # who reads
    "unit": COMMUNE,
    "point": POINT,
    "counter": CODE,
    "poster": CODE,
    "point_posters": POINT,
    "unit_posters": COMMUNE,
    "officials": COMMUNE,
    "official": MO,
    # who changes
    "hours": POINT,
    "new_counter": POINT,
    "change_counter": CODE,
    "counter_fields": CODE,
    "close_counter": CODE,
    "holder": CODE,
    "duty": CODE,
    "new_official": COMMUNE,
    "new_posting": COMMUNE,
    "change_official": MO,
    "end_posting": 1,
    # who counts
    "visit_sheet": POINT,
}
ADMIN_PAGES: dict[str, object] = {"new_point": COMMUNE, "place": POINT, "close_point": POINT}
READ_ONLY = {
    "unit",
    "point",
    "counter",
    "poster",
    "point_posters",
    "unit_posters",
    "officials",
    "official",
}


@pytest.fixture(autouse=True)
def furnished(province: None) -> None:
    """One counter and one official in the commune."""
    counter()
    official(MO, "Hoàng Thị Mơ")


def address(name: str, place: object) -> str:
    """Where a page is; the posting is the only one there is."""
    if name == "end_posting" and place == 1:
        place = Posting.objects.get().pk
    return reverse(f"organisation:{name}", args=[place])


@pytest.mark.parametrize("name", PAGES)
def test_a_head_opens_the_pages_of_her_unit(name: str, client_of: ClientOf) -> None:
    """So do the head above her and the administrator."""
    for client in (
        client_of("head"),
        client_of("head", PROVINCE, "province-head"),
        client_of("admin"),
    ):
        assert client.get(address(name, PAGES[name])).status_code == 200


@pytest.mark.either
@pytest.mark.parametrize("name", PAGES)
def test_others_are_refused(name: str, client_of: ClientOf) -> None:
    """The head of the next commune, an official, the press; nobody is told what stands there."""
    for client in (
        client_of("head", NEIGHBOUR, "next-head"),
        client_of("official"),
        client_of("press"),
        client_of("supervisor"),
    ):
        answer = client.get(address(name, PAGES[name]))
        assert answer.status_code == 403
        assert CODE not in answer.content.decode()


@pytest.mark.parametrize("name", ADMIN_PAGES)
def test_service_points_are_the_administrators(name: str, client_of: ClientOf) -> None:
    """A head has hours and counters, not the point itself."""
    path = address(name, ADMIN_PAGES[name])

    assert client_of("admin").get(path).status_code == 200
    assert client_of("head").get(path).status_code == 403
    assert client_of("head").post(path, {"place": "x"}).status_code == 403


@pytest.mark.either
@pytest.mark.parametrize("name", sorted(PAGES.keys() - READ_ONLY - {"visit_sheet"}))
def test_who_only_reads_cannot_send(name: str, client_of: ClientOf) -> None:
    """Sở Nội vụ sees the set-up of the units below it and changes nothing."""
    client = client_of("home_affairs", PROVINCE)

    assert client.get(address("unit", COMMUNE)).status_code == 200
    assert client.post(address(name, PAGES[name]), {"number": "2"}).status_code == 403


def test_a_handler_counts_visits_and_nothing_else(client_of: ClientOf) -> None:
    """The sheet of her unit is hers; its counters are not."""
    client = client_of("handler")

    assert client.get(address("visit_sheet", POINT)).status_code == 200
    assert client.get(address("counter", CODE)).status_code == 403
    assert client.get(address("new_counter", POINT)).status_code == 403


@pytest.mark.parametrize("name", [*PAGES, *ADMIN_PAGES, "clear_duty"])
@pytest.mark.parametrize("place", ["khong-co", "x" * 400, "a\x00b", "%25", "Ẩm"])
def test_a_wrong_address_is_not_found(name: str, place: str, client_of: ClientOf) -> None:
    """Whatever stands there: 404 with a sentence, never a failure."""
    if name == "end_posting":
        return
    client = client_of("admin")
    path = reverse(f"organisation:{name}", args=[place])
    answer = client.post(path) if name == "clear_duty" else client.get(path)

    assert answer.status_code == 404


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_a_wrong_posting_is_not_found(number: int, client_of: ClientOf) -> None:
    """Also a number that no database column can hold."""
    assert (
        client_of("admin").get(reverse("organisation:end_posting", args=[number])).status_code
        == 404
    )


@pytest.mark.either
@pytest.mark.parametrize("name", [*sorted(READ_ONLY), "units", "visits", "blank_file"])
def test_reading_pages_take_no_post(name: str, client_of: ClientOf) -> None:
    """A wrong method is refused as such."""
    path = address(name, PAGES[name]) if name in PAGES else reverse(f"organisation:{name}")

    assert client_of("admin").post(path).status_code == 405


def test_an_exception_is_taken_back_by_post_only(client_of: ClientOf) -> None:
    """A link cannot do it."""
    assert client_of("head").get(address("clear_duty", CODE)).status_code == 405


@pytest.mark.either
@pytest.mark.parametrize("name", PAGES)
def test_nobody_changes_by_other_methods(name: str, client_of: ClientOf) -> None:
    """PUT and DELETE mean nothing here."""
    client, path = client_of("head"), address(name, PAGES[name])

    assert {client.put(path).status_code, client.delete(path).status_code} == {405}


def test_a_head_comes_to_her_unit_at_once(client_of: ClientOf) -> None:
    """The list of units is for those with more than one."""
    assert client_of("head").get("/don-vi/").headers["Location"] == f"/don-vi/{COMMUNE}/"
    listed = client_of("admin").get("/don-vi/").content.decode()
    assert f"/don-vi/{NEIGHBOUR}/" in listed
    assert f"/don-vi/{OFFICE}/" in listed
    found = client_of("admin").get("/don-vi/?q=so noi").content.decode()
    assert f"/don-vi/{OFFICE}/" in found
    assert f"/don-vi/{NEIGHBOUR}/" not in found


def test_a_page_links_only_what_its_reader_may_do(client_of: ClientOf) -> None:
    """No button that leads to a refusal, no crumb above her own unit."""
    for_head = client_of("head").get(address("point", POINT)).content.decode()
    assert address("new_counter", POINT) in for_head
    assert address("close_point", POINT) not in for_head
    assert f'href="/don-vi/{PROVINCE}/"' not in for_head

    for_reader = client_of("home_affairs", PROVINCE).get(address("counter", CODE)).content.decode()
    assert address("close_counter", CODE) not in for_reader
    assert f'href="/don-vi/{PROVINCE}/"' in for_reader
