"""From a flag to an exclusion and back: who looks, who proposes, who decides, and what then counts."""

import re
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from django.db.models import Sum
from django.test import Client

from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Forbidden, Invalid
from nucuoi.foundation.seat import Seat
from nucuoi.ledger import queries as ledger
from nucuoi.ledger.proving import index_of
from nucuoi.ratings.models import Rating
from nucuoi.ratings.sealing import seal_all
from nucuoi.scores import actions, queries
from nucuoi.scores.figures import flagging
from nucuoi.scores.follower import follow_all
from nucuoi.scores.models import ExcludedRating, Exclusion, Flag, MonthTally
from nucuoi.scores.rebuild import rebuild
from tests.db.oversight.conftest import data, office
from tests.flags_scene import COUNTER, HOST, Tablet, tablet, working_day

__all__ = ["data", "office"]

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
STAFF = Seat("so-noi-vu", "home_affairs", "bg-24-2021")
FRONT = Seat("mat-tran", "supervisor")
WHY = {"why": "Buổi tập huấn bấm thử máy", "basis": "Biên bản ngày 12/11, ông An lập"}


@pytest.fixture
def kiosk(office: Path) -> Tablet:
    """A tablet with an honest day and a burst on it, all in the log and counted, and its flag."""
    made, day = tablet(), working_day()
    made.quiet(day)
    made.burst(day, official="cb-1")
    seal_all()
    follow_all()
    flagging.flag_due()
    return made


def flag() -> Flag:
    """The burst's flag."""
    return Flag.objects.get(rule="F3")


def counted() -> int:
    """All ratings that count."""
    follow_all()
    return int(MonthTally.objects.aggregate(n=Sum("n"))["n"] or 0)


def propose() -> int:
    """The ratings of the burst's three minutes are proposed."""
    return actions.propose_of_flag(
        by=STAFF, flag=flag().pk, reason="trial", since=time(9), until=time(9, 3), **WHY
    )


def test_nothing_moves_until_the_front_confirms(kiosk: Tablet) -> None:
    """Proposed, all count; confirmed, the set alone does not, a leaf each; a rebuild agrees."""
    leaves, number = ledger.size(), propose()
    assert (counted(), ledger.size()) == (17, leaves)

    assert actions.confirm(by=FRONT, exclusion=number, why="Đã gặp đơn vị") == 12
    assert (counted(), ledger.size()) == (5, leaves + 12)
    cells = list(MonthTally.objects.order_by("official", "field").values_list("official", "n"))
    rebuild()
    kept = MonthTally.objects.exclude(n=0).order_by("official", "field")
    assert [row for row in cells if row[1]] == list(kept.values_list("official", "n"))
    burst = index_of(Rating.objects.filter(official__code="cb-1")[0].pk) or 0
    assert ledger.exclusion(burst) == "trial"


def test_what_was_taken_out_is_taken_back_the_same_way(kiosk: Tablet) -> None:
    """The undoing is proposed and confirmed too; then every count is as before."""
    number = propose()
    actions.confirm(by=FRONT, exclusion=number, why="Đã xem")
    with pytest.raises(Forbidden):
        actions.confirm(
            by=STAFF, exclusion=actions.propose_undoing(by=STAFF, exclusion=number, **WHY), why="x"
        )
    with pytest.raises(Conflict):
        actions.propose_undoing(by=STAFF, exclusion=number, **WHY)
    undoing = Exclusion.objects.get(undoes=number).pk
    assert counted() == 5

    assert actions.confirm(by=FRONT, exclusion=undoing, why="Có người dân xác nhận") == 12
    assert counted() == 17
    assert queries.taken_out((0, 999_999)) == []
    assert ExcludedRating.objects.count() == 12


def test_a_refusal_changes_nothing(kiosk: Tablet) -> None:
    """Refused with a reason, everything counts on, and it cannot be confirmed after all."""
    number, leaves = propose(), ledger.size()
    actions.refuse(by=FRONT, exclusion=number, why="Chưa đủ căn cứ")

    assert (counted(), ledger.size()) == (17, leaves)
    with pytest.raises(Conflict):
        actions.confirm(by=FRONT, exclusion=number, why="Thôi được")


