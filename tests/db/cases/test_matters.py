"""A matter's way: opened by rules, settled by its desk, climbing when overdue, never to the wrong eyes."""

from datetime import date, timedelta

import pytest
from django.db.models import Q

from nucuoi.accounts.rules import Role
from nucuoi.audit.models import Event
from nucuoi.cases import actions
from nucuoi.cases.actions.climbing import climb, pass_on_ended
from nucuoi.cases.follower import OLDEST, follow_all, unfollowed
from nucuoi.cases.models import Case, CaseMove, CaseStanding, InspectionDesk, OpeningRule, Reading
from nucuoi.cases.permissions import reached, seat_for
from nucuoi.cases.rules.words import Act, Desk, Kind, Level, State
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import Seat
from nucuoi.foundation.working_days import working_day_after
from nucuoi.ledger import actions as ledger
from nucuoi.organisation.models import Official, Posting, Succession, Unit, UnitVersion
from nucuoi.ratings.sealing import seal_all
from tests.cast import person
from tests.db.cases.scene import (
    DISTRICT,
    LATE_AGAIN,
    OTHER,
    PROVINCE,
    UNIT,
    cases,
    opened,
    say,
    seat,
)
from tests.ratings_made import make_rating, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tree(db: None) -> None:
    """Counters to rate at."""
    make_tree()


def test_a_bad_experience_becomes_a_matter() -> None:
    """Score 1 with a remark opens feedback at the unit's desk, due after five working days."""
    standing = opened(say())
    due = working_day_after(clock.today(), 5)

    assert (standing.kind, standing.state) == (Kind.FEEDBACK, State.OPEN)
    assert (standing.desk, standing.desk_unit, standing.owner) == (Desk.UNIT, UNIT, "")
    assert standing.due_at is not None
    assert f"{clock.local(standing.due_at):%Y-%m-%d %H:%M}" == f"{due} 17:00"
    assert standing.case.topic == "tre_hen"


def test_what_is_stored_to_be_read_is_masked() -> None:
    """The reading holds no phone number; the fold of it neither."""
    rating = say()
    reading = Reading.objects.get(pk=rating.pk)

    assert "0912345678" not in reading.masked + reading.folded
    assert "Hẹn ngày 06" in reading.masked
    assert "hen ngay 06" in reading.folded


@pytest.mark.parametrize(
    ("text", "columns", "kind"),
    [
        (LATE_AGAIN, {"score": 2}, Kind.FEEDBACK),
        (LATE_AGAIN, {"score": 3}, None),
        ("Đề nghị thêm ghế ngồi", {"score": 4, "wants_answer": True}, Kind.FEEDBACK),
        (None, {"score": 5, "wants_answer": True}, Kind.FEEDBACK),
        ("Cảm ơn chị đã hướng dẫn tận tình", {"score": 5, "thanks": True}, Kind.THANKS),
        ("Cảm ơn chị đã hướng dẫn tận tình", {"score": 5}, None),
        (None, {"score": 5, "thanks": True}, None),
        (None, {"score": 1, "breaches": 2}, Kind.ALLEGATION),
        ("Cán bộ vòi tiền tôi", {"score": 1}, Kind.ALLEGATION),
        ("Cán bộ vòi tiền tôi", {"score": 5, "thanks": True}, Kind.ALLEGATION),
        (None, {"score": 1}, None),
        ("asdf asdf", {"score": 1}, None),
    ],
)
def test_rules_of_opening(text: str | None, columns: dict[str, int], kind: Kind | None) -> None:
    """Thanks, feedback and what points to a breach are kept apart; the rest opens nothing."""
    say(text, **{"score": 5, **columns})

    assert [one.kind for one in cases()] == ([kind] if kind else [])


def test_rules_are_data() -> None:
    """A rule that has ended opens nothing."""
    OpeningRule.objects.filter(highest_score=2).update(valid_to=clock.today())
    say()

    assert cases() == []


def test_followed_once() -> None:
    """Reading the log again opens nothing twice."""
    say()
    ledger.set_cursor("cases", 0)

    assert unfollowed() == 1
    assert (follow_all(), follow_all(), len(cases())) == (1, 0, 1)


def test_old_remarks_are_read_but_open_nothing() -> None:
    """A visit of more than sixty days ago can be found; nobody gets a new matter of it."""
    make_rating(on=clock.today() - OLDEST - timedelta(days=1), score=1, remark=LATE_AGAIN)
    seal_all()
    follow_all()

    assert (len(cases()), Reading.objects.count()) == (0, 1)


def test_a_matter_is_settled() -> None:
    """Assigned, noted, answered: each a record with its audit row, and the standing is the last one."""
    handler = seat(Role.HANDLER)
    case = opened(say()).pk
    actions.assign(by=seat(Role.HEAD), case=case, username=handler.username)
    actions.note(by=handler, case=case, text="Kẹt ở khâu xác minh.")
    actions.answer(by=handler, case=case, text="Chúng tôi xin lỗi. Mời đến nhận ngày 05/12/2026.")
    moves = list(CaseMove.objects.values_list("act", "by"))

    assert moves == [
        (Act.OPENED, "system"),
        (Act.ASSIGNED, "head"),
        (Act.NOTED, handler.username),
        (Act.ANSWERED, handler.username),
    ]
    assert Event.objects.filter(action__startswith="cases.", subject=str(case)).count() == 4
    assert CaseStanding.objects.get(pk=case).state == State.ANSWERED


