"""Where nobody knows who was on duty, the inspectors record who is meant, so that she can be heard."""

from collections.abc import Callable

import pytest
from django.test import Client

from nucuoi.accounts.rules import Role
from nucuoi.audit.models import Event
from nucuoi.cases import actions
from nucuoi.cases.models import CaseMove, CaseStanding, InspectionDesk
from nucuoi.cases.queries.outcomes import upheld
from nucuoi.cases.queries.own import calls_to, explained_by
from nucuoi.cases.rules.words import Act
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.organisation.models import Official, Posting, Unit
from nucuoi.organisation.rules.words import OfficialKind
from tests.cast import SINCE, person
from tests.db.cases.scene import DISTRICT, OTHER, PROVINCE, UNIT, opened, say, seat
from tests.db.cases.test_official import official
from tests.db.cases.test_outcomes import GROUNDS, inspector
from tests.ratings_made import make_tree

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]
ASKED = "Xin giải trình việc thu tiền."


@pytest.fixture(autouse=True)
def tree(db: None) -> None:
    """Two officials posted to the unit rated, one elsewhere."""
    make_tree()
    Official.objects.create(code="cb-3", full_name="Trần Văn Bình", kind=OfficialKind.CIVIL_SERVANT)
    for code, unit in (("cb-1", UNIT), ("cb-2", OTHER), ("cb-3", UNIT)):
        Posting.objects.create(
            official=Official.objects.get(code=code),
            unit=Unit.objects.get(unit=unit),
            position="Công chức",
            valid_from=SINCE,
        )


def unknown() -> CaseStanding:
    """An allegation about nobody knows whom."""
    return opened(say("Cán bộ vòi tiền tôi"))


def name(standing: CaseStanding, code: str) -> None:
    """The inspector records who is meant."""
    actions.name_official(by=inspector(), case=standing.pk, official=code, text=GROUNDS)


def uphold(standing: CaseStanding) -> None:
    """The inspector concludes."""
    actions.conclude(by=inspector(), case=standing.pk, outcome=Act.UPHELD, text=GROUNDS)


def heard(standing: CaseStanding) -> None:
    """Who is meant is asked, and her word taken down."""
    actions.call_to_explain(by=inspector(), case=standing.pk, text=ASKED)
    actions.explain(by=inspector(), case=standing.pk, text="Tôi chỉ thu lệ phí.")


def test_who_is_named_is_asked_and_heard() -> None:
    """Nobody is asked before somebody is named; named, she reads the question, and is heard before it is upheld."""
    standing = unknown()
    with pytest.raises(Conflict, match="Chưa biết"):
        actions.call_to_explain(by=inspector(), case=standing.pk, text=ASKED)
    name(standing, "cb-1")
    with pytest.raises(Conflict, match="lời giải trình"):
        uphold(standing)
    assert calls_to("cb-1") == []
    actions.call_to_explain(by=inspector(), case=standing.pk, text=ASKED)
    assert [call.case for call in calls_to("cb-1")] == [standing.pk]
    actions.explain_oneself(by=official(), case=standing.pk, text="Tôi có biên lai.")
    uphold(standing)

    [found] = upheld(clock.today(), clock.today())
    assert (found.official, found.unit) == ("cb-1", UNIT)


def test_a_wrong_name_is_put_right_and_the_right_one_heard() -> None:
    """The first one's word does not stand for the second's; what she said stays on her page."""
    standing = unknown()
    name(standing, "cb-1")
    her = official()
    actions.call_to_explain(by=inspector(), case=standing.pk, text=ASKED)
    with pytest.raises(Conflict):
        name(standing, "cb-3")
    actions.explain_oneself(by=her, case=standing.pk, text="Hôm ấy tôi nghỉ phép.")
    name(standing, "cb-3")
    with pytest.raises(Conflict, match="lời giải trình"):
        uphold(standing)
    heard(standing)
    uphold(standing)

    assert [found.official for found in upheld(clock.today(), clock.today())] == ["cb-3"]
    assert [one.text for one in explained_by("cb-1", her.username)] == ["Hôm ấy tôi nghỉ phép."]
    assert CaseMove.objects.filter(case=standing.pk, act=Act.NAMED).count() == 2


def test_only_who_was_posted_there_that_day() -> None:
    """Somebody of another unit, nobody at all, no grounds: refused, and nothing is written."""
    standing = unknown()
    for code, text in (("cb-2", GROUNDS), ("", GROUNDS), ("cb-1", " ")):
        with pytest.raises(Invalid):
            actions.name_official(by=inspector(), case=standing.pk, official=code, text=text)
    Posting.objects.filter(official__code="cb-1").update(valid_to=clock.today())
    with pytest.raises(Invalid):
        name(standing, "cb-1")

    assert not CaseMove.objects.filter(act=Act.NAMED).exists()


