"""How allegations end, what counts for criterion 4, and matters that an early warning opens."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from nucuoi.accounts.rules import Role
from nucuoi.cases import actions
from nucuoi.cases.actions.climbing import climb
from nucuoi.cases.models import Case, CaseMove, CaseStanding, InspectionDesk, OpeningRule
from nucuoi.cases.queries.outcomes import upheld
from nucuoi.cases.rules.topics import BREACHES
from nucuoi.cases.rules.words import Act, Kind, State
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, NotFound
from nucuoi.foundation.seat import Seat
from nucuoi.organisation.models import Official, Posting, Unit
from nucuoi.ratings.rules.words import BREACH_TAGS
from nucuoi.scores.models import Computation, EarlyWarning
from tests.cast import SINCE, person
from tests.db.cases.scene import DISTRICT, PROVINCE, UNIT, opened, say, seat
from tests.db.cases.test_official import official
from tests.ratings_made import make_tree

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]
GROUNDS = "Theo biên bản xác minh."


@pytest.fixture(autouse=True)
def tree(db: None) -> None:
    """Counters to rate at."""
    make_tree()


def accused() -> CaseStanding:
    """An allegation about `cb-1` with two breaches ticked."""
    return opened(say("Cán bộ vòi tiền tôi", breaches=3, official="cb-1"))


def inspector() -> Seat:
    """Of the province's inspection."""
    return seat(Role.INSPECTOR, PROVINCE)


def concluded(standing: CaseStanding, outcome: Act) -> None:
    """Called, explained, concluded."""
    actions.call_to_explain(by=inspector(), case=standing.pk, text="Xin giải trình việc thu tiền.")
    actions.explain(by=inspector(), case=standing.pk, text="Tôi chỉ thu lệ phí theo biên lai.")
    actions.conclude(by=inspector(), case=standing.pk, outcome=outcome, text=GROUNDS)


def counted() -> list[int]:
    """Matters that count for criterion 4 today."""
    return [one.case for one in upheld(clock.today(), clock.today())]


@pytest.mark.parametrize("outcome", [Act.UPHELD, Act.DISMISSED, Act.UNPROVEN])
def test_only_upheld_counts(outcome: Act) -> None:
    """Each conclusion closes as a record of the inspector; only one of the three is evidence."""
    standing = accused()
    assert counted() == []
    concluded(standing, outcome)
    last = CaseMove.objects.order_by("-pk")[0]

    assert (last.act, last.by, last.role, last.state) == (
        outcome,
        inspector().username,
        Role.INSPECTOR,
        State.CLOSED,
    )
    assert counted() == ([standing.pk] if outcome == Act.UPHELD else [])


def test_what_the_evidence_says() -> None:
    """Unit, official, day, ticks and grounds; of another day nothing, opened again nothing."""
    standing = accused()
    concluded(standing, Act.UPHELD)
    [found] = upheld(clock.today(), clock.today())

    assert (found.unit, found.official, found.on) == (UNIT, "cb-1", clock.today())
    assert (found.breaches, found.grounds) == (BREACH_TAGS[:2], GROUNDS)
    yesterday = clock.today() - timedelta(days=1)
    assert upheld(yesterday, yesterday) == []
    rating = standing.case.rating
    assert rating
    actions.reopen(rating=rating)
    assert counted() == []
    actions.conclude(by=inspector(), case=standing.pk, outcome=Act.UNPROVEN, text=GROUNDS)
    assert counted() == []


def test_nobody_is_found_guilty_unheard() -> None:
    """Upheld needs the official's word, or the record that she did not come; the others do not."""
    standing = accused()
    with pytest.raises(Conflict, match="lời giải trình"):
        actions.conclude(by=inspector(), case=standing.pk, outcome=Act.UPHELD, text=GROUNDS)
    actions.conclude(by=inspector(), case=standing.pk, outcome=Act.UNPROVEN, text=GROUNDS)
    unknown = opened(say("Cán bộ vòi tiền tôi"))
    actions.conclude(by=inspector(), case=unknown.pk, outcome=Act.UPHELD, text=GROUNDS)

    assert counted() == [unknown.pk]


def test_only_the_inspection_desk_concludes() -> None:
    """Head, handler, another inspection and the one-stop control are told there is no such matter."""
    standing = accused()
    for role, unit in (
        (Role.HEAD, UNIT),
        (Role.HANDLER, UNIT),
        (Role.INSPECTOR, DISTRICT),
        (Role.ONE_STOP_CONTROL, PROVINCE),
        (Role.HOME_AFFAIRS, PROVINCE),
    ):
        with pytest.raises(NotFound):
            actions.conclude(
                by=seat(role, unit, f"{role}-x"),
                case=standing.pk,
                outcome=Act.DISMISSED,
                text=GROUNDS,
            )
    assert opened_state(standing) == State.OPEN


def opened_state(standing: CaseStanding) -> str:
    """Where it stands now."""
    standing.refresh_from_db()
    return standing.state


def test_an_accused_inspector_is_passed_over() -> None:
    """An official of the desk's own body: the next desk up takes it, and concludes."""
    body = Unit.objects.get(unit="bg-07213-2021")
    InspectionDesk.objects.create(over=DISTRICT, body=body.unit, valid_from=SINCE, citation="-")
    Posting.objects.create(official=Official.objects.get(code="cb-1"), unit=body, valid_from=SINCE)
    own = opened(say("Cán bộ vòi tiền tôi", official="cb-1"))
    other = opened(say("Cán bộ vòi tiền tôi", official="cb-2"))

    assert (own.desk_unit, other.desk_unit) == (PROVINCE, DISTRICT)


