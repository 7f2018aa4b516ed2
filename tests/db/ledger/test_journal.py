"""The journal of staff acts stands in the log row by row, whatever the clock does."""

import hashlib
import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction
from django.db.models import F
from pytest_django import DjangoDbBlocker

from nucuoi.audit.actions import record
from nucuoi.audit.jobs import commit_rows
from nucuoi.audit.models import Event
from nucuoi.auditor import bundle
from nucuoi.auditor.counting import Recount
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.fsck import check_all
from nucuoi.ledger import actions, queries
from nucuoi.ledger.models import Leaf
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import Kind, canonical_json
from tests.own_database import other_connection, own_database
from tests.triggers import lifted

DAY = timedelta(days=1)
_LATE_ACT = """
    INSERT INTO audit_event (at, actor, role, unit, action, subject, facts)
    VALUES (now() - interval '1 day', 'a', 'admin', '', 'accounts.user.signed_in', 'late', '{}')
"""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def act(subject: str) -> None:
    """One act of a member of staff."""
    record(by=SYSTEM, action="accounts.user.signed_in", subject=subject, facts="Thử “dấu”")


def days_pass(days: int = 1) -> None:
    """Moves the rows without a leaf back, as if those days were over."""
    newest = covered()[-1][1] if covered() else 0
    with lifted("audit_event"):
        Event.objects.filter(id__gt=newest).update(at=F("at") - timedelta(days=days))


def faults() -> str:
    """What `fsck` complains of, all of it."""
    said: list[str] = []
    check_all(said.append)
    return "\n".join(line for line in said if line.startswith("SAI"))


def covered() -> list[tuple[int, int, int]]:
    """First, last and number of rows of each leaf, as the auditor reads them."""
    cores = [json.loads(bytes(leaf.core)) for leaf in Leaf.objects.filter(kind=5).order_by("index")]
    return [(core["first"], core["last"], core["n"]) for core in cores if core["v"] == 2]


def auditor_says() -> list[str]:
    """What the auditor finds wrong in the leaves by themselves."""
    recount = Recount()
    leaves = [bundle.Leaf(*opening) for opening in queries.openings(0, queries.size())]
    return [fault for leaf in leaves if (fault := recount.add(leaf))]


@pytest.mark.usefixtures("data")
def test_one_leaf_a_day() -> None:
    """Today's acts have no leaf yet; the first turn of the next day adds one, over all of them."""
    act("a")
    act("b")
    assert commit_rows() == 0
    days_pass()
    assert (commit_rows(), commit_rows()) == (1, 0)
    act("c")
    assert commit_rows() == 0
    days_pass(2)
    assert (commit_rows(), commit_rows()) == (1, 0)

    first, second = covered()
    assert (first[2], second[2], first[1] + 1) == (2, 1, second[0])
    assert (faults(), auditor_says()) == ("", [])


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("days", [-400, -3, -1, 1, 3, 400])
def test_a_clock_that_jumped(days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Acts before, under and after a wrong clock all have their leaf, and `fsck` stays clean."""
    right = clock.now
    for number, off in enumerate((0, days, 0, -days, 0)):
        monkeypatch.setattr(clock, "now", lambda off=off: right() + timedelta(days=off))
        act(f"{number}")
        commit_rows()
        act(f"{number} again")
        commit_rows()
        assert faults() == ""
    monkeypatch.setattr(clock, "now", lambda: right() + DAY)
    commit_rows()

    assert covered()[-1][1] == Event.objects.latest("id").pk
    assert (faults(), auditor_says()) == ("", [])


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("harm", ["changed", "deleted", "put before", "put in place of another"])
def test_a_row_altered_later(harm: str) -> None:
    """A row that has its leaf cannot be changed, removed or added unseen."""
    act("a")
    act("b")
    days_pass()
    commit_rows()
    with lifted("audit_event"):
        rows = Event.objects.all()
        if harm == "changed":
            rows.filter(subject="a").update(actor="somebody")
        elif harm == "deleted":
            rows.filter(subject="b").delete()
        elif harm == "put before":
            rows.filter(subject="a").update(id=0)
        else:
            rows.filter(subject="a").update(id=F("id") + 100)
            rows.filter(subject="b").update(id=F("id") - 1)

    assert "nhật ký dòng" in faults()


@pytest.mark.usefixtures("data")
def test_a_leaf_left_out() -> None:
    """A leaf that does not begin where the one before ended is named by `fsck` and by the auditor."""
    act("a")
    days_pass()
    commit_rows()
    last = covered()[-1][1]
    _append({"v": 2, "first": last + 2, "last": last + 3, "n": 0, "digest": _empty()})

    assert f"nhật ký: sau dòng {last} là dòng {last + 2}" in faults()
    assert f"nhật ký sau dòng {last} là dòng {last + 2}" in auditor_says()


@pytest.mark.usefixtures("data")
def test_leaves_of_days_stay_right() -> None:
    """After an upgrade leaves over days still hold; the first new one covers their rows once more.

    What a clock that fell back writes on one of those days afterwards belongs to the new leaves.
    """
    act("a")
    act("b")
    days_pass(2)
    today = clock.day_number(clock.local(clock.now()).date())
    _append_day(today - 2)
    _append_day(today - 1)
    assert faults() == ""

    assert commit_rows() == 1
    act("c")
    days_pass_for("c", 2)
    assert commit_rows() == 1

    assert (faults(), auditor_says()) == ("", [])
    assert [n for *_, n in covered()] == [2, 1]
    with lifted("audit_event"):
        Event.objects.filter(subject="a").update(actor="somebody")
    assert "nhật ký ngày" in faults()


@pytest.mark.postgresql
def test_an_act_under_way_is_waited_for(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row whose number was given out and whose act is not over yet falls between no two leaves."""
    with django_db_blocker.unblock(), own_database(tmp_path), other_connection() as link:
        link.execute("BEGIN")
        link.execute(_LATE_ACT)
        with monkeypatch.context() as patch:
            patch.setattr(clock, "now", lambda: datetime.now(UTC) - DAY)
            act("later number, committed first")
        with pytest.raises(OperationalError, match="lock timeout"):
            commit_rows()
        assert covered() == []

        threading.Timer(0.5, link.commit).start()
        assert commit_rows() == 1
        assert covered() == [(1, 2, 2)]
        assert faults() == ""
        connection.close()


def days_pass_for(subject: str, days: int) -> None:
    """One act was written by a clock that had fallen back."""
    with lifted("audit_event"):
        Event.objects.filter(subject=subject).update(at=F("at") - timedelta(days=days))


def _append_day(day: int) -> None:
    """A leaf as versions before this wrote it: over the rows of a day of Viet Nam."""
    total, n = hashlib.sha256(), 0
    for row in Event.objects.order_by("id"):
        if clock.day_number(clock.local(row.at).date()) == day:
            total.update(_line(row))
            n += 1
    _append({"v": 1, "day": day, "n": n, "digest": total.hexdigest()}, subject=day)


def _line(row: Event) -> bytes:
    facts = '{"facts":"Thử “dấu”"}'
    said = {name: getattr(row, name) for name in ("actor", "role", "unit", "action", "subject")}
    at = (row.at - _EPOCH) // timedelta(microseconds=1)
    return canonical_json({"id": row.pk, "at": at, "facts": facts, **said}) + b"\n"


def _append(core: dict[str, object], subject: int | None = None) -> None:
    with transaction.atomic():
        actions.append([Entry(Kind.AUDIT, subject, canonical_json(core))])


def _empty() -> str:
    return hashlib.sha256().hexdigest()