def test_a_standing_follows_from_the_moves() -> None:
    """What the inbox reads is what the last record says."""
    case = opened(say()).pk
    actions.assign(by=seat(Role.HEAD), case=case, username="head")
    actions.pass_on(by=seat(Role.HEAD), case=case, text="Có dấu hiệu gợi ý tiền.")
    last = CaseMove.objects.order_by("-id")[0]
    standing = CaseStanding.objects.get(pk=case)

    for column in ("kind", "state", "desk", "desk_unit", "owner", "level", "due_at"):
        assert getattr(standing, column) == getattr(last, column)
    assert (standing.kind, standing.desk, standing.owner) == (Kind.ALLEGATION, Desk.INSPECTION, "")


def test_never_to_whom_it_is_about() -> None:
    """The official named gets no such matter, sees none, and reads why she was refused."""
    rating = say(official="cb-1")
    about = person(Role.HANDLER, UNIT, "nguoi-duoc-nhac")
    about.user.official = "cb-1"
    about.user.save()
    case = opened(rating).pk

    with pytest.raises(Invalid):
        actions.assign(by=seat(Role.HEAD), case=case, username="nguoi-duoc-nhac")
    with pytest.raises(NotFound):
        actions.note(by=about.seat, case=case, text="Tôi không làm thế.")
    assert "nguoi-duoc-nhac" not in actions.settlers_of(case)


def test_only_its_desk_settles_it() -> None:
    """Nobody of another unit is given a matter."""
    case = opened(say()).pk
    seat(Role.HANDLER, OTHER, "nguoi-xa-khac")

    with pytest.raises(Invalid):
        actions.assign(by=seat(Role.HEAD), case=case, username="nguoi-xa-khac")


def test_moves_that_are_not_in_the_table() -> None:
    """A closed matter takes no answer."""
    case = opened(say()).pk
    actions.close(by=seat(Role.HEAD), case=case, text="Đã giải quyết tại chỗ.")

    with pytest.raises(Conflict, match="Đã khép"):
        actions.answer(by=seat(Role.HEAD), case=case, text="Xin lỗi.")


def test_looks_at_what_is_masked_are_recorded() -> None:
    """Who settles it may read the words as they were written; every time is a record."""
    case = opened(say()).pk
    handler = seat(Role.HANDLER)

    assert actions.unmask(by=handler, case=case) == LATE_AGAIN
    assert CaseMove.objects.filter(case=case, act=Act.UNMASKED, by=handler.username).count() == 1
    assert Event.objects.filter(action="cases.case.unmasked", subject=str(case)).count() == 1


def test_an_allegation_goes_to_the_inspectors() -> None:
    """Neither the unit's head nor its handlers ever see it; the nearest valid desk does."""
    InspectionDesk.objects.create(over=DISTRICT, valid_from=date(2021, 1, 1), citation="-")
    standing = opened(say(breaches=2, official="cb-1"))

    assert (standing.desk, standing.desk_unit) == (Desk.INSPECTION, DISTRICT)
    for role, unit in ((Role.HEAD, UNIT), (Role.HANDLER, UNIT), (Role.HEAD, DISTRICT)):
        with pytest.raises(NotFound):
            seat_for([seat(role, unit, f"{role}-{unit}")], standing.pk, clock.today())
    inspector = seat(Role.INSPECTOR, DISTRICT)
    actions.call_to_explain(by=inspector, case=standing.pk, text="Xin giải trình việc ngày 06.")
    actions.explain(by=inspector, case=standing.pk, text="Tôi chỉ thu lệ phí theo biên lai.")
    actions.conclude(by=inspector, case=standing.pk, outcome=Act.DISMISSED, text="Biên lai khớp.")
    standing.refresh_from_db()
    assert standing.state == State.CLOSED


def test_an_inspection_desk_inspects_nobody_of_its_own() -> None:
    """Where the official belongs to the inspecting body, the next desk up takes it."""
    body = Unit.objects.create(unit="bg-ttsd-2021")
    UnitVersion.objects.create(
        unit=body, name="Thanh tra huyện", level="office", kind="", valid_from=date(2021, 1, 1),
        parent=Unit.objects.get(unit=DISTRICT),
    )  # fmt: skip
    Posting.objects.create(
        official=Official.objects.get(code="cb-1"),
        unit=body,
        position="",
        valid_from=date(2021, 1, 1),
    )
    for over, inspecting in ((DISTRICT, body.unit), (PROVINCE, "")):
        InspectionDesk.objects.create(
            over=over, body=inspecting, valid_from=date(2021, 1, 1), citation="-"
        )

    assert opened(say(breaches=1, official="cb-1")).desk_unit == PROVINCE
    assert opened(say(breaches=1, official="cb-2")).desk_unit == DISTRICT