def test_the_accused_explains_herself(client_of: Clients) -> None:
    """Only after the call she reads the question, never remark or ticks; her words come to the desk."""
    standing = accused()
    official()
    client = client_of(Role.OFFICIAL)
    page = "/loi-nhan-cua-toi/"
    assert "giải trình" not in client.get(page).content.decode().split("<main")[1].split("well")[0]
    actions.call_to_explain(by=inspector(), case=standing.pk, text="Xin giải trình việc thu tiền.")
    called = client.get(page).content.decode()
    assert "Thanh tra mời anh/chị giải trình" in called
    assert "vòi tiền" not in called
    client.post(f"{page}viec/{standing.pk}/", {f"viec-{standing.pk}-text": "Tôi có biên lai."})

    shown = client_of(Role.INSPECTOR, PROVINCE).get(f"/phan-anh/{standing.pk}/").content.decode()
    assert "Tôi có biên lai." in shown
    assert opened_state(standing) == State.OPEN


def test_ticks_are_read_by_the_inspector_alone(client_of: Clients) -> None:
    """They stand on the inspector's page; the names are those of the ticks."""
    standing = accused()
    page = client_of(Role.INSPECTOR, PROVINCE).get(f"/phan-anh/{standing.pk}/").content.decode()

    assert tuple(BREACHES) == BREACH_TAGS
    assert "Điều người dân đánh dấu" in page
    for tag, name in BREACHES.items():
        assert (name in page) is (tag in BREACH_TAGS[:2])
    actions.note(by=inspector(), case=standing.pk, text="Sẽ gọi lên làm việc.")
    actions.pass_on(by=inspector(), case=standing.pk, text="Không phải dấu hiệu vi phạm.")
    passed = client_of(Role.HANDLER).get(f"/phan-anh/{standing.pk}/").content.decode()
    for hers in ("Gây khó khăn, phiền hà", "đánh dấu", "Sẽ gọi lên"):
        assert hers not in passed
    assert "Không phải dấu hiệu vi phạm." in passed


def warn(code: str = "cb-1", unit: str = UNIT) -> EarlyWarning:
    """An early warning of last week for an official who is posted to a unit."""
    Posting.objects.create(
        official=Official.objects.get(code=code), unit=Unit.objects.get(unit=unit), valid_from=SINCE
    )
    monday = clock.today() - timedelta(days=clock.today().weekday() + 7)
    computation = Computation.objects.create(
        kind="warnings",
        span="2026W47",
        first=monday,
        last=monday + timedelta(days=6),
        method="1",
        parameters={},
        computed_at=clock.now(),
    )
    return EarlyWarning.objects.create(
        computation=computation,
        official=code,
        week=clock.iso_week(monday),
        value=6.0,
        limit=5.0,
        usual=0.08,
        n=40,
        dissatisfied=9,
    )


def test_an_early_warning_becomes_help(client_of: Clients) -> None:
    """One matter for the head of her unit, with the figures; noted, closed with what was done."""
    warn()
    assert (actions.open_warned(), actions.open_warned()) == (1, 0)
    standing = CaseStanding.objects.get(kind=Kind.SUPPORT)
    head, case = client_of(Role.HEAD), f"/phan-anh/{standing.pk}/"
    page = head.get(case).content.decode()

    assert standing.desk_unit == UNIT
    assert standing.due_at is not None
    assert "9 trong 40 lượt" in page
    assert "không dùng để kỷ luật" in page
    assert "Nguyễn Thị An" in page
    assert "Hỗ trợ cán bộ theo cảnh báo sớm" in head.get("/phan-anh/").content.decode()
    sent = head.post(f"{case}khep/", {"khep-text": "Đã bố trí thêm người, tập huấn một buổi."})
    assert sent.headers["Location"] == case
    assert opened_state(standing) == State.CLOSED


def test_help_is_seen_by_the_head_alone() -> None:
    """Not by handlers, the level above, home affairs' seats, the inspectors or herself; it never climbs."""
    warn()
    actions.open_warned()
    standing = CaseStanding.objects.get(kind=Kind.SUPPORT)
    assert standing.due_at is not None
    assert climb(now=standing.due_at + timedelta(days=60)) == 0
    her = person(Role.HEAD, UNIT, "chinh-nguoi-ay")
    her.user.official = "cb-1"
    her.user.save()
    others = [
        her.seat,
        *(seat(role, UNIT, f"{role}-0") for role in Role if role != Role.HEAD),
        *(seat(role, PROVINCE, f"{role}-1") for role in Role),
    ]
    for other in others:
        with pytest.raises(NotFound):
            actions.note(by=other, case=standing.pk, text="Xem.")
    actions.note(by=seat(Role.HEAD), case=standing.pk, text="Đã trao đổi với cán bộ.")


def test_the_rule_of_warnings_is_data() -> None:
    """When the rule has ended nothing is opened; without a posting there is no head to help."""
    OpeningRule.objects.filter(early_warning=True).update(valid_to=clock.today())
    warn()
    assert actions.open_warned() == 0
    OpeningRule.objects.update(valid_to=None)
    Posting.objects.all().delete()

    assert actions.open_warned() == 0
    assert not Case.objects.exists()