def test_what_duty_says_holds() -> None:
    """Where the sign-on or the roster knows who was there, nobody else is named."""
    standing = opened(say("Cán bộ vòi tiền tôi", official="cb-1"))
    with pytest.raises(Conflict, match="Phân công trực"):
        name(standing, "cb-3")


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        (Role.HEAD, UNIT),
        (Role.HANDLER, UNIT),
        (Role.INSPECTOR, DISTRICT),
        (Role.ONE_STOP_CONTROL, PROVINCE),
        (Role.HOME_AFFAIRS, PROVINCE),
        (Role.SUPERVISOR, PROVINCE),
        (Role.ADMIN, ""),
    ],
)
def test_nobody_else_names(role: Role, unit: str) -> None:
    """For every other seat there is no such matter."""
    standing = unknown()
    with pytest.raises(NotFound):
        actions.name_official(
            by=seat(role, unit, f"{role}-x"), case=standing.pk, official="cb-1", text=GROUNDS
        )


def test_an_inspector_who_is_named_reads_it_no_more(client_of: Clients) -> None:
    """Not even when she owned it; others of the desk do."""
    standing = unknown()
    her = person(Role.INSPECTOR, PROVINCE, "thanh-tra")
    her.user.official = "cb-1"
    her.user.save()
    own = client_of(Role.INSPECTOR, PROVINCE, "thanh-tra")
    actions.assign(by=her.seat, case=standing.pk, username="thanh-tra")
    assert own.get(f"/phan-anh/{standing.pk}/").status_code == 200
    name(standing, "cb-1")
    standing.refresh_from_db()

    assert standing.owner == ""
    assert own.get(f"/phan-anh/{standing.pk}/").status_code == 404
    assert client_of(Role.INSPECTOR, PROVINCE).get(f"/phan-anh/{standing.pk}/").status_code == 200


def test_of_the_desk_s_own_body_it_goes_up(client_of: Clients) -> None:
    """Named at the district's desk, whose body is her unit: the province's takes it from there."""
    InspectionDesk.objects.create(over=DISTRICT, body=UNIT, valid_from=SINCE, citation="-")
    standing = unknown()
    assert standing.desk_unit == DISTRICT
    client = client_of(Role.INSPECTOR, DISTRICT, "thanh-tra-huyen")
    sent = client.post(
        f"/phan-anh/{standing.pk}/nguoi-duoc-nhac/", {"ten-official": "cb-1", "ten-text": GROUNDS}
    )
    standing.refresh_from_db()

    assert (sent.status_code, sent.headers["Location"]) == (302, "/phan-anh/")
    assert standing.desk_unit == PROVINCE
    assert client.get(f"/phan-anh/{standing.pk}/").status_code == 404


def test_the_name_stays_with_the_inspectors(client_of: Clients) -> None:
    """Passed on to the unit, the matter is about nobody again, and its page does not say who was meant."""
    standing = unknown()
    name(standing, "cb-3")
    actions.pass_on(by=inspector(), case=standing.pk, text="Không phải dấu hiệu vi phạm.")
    standing.refresh_from_db()
    page = client_of(Role.HEAD).get(f"/phan-anh/{standing.pk}/").content.decode()

    assert standing.official == ""
    assert "Trần Văn Bình" not in page
    assert "Người được nhắc đến" not in page


def test_the_page_records_it(client_of: Clients) -> None:
    """Chosen from those posted there; the page says who and offers the call; the journal has a row."""
    standing = unknown()
    client = client_of(Role.INSPECTOR, PROVINCE)
    page = client.get(f"/phan-anh/{standing.pk}/").content.decode()
    assert "Trần Văn Bình (Công chức" in page
    assert 'value="cb-2"' not in page
    assert "moi-giai-trinh" not in page
    address = f"/phan-anh/{standing.pk}/nguoi-duoc-nhac/"
    assert client.post(address, {"ten-official": "cb-2", "ten-text": GROUNDS}).status_code == 422
    sent = client.post(address, {"ten-official": "cb-3", "ten-text": GROUNDS}, follow=True)
    shown = sent.content.decode()

    assert "<b>Trần Văn Bình</b>" in shown
    assert "moi-giai-trinh" in shown
    assert "Ghi người được nhắc đến: Trần Văn Bình" in shown
    assert Event.objects.filter(action="cases.case.named", subject=str(standing.pk)).count() == 1
