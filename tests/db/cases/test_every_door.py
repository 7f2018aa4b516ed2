"""Every role over every matter and every address of the room, by literal tables: who is not in them is refused."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from nucuoi.accounts.rules import Role
from nucuoi.cases import actions
from nucuoi.cases.models import CaseMove, CaseStanding
from nucuoi.cases.rules.words import Kind, Level
from tests.db.cases.scene import OTHER, PROVINCE, UNIT, opened, say
from tests.db.cases.test_outcomes import warn
from tests.ratings_made import make_tree
from tests.routes import all_routes

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]
SETTLERS = {Role.HEAD, Role.HANDLER, Role.ONE_STOP_CONTROL, Role.INSPECTOR}
FIGURES = {Role.HEAD, Role.HOME_AFFAIRS, Role.ONE_STOP_CONTROL}
DOORS: dict[str, set[Role]] = {
    "cases:inbox": SETTLERS,
    "cases:bulk": SETTLERS,
    "cases:replies": SETTLERS,
    "cases:case": SETTLERS,
    "cases:assign": SETTLERS,
    "cases:unmask": SETTLERS,
    "cases:move": SETTLERS,
    "cases:name": SETTLERS,
    "cases:own": {Role.OFFICIAL},
    "cases:reply": {Role.OFFICIAL},
    "cases:explain": {Role.OFFICIAL},
    "cases:figures": FIGURES,
    "cases:figures_file": FIGURES,
}
"""Who passes the gate of each address; what is behind it is decided matter by matter."""
REACHED: dict[tuple[Role, str], set[str]] = {
    (Role.HEAD, UNIT): {"feedback", "thanks", "support", "above", "province"},
    (Role.HANDLER, UNIT): {"feedback", "thanks", "above", "province"},
    (Role.HEAD, OTHER): {"elsewhere"},
    (Role.HANDLER, OTHER): {"elsewhere"},
    (Role.HEAD, PROVINCE): {"above", "province"},
    (Role.ONE_STOP_CONTROL, PROVINCE): {"province"},
    (Role.ONE_STOP_CONTROL, UNIT): {"province"},
    (Role.INSPECTOR, PROVINCE): {"allegation", "breach"},
}
WAYS = (
    "",
    "giao/",
    "nguoi-duoc-nhac/",
    "xem-day-du/",
    "ghi-chu/",
    "moi-giai-trinh/",
    "co-vi-pham/",
)


@pytest.fixture
def matters(db: None) -> dict[str, int]:
    """One matter of every sort, by name."""
    make_tree()
    warn()
    actions.open_warned()
    found = {
        "feedback": opened(say(official="cb-2")).pk,
        "elsewhere": opened(say(counter="bg07213-21-1")).pk,
        "thanks": opened(say("Cảm ơn chị nhiều lắm", score=5, thanks=True)).pk,
        "allegation": opened(say("Cán bộ vòi tiền tôi")).pk,
        "breach": opened(say(None, breaches=1)).pk,
        "above": opened(say()).pk,
        "province": opened(say()).pk,
        "support": CaseStanding.objects.get(kind=Kind.SUPPORT).pk,
    }
    CaseStanding.objects.filter(pk=found["above"]).update(level=Level.ABOVE)
    CaseStanding.objects.filter(pk=found["province"]).update(level=Level.PROVINCE)
    return found


def test_the_table_of_doors_is_whole() -> None:
    """A new address of the room must be entered here."""
    assert {route.name for route in all_routes() if route.name.startswith("cases:")} == set(DOORS)


@pytest.mark.either
@pytest.mark.parametrize("role", Role)
def test_every_role_at_every_matter(
    client_of: Clients, matters: dict[str, int], role: Role
) -> None:
    """Page and every act, over the unit, another one and the province: reached, or said not to be there."""
    written = CaseMove.objects.count()
    wrong = []
    for unit in (UNIT, OTHER, PROVINCE):
        client = client_of(role, unit, f"{role}-{unit}")
        for name, case in matters.items():
            expected = name in REACHED.get((role, unit), set())
            for way in WAYS:
                status = _status(client, f"/phan-anh/{case}/{way}")
                refused = {404} if role in SETTLERS else {403}
                fine = status in {200, 409, 422} if expected else status in refused
                if not fine:
                    wrong.append((unit, name, way, status))

    assert wrong == []
    looked = CaseMove.objects.filter(act="unmasked").count()
    assert CaseMove.objects.count() == written + looked


@pytest.mark.either
@pytest.mark.parametrize("role", Role)
def test_every_role_at_every_door(client_of: Clients, matters: dict[str, int], role: Role) -> None:
    """Whoever is not in the table of an address is refused at the gate, whatever is asked for."""
    client = client_of(role, UNIT)
    addresses = {
        "cases:inbox": reverse("cases:inbox"),
        "cases:bulk": reverse("cases:bulk"),
        "cases:replies": reverse("cases:replies"),
        "cases:own": reverse("cases:own"),
        "cases:reply": reverse("cases:reply", args=[1, 1]),
        "cases:explain": reverse("cases:explain", args=[matters["allegation"]]),
        "cases:figures": reverse("cases:figures", args=[UNIT]),
        "cases:figures_file": reverse("cases:figures_file", args=[UNIT, "csv"]),
    }
    for name, address in addresses.items():
        for answer in (client.get(address), client.post(address, {})):
            assert (answer.status_code != 403) is (role in DOORS[name]), (name, answer.status_code)


def _status(client: Client, address: str) -> int:
    last = address.rstrip("/").rsplit("/", 1)[-1]
    answer = client.get(address) if last.isdecimal() else client.post(address, {})
    return answer.status_code
