"""The way of an export: asked, made beside the worker, taken away, removed; each by who may."""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from nucuoi.audit.models import Event
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid
from nucuoi.reports import actions, jobs, making, queries, way
from nucuoi.reports.models import Export
from nucuoi.reports.rules.question import Kind
from tests.cast import Member, person, signed_in
from tests.db.reports.conftest import AN_CHAU, AS_OF, DISTRICT, VAN_SON, asked, made, question
from tests.keeping_folder import at_folder, new_folder
from tests.ratings_made import make_rating, make_ratings, make_tree

OCTOBER = AS_OF
PAGE = "/xuat-so-lieu/"
FORM = {
    "kind": "raw",
    "form": "csv",
    "unit": DISTRICT,
    "first": "2026-10-01",
    "last": "2026-10-31",
    "evidence": ["1", "2"],
}


def facts(action: str) -> list[dict[str, object]]:
    """What the journal holds of an act, oldest first."""
    return [event.facts for event in Event.objects.filter(action=action).order_by("id")]


def test_asked_on_the_page_and_taken_away(folder: Path, asker: Member) -> None:
    """From the form to the file, with both ends in the journal."""
    make_ratings([5, 3], on=OCTOBER)
    client = signed_in(asker)

    answer = client.post(f"{PAGE}?ngay=2026-10-31", FORM)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert making.make_waiting() == 1
    page = client.get(PAGE)
    file = client.get(f"{PAGE}{Export.objects.get().pk}/tai-ve/")

    assert "2 dòng" in page.content.decode()
    assert b"".join(file).count(b"\r\n") == 3
    name = "nu-cuoi-tung-luot-20261001-20261031.csv"
    assert file["Content-Disposition"] == f'attachment; filename="{name}"'
    assert file["Cache-Control"] == "private, no-store"
    (first,) = facts("reports.export.asked")
    assert first["what"] == "từng lượt đánh giá"
    assert (first["unit"], first["since"], first["as_of"]) == (DISTRICT, "2026-10-01", "2026-10-31")
    assert facts("reports.export.downloaded") == [first | {"rows": 2}]


def test_the_rated_side_gets_tables_only(folder: Path) -> None:
    """A head is offered no raw ratings and is refused them when she asks all the same."""
    make_rating(on=OCTOBER)
    head = signed_in(person("head", AN_CHAU))
    form = FORM | {"unit": AN_CHAU}

    page = head.get(PAGE).content.decode()
    answer = head.post(PAGE, form)

    assert "Từng lượt đánh giá</label>" not in page
    assert answer.status_code == 200
    assert not Export.objects.exists()
    assert head.post(PAGE, form | {"kind": "table"}).status_code == 302


@pytest.mark.parametrize("role", ["official", "handler", "inspector", "press", "admin", "council"])
def test_others_have_no_exports(client_of: Callable[..., Client], folder: Path, role: str) -> None:
    """Whoever needs none is refused the page and all below it."""
    client = client_of(role)

    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, FORM).status_code == 403
    assert client.get(f"{PAGE}1/tai-ve/").status_code == 403


def test_nobody_asks_beyond_her_units(folder: Path) -> None:
    """A unit outside is not in the list, and is refused when it is sent all the same."""
    head = signed_in(person("head", AN_CHAU))

    answer = head.post(PAGE, FORM | {"kind": "table", "unit": VAN_SON})

    assert answer.status_code == 200
    assert not Export.objects.exists()


def test_what_is_not_over_is_not_given(folder: Path, asker: Member) -> None:
    """Today and the present month are left out: two exports would show one person's answer."""
    today = clock.today()
    with pytest.raises(Invalid, match="hôm qua"):
        actions.ask(by=asker.seat, question=question(last=today))
    with pytest.raises(Invalid, match="tháng trọn"):
        actions.ask(
            by=asker.seat,
            question=question(
                kind=Kind.TABLE, first=today - timedelta(days=20), last=today - timedelta(days=1)
            ),
        )
    assert not Export.objects.exists()


def test_a_file_is_its_askers_own(folder: Path, asker: Member) -> None:
    """Somebody else with the same role finds nothing under its number."""
    export = made(asker)
    other = signed_in(person("one_stop_control", DISTRICT, username="khac"))

    assert other.get(f"{PAGE}{export.number}/tai-ve/").status_code == 404
    assert other.post(f"{PAGE}{export.number}/xoa/").status_code == 404
    assert not facts("reports.export.downloaded")


