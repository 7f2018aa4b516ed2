"""Named links: who makes them, where they lead, and what is counted of them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from nucuoi.accounts.rules import Role
from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation.actions import close_counter
from nucuoi.ratings import actions
from nucuoi.ratings.models import Questionnaire
from nucuoi.ratings.queries import links
from nucuoi.ratings.queries.questionnaires import current
from nucuoi.ratings.rules.words import Evidence, Rater
from tests import one_stop
from tests.cast import person
from tests.one_stop import COMMUNE, NEIGHBOUR, NEXT_POINT, OFFICE, PROVINCE
from tests.ratings_made import make_rating

ClientOf = Callable[..., Client]
pytestmark = pytest.mark.django_db
COUNTER = "bg07210-21-01"


@pytest.fixture(autouse=True)
def furnished(db: None) -> None:
    """Two counters in one commune, one in the next."""
    one_stop.build()
    for number in (1, 2):
        one_stop.counter(number)
    one_stop.counter(1, NEXT_POINT)
    Questionnaire.objects.create(number=90, code="phieu-1", content={}, valid_from="2020-01-01")
    assert current(clock.today()).number == 1


def made(days: int = 30, **place: str) -> str:
    """A link of the association, open from today on."""
    today = clock.today()
    return actions.make_named_link(
        by=person(Role.ASSOCIATION).seat,
        title="Hội viên góp ý",
        rater=Rater.BUSINESS,
        opens_on=today,
        closes_on=today + timedelta(days=days),
        **(place or {"counter": COUNTER}),
    )


def rated(code: str, scores: list[int], **columns: Any) -> None:
    """Ratings that came by a link today."""
    for score in scores:
        usual: dict[str, Any] = {
            "counter": COUNTER,
            "on": clock.today(),
            "evidence": Evidence.OPEN,
            "link": code,
        }
        make_rating(score=score, **usual | columns)


def test_a_link_leads_to_its_counter(client: Client) -> None:
    """Straight to the rating page, with the link, the door and the business's own wording."""
    code = made()
    answer = client.get(f"/l/{code.upper()}", headers={"accept-language": "en"})

    assert answer.headers["Location"] == (
        f"/q/{COUNTER}?link={code}&channel=link&rater=business&lang=en"
    )


def test_a_link_to_a_unit_lets_choose(client: Client) -> None:
    """First the place, then the counter; one place is not asked for."""
    code = made(unit=COMMUNE)
    page = client.get(f"/l/{code}").content.decode()
    assert f"?quay={COUNTER}" in page
    assert "?noi=" not in page
    assert "Location" in client.get(f"/l/{code}?quay={COUNTER}").headers

    wide = made(unit=PROVINCE)
    assert f"?noi={NEXT_POINT}" in client.get(f"/l/{wide}").content.decode()
    inside = client.get(f"/l/{wide}?noi={NEXT_POINT}").content.decode()
    assert "?quay=bg07213-21-01" in inside
    assert COUNTER not in inside


def test_a_link_leads_nowhere_else(client: Client) -> None:
    """A counter that is not the link's is not reached through it."""
    code = made(unit=NEIGHBOUR)
    answer = client.get(f"/l/{code}?quay={COUNTER}")

    assert answer.headers["Location"].startswith("/q/bg07213-21-01?")


def test_an_ended_link_says_so_kindly(client: Client) -> None:
    """410 with the way to a counter's code; before its day 404; unknown 404."""
    code = made()
    actions.end_named_link(by=SYSTEM, code=code, why="Hết đợt")
    answer = client.get(f"/l/{code}")
    assert answer.status_code == 410
    assert "Liên kết này đã đóng" in answer.content.decode()

    unknown = client.get("/l/khongco")
    assert unknown.status_code == 404
    assert "gõ mã quầy" in unknown.content.decode()
    assert client.get(f"/l/{code}/").status_code == 410
    with pytest.raises(Conflict):
        actions.end_named_link(by=SYSTEM, code=code, why="Nữa")


def test_a_closed_counter_leads_to_its_heir(client: Client) -> None:
    """A link printed on a wall stays good when the counter moves."""
    code = made()
    close_counter(by=SYSTEM, code=COUNTER, on=clock.today(), successor="bg07210-21-02")

    assert client.get(f"/l/{code}").headers["Location"].startswith("/q/bg07210-21-02?")