def test_ratings_that_moved_meanwhile_are_passed_over(kiosk: Tablet) -> None:
    """Two proposals over the same ratings: none is taken out twice."""
    first, second = propose(), propose()
    actions.confirm(by=FRONT, exclusion=first, why="Đã xem")

    assert actions.confirm(by=FRONT, exclusion=second, why="Đã xem") == 0
    assert counted() == 5
    with pytest.raises(Invalid):
        propose()


def test_a_set_by_counter_days_and_evidence(kiosk: Tablet) -> None:
    """A counter, a span and one evidence class; another class is not touched."""
    day = working_day()
    with pytest.raises(Invalid):
        actions.propose_of_counter(by=STAFF, counter=COUNTER, first=day, last=day,
                                   evidence="open", reason="sabotage", **WHY)  # fmt: skip
    number = actions.propose_of_counter(by=STAFF, counter=COUNTER, first=day, last=day,
                                        evidence="kiosk", reason="sabotage", **WHY)  # fmt: skip
    assert actions.confirm(by=FRONT, exclusion=number, why="Đã xem") == 17
    assert counted() == 0


def test_looks_are_records(kiosk: Tablet) -> None:
    """An outcome with its reason, never overwritten; a settled flag is not looked at again."""
    number = flag().pk
    with pytest.raises(Invalid):
        actions.look(by=STAFF, flag=number, outcome="nothing", why=" ")
    actions.look(by=STAFF, flag=number, outcome="visit", why="Hẹn ngày 02/12")
    actions.look(by=STAFF, flag=number, outcome="nothing", why="Đoàn học sinh tham quan")
    row = queries.flag([STAFF], number, clock.today())

    assert [one.outcome for one in row.looks] == ["visit", "nothing"]
    with pytest.raises(Conflict):
        actions.look(by=STAFF, flag=number, outcome="visit", why="Xem lại")
    with pytest.raises(Conflict):
        propose()


def test_every_act_stands_in_the_journal(kiosk: Tablet) -> None:
    """Looked, proposed, confirmed: each with who did it."""
    actions.confirm(by=FRONT, exclusion=propose(), why="Đã xem")
    rows = Event.objects.filter(action__startswith="scores.").order_by("id")

    assert list(rows.values_list("action", "actor")) == [
        ("scores.flag.looked", STAFF.username),
        ("scores.excluding.proposed", STAFF.username),
        ("scores.exclusion.confirmed", FRONT.username),
    ]


def text_of(client: Client, url: str) -> str:
    """The text of a page, white space folded."""
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.parametrize(
    ("role", "unit", "sees", "looks"),
    [
        ("head", HOST, True, False),
        ("head", "bg-07213-2021", False, False),
        ("home_affairs", "bg-24-2021", True, True),
        ("one_stop_control", "bg-24-2021", True, True),
        ("supervisor", "", True, False),
    ],
)
def test_who_sees_and_who_looks(
    kiosk: Tablet, client_of: ClientOf, role: str, unit: str, sees: bool, looks: bool
) -> None:
    """The head sees flags of her unit at once, without minutes; only the operating side settles them."""
    client, number = client_of(role, unit), flag().pk
    listed = text_of(client, "/dau-hieu/")
    assert ("Nhiều lượt dồn trong ba phút" in listed) is sees
    page = client.get(f"/dau-hieu/{number}/")
    assert page.status_code == (200 if sees else 403)
    if sees:
        assert ("Sáng" in page.content.decode()) is (role == "head")
    answer = client.post(f"/dau-hieu/{number}/xem", {"outcome": "visit", "why": "Hẹn xem"})
    assert answer.status_code == (302 if looks else 403)


