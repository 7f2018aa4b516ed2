"""One table says what personal data is kept and how long; nothing else deletes any."""

import ast
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils.module_loading import import_string

from nucuoi.cases import actions
from nucuoi.cases.actions.retention import erase, forget_texts
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.kiosk.actions.held import forget_held
from nucuoi.kiosk.models import HeldItem, HeldTaking
from nucuoi.notify.models import Notice
from nucuoi.organisation.models import Counter
from nucuoi.ratings.actions import pair_device
from nucuoi.ratings.models import Device, Remark
from nucuoi.retention import RETENTION
from nucuoi.schedule import JOBS
from tests.db.cases.scene import opened, seat
from tests.db.cases.test_dialogue import answered, complain
from tests.db.cases.test_protection import leave_contact
from tests.db.portal.conftest import data, office

__all__ = ["data", "office"]

PACKAGE = Path(__file__).resolve().parents[2] / "nucuoi"
PERSONAL = {table for row in RETENTION for table in row.tables}
HERS = (
    "nucuoi.ratings.actions.erasing",
    "nucuoi.cases.actions.retention",
    "nucuoi.kiosk.actions.photos",
)
"""Where somebody's own click deletes; the first two are what `forget_texts` and `forget_contacts` call."""
SPOKEN_OF = {apps.get_model(table).__name__: table for table in PERSONAL}


def modules() -> Iterator[tuple[str, ast.Module]]:
    """All of the product, with its names; migrations are run once and are no code of every day."""
    for path in PACKAGE.rglob("*.py"):
        if "migrations" not in path.parts:
            name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
            yield name, ast.parse(path.read_text())


def deletions(tree: ast.Module) -> Iterator[ast.AST]:
    """Functions that delete rows, by the ORM or in SQL."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.Module):
            inside = [one for one in ast.walk(node) if _deletes(one)]
            if inside and isinstance(node, ast.FunctionDef):
                yield node
    yield from (
        node
        for node in tree.body
        if isinstance(node, ast.Assign) and any(map(_deletes, ast.walk(node)))
    )


def _deletes(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in {"delete", "_raw_delete"}
    words = (
        node.value.upper() if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    )
    return "DELETE FROM" in words or "TRUNCATE TABLE" in words


def spoken_of(node: ast.AST) -> set[str]:
    """The personal tables that a piece of code names, as a class or in SQL."""
    names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    texts = " ".join(
        one.value
        for one in ast.walk(node)
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )
    in_sql = {table for table in PERSONAL if apps.get_model(table)._meta.db_table in texts}
    return {SPOKEN_OF[name] for name in names & SPOKEN_OF.keys()} | in_sql


def test_nothing_else_deletes_personal_data() -> None:
    """Code that deletes rows of those tables is what the table runs, or the writer's own erasure."""
    found = {
        (name, table)
        for name, tree in modules()
        for node in deletions(tree)
        for table in spoken_of(node)
    }
    run = {row.forget.rpartition(".")[0] for row in RETENTION if row.forget} | set(HERS)
    run |= {import_string(row.forget).__module__ for row in RETENTION if row.forget}

    assert {table for _, table in found} >= {"ratings.remark", "ratings.contactdetail"}
    assert {name for name, _ in found} - run == set()


def test_the_walk_would_find_one() -> None:
    """A deletion hidden in another module, by the ORM or in SQL, is seen."""
    orm = ast.parse("def f():\n    Remark.objects.filter(pk=1).delete()")
    sql = ast.parse("_SQL = 'DELETE FROM ratings_remark'")

    assert [spoken_of(node) for tree in (orm, sql) for node in deletions(tree)] == [
        {"ratings.remark"},
        {"ratings.remark"},
    ]


def test_the_schedule_runs_the_table() -> None:
    """Each row with a function is a job, every other row says what ends it, and settings exist."""
    jobs = {job.function for job in JOBS}

    assert {row.forget for row in RETENTION if row.forget} <= jobs
    assert [row.name for row in RETENTION if not (row.forget or row.ends)] == []
    assert [
        row.name for row in RETENTION if row.setting and not hasattr(django_settings, row.setting)
    ] == []


@pytest.mark.django_db
def test_the_database_deletes_nothing_by_itself() -> None:
    """No trigger deletes rows, and no foreign key takes rows along."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
            words = {name: sql.upper() for name, sql in cursor.fetchall()}
            assert "cases_search_gone" in words
            assert [name for name, sql in words.items() if "DELETE FROM" in sql] == []
            assert [name for name, sql in words.items() if "ON DELETE CASCADE" in sql] == []
            return
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'f' AND confdeltype <> 'a'"
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT p.proname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND upper(p.prosrc) LIKE '%DELETE FROM%'"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
@pytest.mark.usefixtures("office")
def test_texts_go_when_the_office_says_so(settings: Any) -> None:
    """With a number of days what is older goes, but not while its matter is open; without, none goes."""
    closed, _ = complain()
    running, _ = complain()
    actions.close(by=seat("head"), case=opened(closed).pk, text="Xong tại chỗ.")
    settings.KEEP_TEXT_DAYS = 0
    assert forget_texts() == 0
    settings.KEEP_TEXT_DAYS = 1
    tomorrow = clock.now() + timedelta(days=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: clock.local(tomorrow).date())
        assert (forget_texts(), forget_texts()) == (1, 0)
    assert list(Remark.objects.values_list("pk", flat=True)) == [running.pk]


@pytest.mark.django_db
@pytest.mark.usefixtures("office")
def test_an_erasure_reaches_what_waits_to_be_sent(settings: Any, tmp_path: Path) -> None:
    """The address of a notice that waits goes with the text."""
    settings.MAIL_URL = f"folder://{tmp_path}"
    rating, _ = complain()
    leave_contact(rating)
    answered(rating)
    assert Notice.objects.get().sealed_to is not None

    erase(rating=rating.pk)

    assert Notice.objects.get().sealed_to is None


@pytest.mark.django_db
@pytest.mark.usefixtures("office")
def test_copies_of_held_ratings_are_emptied(settings: Any) -> None:
    """At once when taken in, else when their time is over; that there was one stays."""
    settings.KEEP_HELD_DAYS = 30
    pair_device(by=SYSTEM, name="Máy 1", counter=Counter.objects.all()[0])
    now = clock.now()
    for number, age in enumerate((0, 0, 31)):
        HeldItem.objects.create(
            uuid=f"{number:036}", device=Device.objects.get(), status="closed", errors={},
            content={"remark": "0912345678"}, arrived_at=now - timedelta(days=age),
        )  # fmt: skip
    HeldTaking.objects.create(item=HeldItem.objects.get(uuid=f"{0:036}"), by="an", at=now)

    assert (forget_held(), forget_held()) == (2, 0)
    assert [one.content != {} for one in HeldItem.objects.order_by("uuid")] == [False, True, False]


@pytest.mark.django_db
def test_sessions_that_are_over_go() -> None:
    """Expired ones, and only those."""
    for number, hours in enumerate((-1, 1)):
        Session.objects.create(
            session_key=str(number),
            session_data="",
            expire_date=clock.now() + timedelta(hours=hours),
        )

    assert import_string("nucuoi.accounts.actions.sessions.forget_sessions")() == 1
    assert [one.session_key for one in Session.objects.all()] == ["1"]
