"""The checker holds what is added up of matters against how each of them stands."""

from datetime import datetime, timedelta

import pytest
from django.db.models import F

from nucuoi.accounts.rules import Role
from nucuoi.cases import actions
from nucuoi.cases.models import CaseTally
from nucuoi.foundation import clock
from nucuoi.fsck import check_all
from tests.db.cases.scene import UNIT, opened, say, seat
from tests.ratings_made import make_tree

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 9, 7, 9, tzinfo=clock.HO_CHI_MINH)
CELL = f"ô tháng 202609, đơn vị {UNIT}: "
SUMS = "SAI   Số liệu phản ánh khớp với từng phản ánh: "


@pytest.fixture(autouse=True)
def settled(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Matters that stand in every way that counts."""
    make_tree()
    monkeypatch.setattr(clock, "now", lambda: MONDAY)
    head = seat(Role.HEAD)
    answered, reopened, closed, _ = [say() for _ in range(4)]
    say("Cảm ơn cán bộ", score=5, thanks=True)
    say("Cán bộ vòi tiền tôi")
    monkeypatch.setattr(clock, "now", lambda: MONDAY + timedelta(days=2))
    for rating in (answered, reopened):
        actions.answer(by=head, case=opened(rating).pk, text="Chúng tôi xin lỗi.")
        actions.say_satisfied(rating=rating.pk)
    actions.reopen(rating=reopened.pk)
    actions.close(by=head, case=opened(closed).pk, text="Trùng với phản ánh khác.")


def said() -> list[str]:
    """What is wrong with the sums of matters."""
    lines: list[str] = []
    check_all(lines.append)
    return [line.removeprefix(SUMS) for line in lines if line.startswith("SAI")]


def test_nothing_is_wrong() -> None:
    """What the product added up itself is right."""
    assert CaseTally.objects.filter(count__gt=0).values("what").distinct().count() == 9
    assert said() == []


@pytest.mark.parametrize(
    ("what", "count", "name"),
    [
        ("came", 4, "came"),
        ("judged", 3, "judged"),
        ("on_time", 3, "on_time"),
        ("heard", 2, "heard"),
        ("satisfied", 1, "satisfied"),
        ("reopened", 1, "reopened"),
        ("waiting", 2, "waiting"),
        ("answers", 2, "answers sau 2 ngày"),
        ("closes", 1, "closes sau 2 ngày"),
    ],
)
def test_a_bent_cell_is_named(what: str, count: int, name: str) -> None:
    """One more or fewer than there are matters, by month, unit and what is counted; nothing else is."""
    for by in (1, -2):
        CaseTally.objects.filter(what=what).update(count=F("count") + by)
    assert said() == [f"{CELL}{name} = {count - 1}, đúng ra {count}"]


def test_missing_and_slipped_in_cells_are_named() -> None:
    """A cell that is missing, and one that no matter fills; an empty one is no fault."""
    CaseTally.objects.filter(what="heard").update(what="khac", count=0)
    assert said() == [f"{CELL}heard không có, đúng ra 2"]

    CaseTally.objects.filter(what="khac").update(count=1)
    assert said() == [f"{CELL}khac = 1, đúng ra 0 (và 1 lỗi nữa)"]