def test_a_desk_of_the_past_takes_nothing() -> None:
    """A district's inspection that has ended is passed over."""
    InspectionDesk.objects.create(
        over=DISTRICT, valid_from=date(2021, 1, 1), valid_to=date(2025, 7, 1), citation="-"
    )

    assert opened(say(breaches=1)).desk_unit == PROVINCE


@pytest.mark.parametrize(("days", "level"), [(0, 1), (2, 1), (3, 2), (4, 2), (5, 3), (9, 3)])
def test_an_overdue_matter_climbs(days: int, level: int) -> None:
    """Overdue it reaches the head, then the head above, then the one-stop control; each a record."""
    standing = opened(say())
    assert standing.due_at is not None
    assert climb(now=standing.due_at) == 0
    late = working_day_after(clock.local(standing.due_at).date(), days)
    now = clock.local(standing.due_at) + (late - clock.local(standing.due_at).date())

    assert climb(now=now + timedelta(minutes=1)) == level
    assert climb(now=now + timedelta(minutes=2)) == 0
    standing.refresh_from_db()
    assert standing.level == level
    assert CaseMove.objects.filter(act=Act.CLIMBED).count() == level


def test_an_answered_matter_climbs_no_more() -> None:
    """What is answered late is answered."""
    standing = opened(say())
    actions.answer(by=seat(Role.HANDLER), case=standing.pk, text="Xin lỗi Ông/Bà.")
    assert standing.due_at is not None

    assert climb(now=standing.due_at + timedelta(days=30)) == 0


def test_matters_of_an_ended_unit_pass_on() -> None:
    """At a merger the successor's desk takes over what is open, with a record."""
    standing = opened(say())
    old = Unit.objects.get(unit=UNIT)
    UnitVersion.objects.filter(unit=old).update(valid_to=clock.today())
    UnitVersion.objects.filter(unit__unit=f"{UNIT}-mc").update(valid_to=clock.today())
    Succession.objects.create(
        old=old, new=Unit.objects.get(unit=OTHER), on=clock.today(), kind="merged"
    )

    assert (pass_on_ended(), pass_on_ended()) == (1, 0)
    standing.refresh_from_db()
    assert standing.desk_unit == OTHER
    assert CaseMove.objects.filter(act=Act.PASSED_ON, desk_unit=OTHER).count() == 1


def _matters() -> dict[str, int]:
    """One matter of every sort, by name."""
    made = {
        "feedback": opened(say(official="cb-1")),
        "feedback elsewhere": opened(say(counter="bg07213-21-1")),
        "thanks": opened(say("Cảm ơn chị nhiều lắm", score=5, thanks=True)),
        "allegation": opened(say(breaches=1)),
    }
    for name, level in (
        ("at the head", Level.HEAD),
        ("above", Level.ABOVE),
        ("province", Level.PROVINCE),
    ):
        climbed = opened(say())
        CaseStanding.objects.filter(pk=climbed.pk).update(level=level)
        made[name] = climbed
    return {name: standing.pk for name, standing in made.items()}


OWN = {"feedback", "thanks", "at the head", "above", "province"}
SEEN = {
    (Role.HEAD, UNIT): OWN,
    (Role.HANDLER, UNIT): OWN,
    (Role.HEAD, OTHER): {"feedback elsewhere"},
    (Role.HANDLER, OTHER): {"feedback elsewhere"},
    (Role.HEAD, DISTRICT): {"above", "province"},
    (Role.HANDLER, DISTRICT): set(),
    (Role.HEAD, PROVINCE): {"above", "province"},
    (Role.ONE_STOP_CONTROL, PROVINCE): {"province"},
    (Role.ONE_STOP_CONTROL, DISTRICT): {"province"},
    (Role.ONE_STOP_CONTROL, UNIT): {"province"},
    (Role.INSPECTOR, PROVINCE): {"allegation"},
    (Role.INSPECTOR, DISTRICT): set(),
    (Role.INSPECTOR, UNIT): set(),
}


def test_every_role_over_every_matter() -> None:
    """What a role sees over a unit is this table; who is not in it sees nothing."""
    matters = _matters()
    for role in Role:
        for unit in (UNIT, OTHER, DISTRICT, PROVINCE):
            held = Seat("ai-do", str(role), unit)
            found = CaseStanding.objects.filter(reached([held], clock.today()))
            seen = {name for name, case in matters.items() if found.filter(pk=case).exists()}
            assert seen == SEEN.get((role, unit), set()), (role, unit)


def test_seats_add_up() -> None:
    """Somebody with two roles sees what either sees, but never a matter about herself."""
    matters = _matters()
    person(Role.HEAD, UNIT, "hai-vai")
    both = [Seat("hai-vai", Role.HEAD, UNIT), Seat("hai-vai", Role.INSPECTOR, PROVINCE)]
    found = CaseStanding.objects.filter(reached(both, clock.today()))

    assert set(found.values_list("pk", flat=True)) == set(matters.values()) - {
        matters["feedback elsewhere"]
    }
    assert Case.objects.filter(Q(pk__in=matters.values())).count() == len(matters)