def test_who_lost_the_role_takes_nothing_away(folder: Path, asker: Member) -> None:
    """Permission is asked again at the download."""
    export = made(asker)
    asker.user.grants.all().delete()
    person_now = person("head", AN_CHAU, username="moi")
    Export.objects.filter(pk=export.number).update(asked_by=person_now.user.username)

    assert signed_in(asker).get(f"{PAGE}{export.number}/tai-ve/").status_code == 403
    assert signed_in(person_now).get(f"{PAGE}{export.number}/tai-ve/").status_code == 403


def test_removing_takes_the_file_too(folder: Path, asker: Member) -> None:
    """After it there is neither file nor row on the page, but both ends in the journal."""
    export = made(asker)
    client = signed_in(asker)

    assert client.post(f"{PAGE}{export.number}/xoa/").status_code == 302

    assert list((folder / "exports").iterdir()) == []
    assert client.get(f"{PAGE}{export.number}/tai-ve/").status_code == 410
    assert queries.exports_of(asker.user.username) == []
    assert len(facts("reports.export.removed")) == 1


def test_an_export_removed_while_it_is_made(
    folder: Path, asker: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its making stops at the next look, and leaves no file."""
    make_ratings([5] * 5, on=OCTOBER)
    export = asked(asker)
    monkeypatch.setattr(making, "_EVERY_S", 0)
    monkeypatch.setattr(way, "go_on", lambda *_: actions.remove(by=asker.seat, export=export))

    assert not making.make(export)

    assert list((folder / "exports").iterdir()) == []
    assert Export.objects.get().failed_at is None


def test_one_that_fails_holds_up_no_other(folder: Path, asker: Member) -> None:
    """A unit that is not there any more fails loudly in the log, and the next one is made."""
    broken = asked(asker)
    Export.objects.filter(pk=broken.number).update(unit="khong-co")
    asked(asker)

    assert making.make_waiting() == 1

    rows = queries.exports_of(asker.user.username)
    assert [row.is_ready for row in rows] == [True, False]
    assert "Không làm được" in signed_in(asker).get(PAGE).content.decode()
    assert queries.next_waiting() is None


def test_what_was_cut_off_is_made_again(folder: Path, asker: Member) -> None:
    """A maker that was killed leaves half a file; the next one begins anew."""
    make_rating(on=OCTOBER)
    export = asked(asker)
    (folder / "exports").mkdir()
    (folder / "exports" / f"{export.number}.csv").write_text("nửa tệp" * 10_000)
    Export.objects.update(started_at=clock.now(), percent=40, rows=9)

    assert making.make_waiting() == 1

    row = queries.export(export.number, asker.user.username)
    assert (row.rows, row.size) == (1, (folder / "exports" / f"{export.number}.csv").stat().st_size)


def test_three_wait_at_most(folder: Path, asker: Member) -> None:
    """A fourth is refused until one is done."""
    for _ in range(3):
        asked(asker)
    with pytest.raises(Conflict, match="3 tệp"):
        asked(asker)

    making.make_waiting()
    asked(asker)


def test_seven_days_later_they_are_gone(folder: Path, asker: Member) -> None:
    """Old files and leftovers are swept, young ones and what is being written stay."""
    old, young = made(asker), made(asker)
    week_ago = clock.now() - timedelta(days=7, minutes=1)
    Export.objects.filter(pk=old.number).update(finished_at=week_ago)
    leftover, scratch = folder / "exports" / "tmp1", folder / "exports" / "tmp2"
    leftover.touch()
    scratch.touch()
    yesterday = time.time() - 25 * 3600
    os.utime(leftover, (yesterday, yesterday))

    assert jobs.sweep() == 2

    left = {file.name for file in (folder / "exports").iterdir()}
    assert left == {f"{young.number}.csv", "tmp2"}
    assert actions.sweep() == 0


@pytest.mark.django_db(transaction=True)
def test_made_in_a_process_beside_the_worker(tmp_path: Path) -> None:
    """The worker's turn starts the real command, which finishes the file; the worker goes on."""
    with at_folder(new_folder(tmp_path / "var")) as data:
        make_tree()
        make_ratings([5, 4], on=OCTOBER)
        export = asked(person("one_stop_control", DISTRICT))

        deadline = time.monotonic() + 60
        while not jobs.make_exports():
            assert time.monotonic() < deadline, "the file was not made"
            time.sleep(0.05)

        assert queries.export(export.number, "one-stop-control").rows == 2
        assert (data / "exports" / f"{export.number}.csv").exists()
        assert jobs.make_exports() == 0
        assert not jobs._export.running