def test_the_count_is_live_and_the_distribution_moves_in_steps() -> None:
    """Nine show no distribution; ten do; fourteen still show the first ten."""
    code = made()
    row = links.named_link(code, clock.today())
    rated(code, [5, 4, 3, 2, 1, 5, 5, 5, 5])
    assert links.results(row) == links.Results(9, None, 1)

    rated(code, [4])
    assert links.results(row) == links.Results(10, (1, 1, 1, 2, 5), 5)
    rated(code, [1, 1, 1, 1])
    assert links.results(row) == links.Results(14, (1, 1, 1, 2, 5), 1)
    rated(code, [1])
    assert links.results(row) == links.Results(15, (6, 1, 1, 2, 5), 5)


def test_only_what_came_by_the_link_on_its_days_counts() -> None:
    """Not another link's, not a ticket's, not a disputed one, not of the day before."""
    code, other = made(), made()
    rated(other, [5] * 10)
    rated(code, [5], evidence=Evidence.TICKET)
    rated(code, [5], disputed=True)
    rated(code, [5], on=clock.today() - timedelta(days=1))
    rated(code, [3])

    assert links.results(links.named_link(code, clock.today())).total == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"closes_on": date(2020, 1, 1)},
        {"counter": "", "unit": OFFICE},
    ],
)
def test_a_link_that_leads_nowhere_is_not_made(wrong: dict[str, Any]) -> None:
    """It needs a name, days in order, and an open counter."""
    said: dict[str, Any] = {
        "title": "Góp ý",
        "rater": Rater.CITIZEN,
        "opens_on": clock.today(),
        "closes_on": clock.today(),
        "counter": COUNTER,
    }
    with pytest.raises(Invalid):
        actions.make_named_link(by=SYSTEM, **said | wrong)


def test_making_and_ending_are_audited() -> None:
    """With the title and the place, and why it ended."""
    code = made()
    actions.end_named_link(by=SYSTEM, code=code, why="Hết đợt")
    rows = Event.objects.filter(subject=code)

    assert [row.action for row in rows] == ["ratings.named_link.made", "ratings.named_link.ended"]
    assert rows[0].facts["place"] == COUNTER
    assert rows[1].facts["why"] == "Hết đợt"


def test_an_association_makes_and_sees_its_own(client_of: ClientOf) -> None:
    """By its form; those of another association are unknown to it, the administrator sees all."""
    association = client_of("association")
    answer = association.post("/lien-ket/moi/", form(place="xa song mai"))
    address = answer.headers["Location"]
    page = association.get(address).content.decode()

    assert "Chưa đủ lượt đánh giá" in page
    assert "Xã Song Mai" in page
    other = client_of("association", username="other-association")
    for place in (address, f"{address}ma-qr/", f"{address}dong/"):
        assert other.get(place).status_code == 404
        assert client_of("admin").get(place).status_code == 200
    assert "Góp ý quý IV" not in other.get("/lien-ket/").content.decode()
    assert other.post(f"{address}dong/", {"why": "Phá"}).status_code == 404
    assert client_of("head").get("/lien-ket/").status_code == 403


def test_a_counter_is_named_by_its_code(client_of: ClientOf) -> None:
    """In the same field as a unit, in any case."""
    association = client_of("association")
    address = association.post("/lien-ket/moi/", form(place=COUNTER.upper())).headers["Location"]

    assert f"Quầy {COUNTER}" in association.get(address).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"place": "Xã Không Có"}, "place"),
        ({"place": "Sở Nội vụ"}, "place"),
        ({"place": ""}, "place"),
        ({"rater": "king"}, "rater"),
        ({"title": "a" * 121}, "title"),
        ({"closes_on": "01/01/2020"}, "closes_on"),
    ],
)
def test_wrong_input_is_said_at_its_field(
    client_of: ClientOf, changes: dict[str, str], field: str
) -> None:
    """422; what was typed is still there."""
    answer = client_of("association").post("/lien-ket/moi/", form(**changes))

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_the_set_has_a_code_for_each_counter(client_of: ClientOf) -> None:
    """One for the whole link, then one for each counter."""
    code = made(unit=COMMUNE)
    page = client_of("association").get(f"/lien-ket/{code}/ma-qr/").content.decode()

    assert page.count('class="qr"') == 3
    file = client_of("association").get(f"/lien-ket/{code}/ma-qr/?tep=pdf")
    assert file.headers["Content-Type"] == "application/pdf"
    assert file.content.startswith(b"%PDF-")


def form(**changes: str) -> dict[str, str]:
    """A filled-in form of a new link."""
    today = clock.today()
    return {
        "title": "Góp ý quý IV",
        "rater": "business",
        "place": "Xã Song Mai (Tỉnh Bắc Giang)",
        "opens_on": f"{today:%d/%m/%Y}",
        "closes_on": f"{today + timedelta(days=30):%d/%m/%Y}",
        **changes,
    }