@pytest.mark.parametrize("role", ["official", "handler", "inspector", "admin", "press"])
def test_nobody_else_sees_flags(kiosk: Tablet, client_of: ClientOf, role: str) -> None:
    """Flags under examination stand on nobody else's page."""
    for url in ("/dau-hieu/", f"/dau-hieu/{flag().pk}/", "/loai-khoi-so-lieu/"):
        assert client_of(role).get(url).status_code == 403


def test_the_whole_way_by_pages(kiosk: Tablet, client_of: ClientOf) -> None:
    """Looked at, proposed, refused a wrong form, confirmed by the Front, shown as excluded."""
    staff, front, number = (
        client_of("home_affairs", "bg-24-2021"),
        client_of("supervisor"),
        flag().pk,
    )
    form = {f"loai-{name}": value for name, value in
            (WHY | {"reason": "trial", "since": "9:00", "until": "9:03"}).items()}  # fmt: skip
    assert staff.post(f"/dau-hieu/{number}/loai", form | {"loai-until": "8:00"}).status_code == 422
    assert staff.post(f"/dau-hieu/{number}/loai", form).status_code == 302
    made = Exclusion.objects.get().pk
    decision = f"/giam-sat/loai-khoi-so-lieu/{made}"
    assert staff.post(decision, {"why": "Tự xác nhận", "decision": "confirm"}).status_code == 403
    assert "1 đề nghị loại khỏi số liệu đang chờ" in text_of(front, "/giam-sat/")
    assert "Buổi tập huấn bấm thử máy" in text_of(front, "/giam-sat/loai-khoi-so-lieu/")
    assert front.post(decision, {"why": "", "decision": "confirm"}).status_code == 422
    assert front.post(decision, {"why": "Đã gặp đơn vị", "decision": "confirm"}).status_code == 302

    assert counted() == 5
    assert "Đã loại" in text_of(staff, "/loai-khoi-so-lieu/")
    kept = front.get("/giam-sat/loai-khoi-so-lieu/da-xac-nhan.txt").content.decode()
    assert len(kept.splitlines()) == 12
    assert staff.post(f"/loai-khoi-so-lieu/{made}/tinh-lai", WHY).status_code == 302
    assert "Chờ Mặt trận xác nhận" in text_of(staff, "/loai-khoi-so-lieu/")


@pytest.mark.parametrize("role", ["head", "supervisor", "admin", "official"])
def test_nobody_else_proposes(kiosk: Tablet, client_of: ClientOf, role: str) -> None:
    """Neither the rated side nor the Front proposes."""
    form = WHY | {"counter": COUNTER, "first": "01/11/2026", "last": "02/11/2026",
                  "evidence": "kiosk", "reason": "trial"}  # fmt: skip
    assert client_of(role).post("/loai-khoi-so-lieu/quay", form).status_code == 403


def test_a_counter_that_is_not_there(kiosk: Tablet, client_of: ClientOf) -> None:
    """A wrong code is said at its field."""
    form = WHY | {"counter": "khong-co", "first": "01/11/2026", "last": "02/11/2026",
                  "evidence": "kiosk", "reason": "trial"}  # fmt: skip
    answer = client_of("one_stop_control", "bg-24-2021").post("/loai-khoi-so-lieu/quay", form)

    assert answer.status_code == 422
    assert "Không có quầy mang mã này" in answer.content.decode()


def test_what_waits_is_counted(kiosk: Tablet) -> None:
    """A flag waits until somebody looked, and while it is to be seen on the spot."""
    units = ["bg-07210-2021-mc"]
    assert queries.waiting(clock.today(), units) == 1
    actions.look(by=STAFF, flag=flag().pk, outcome="visit", why="Hẹn xem")
    assert queries.waiting(clock.today(), units) == 1
    actions.look(by=STAFF, flag=flag().pk, outcome="nothing", why="Đoàn tham quan")
    assert queries.waiting(clock.today(), units) == 0
    assert queries.waiting(clock.today(), ["bg-07213-2021-mc"]) == 0
