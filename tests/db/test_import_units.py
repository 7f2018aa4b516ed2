"""Importing the lists: everything at once, twice without effect, wrong ones not at all."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from nucuoi import cli
from nucuoi.audit.models import Event
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation import actions, queries
from nucuoi.organisation.actions import import_units
from nucuoi.organisation.actions.import_units import PACKAGED
from nucuoi.organisation.errors import WrongList
from nucuoi.organisation.models import (
    Field,
    Procedure,
    ServicePoint,
    Succession,
    Unit,
    UnitVersion,
)

pytestmark = pytest.mark.django_db
TABLES = (Unit, UnitVersion, Succession, ServicePoint, Field, Procedure)
TODAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the packaged lists that a test may spoil."""
    return Path(shutil.copytree(PACKAGED, tmp_path / "lists"))


def counts() -> list[int]:
    """Rows of each table."""
    return [table.objects.count() for table in TABLES]


def correct(folder: Path, file: str, old: str, new: str) -> None:
    """Replaces a piece of text in a list."""
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))


def test_the_whole_tree_is_imported() -> None:
    """Units of every time, their service points, 48 fields and 224 procedures are there."""
    imported = import_units(by=SYSTEM)

    by_day = {
        day: [len(queries.units_as_of(day, level)) for level in ("province", "district", "commune")]
        for day in (date(2021, 8, 1), date(2023, 1, 1), date(2025, 3, 1), date(2025, 8, 1))
    }
    assert list(by_day.values()) == [[1, 10, 209], [1, 10, 209], [1, 10, 192], [1, 0, 99]]
    assert imported.counts["fields"] == Field.objects.count() == 48
    assert imported.counts["procedures"] == Procedure.objects.count() == 224
    points = UnitVersion.objects.filter(level="service_point").values("unit").distinct()
    assert ServicePoint.objects.count() == points.count()
    assert imported.sentence.startswith("Đã thêm ")


def test_the_import_is_audited_and_seen_at_once() -> None:
    """One audit row with the counts; the intake version moves."""
    import_units(by=SYSTEM)

    event = Event.objects.get()
    assert (event.action, event.actor) == ("organisation.lists.imported", "system")
    assert event.facts["procedures"] == 224
    assert queries.intake_version() > 0


def test_a_second_import_changes_nothing_and_says_so() -> None:
    """The same lists again add no row, no audit row, and do not disturb intake."""
    import_units(by=SYSTEM)
    before = (counts(), queries.intake_version(), Event.objects.count())

    again = import_units(by=SYSTEM)

    assert (counts(), queries.intake_version(), Event.objects.count()) == before
    assert not any(again.counts.values())
    assert again.sentence == "Danh mục đã có đủ từ trước, không có gì thay đổi."


def test_a_corrected_list_corrects_what_was_imported(folder: Path) -> None:
    """A name corrected in the list is corrected in its one row."""
    import_units(by=SYSTEM)
    correct(folder, "bodies.csv", "Sở Y tế,", "Sở Y Tế tỉnh,")

    imported = import_units(by=SYSTEM, folder=folder)

    assert imported.counts == dict.fromkeys(imported.counts, 0) | {"changed": 1}
    assert queries.unit("bg-syt-2021", date(2023, 1, 1)).name == "Sở Y Tế tỉnh"


def test_what_was_added_by_hand_stays() -> None:
    """A unit of somebody else's making is neither changed nor removed."""
    import_units(by=SYSTEM)
    UnitVersion.objects.create(
        unit=Unit.objects.create(unit="bg-tu-lap-2023"),
        name="Đơn vị tự lập",
        level="office",
        kind="văn phòng",
        parent=Unit.objects.get(unit="bg-24-2021"),
        valid_from=date(2023, 1, 1),
        valid_to=date(2024, 1, 1),
    )

    assert not any(import_units(by=SYSTEM).counts.values())
    assert queries.unit("bg-tu-lap-2023", date(2023, 5, 1)).name == "Đơn vị tự lập"


def test_a_wrong_list_imports_nothing(folder: Path) -> None:
    """One wrong line anywhere and no row of any list is there."""
    correct(folder, "procedures.csv", "2.002380", "sai")

    with pytest.raises(WrongList):
        import_units(by=SYSTEM, folder=folder)

    assert counts() == [0] * len(TABLES)


def test_a_list_that_does_not_fit_what_is_there_is_undone(folder: Path) -> None:
    """A body whose first day is moved would be there twice at once: refused, nothing is left."""
    import_units(by=SYSTEM)
    before = counts()
    correct(folder, "bodies.csv", "Sở Y tế,department,2021-01-01", "Sở Y tế,department,2021-03-01")

    with pytest.raises(WrongList, match="chưa nhập gì") as refusal:
        import_units(by=SYSTEM, folder=folder)

    assert "bg-syt-2021" in refusal.value.problems[0].reason
    assert counts() == before


def test_every_unit_that_ever_was_is_carried_to_today() -> None:
    """Along succession every old unit reaches units of today, a district the province."""
    import_units(by=SYSTEM)
    there = {row.unit for row in queries.units_as_of(TODAY)}

    for unit in ("bg-07303-2021", "bg-222-2021", "bg-213-2021-mc", "bg-sldtbxh-2021"):
        found = {row.unit for row in queries.successors(unit, TODAY)}
        assert found
        assert found <= there
    assert [row.unit for row in queries.successors("bg-07303-2021", TODAY)] == ["bn-07333-2025"]
    assert [row.unit for row in queries.successors("bg-222-2021", TODAY)] == ["bn-24-2025"]
    assert queries.successors("bg-07999-2021", TODAY) == []


def test_all_old_units_are_carried_on_every_day_of_change() -> None:
    """No unit's trail is lost, whichever later day one asks about."""
    import_units(by=SYSTEM)
    for day in (date(2025, 1, 1), date(2025, 3, 1), date(2025, 7, 1), TODAY):
        begun = UnitVersion.objects.filter(valid_from__lte=day).values_list("unit__unit", flat=True)
        carried = queries.carried_over(set(begun), day)
        assert [unit for unit, later in carried.items() if not later] == []


def test_a_unit_that_lives_on_is_carried_to_itself() -> None:
    """Lục Ngạn stays itself though Chũ was cut out of it."""
    import_units(by=SYSTEM)

    found = queries.successors("bg-219-2021", date(2025, 2, 1))
    assert [row.unit for row in found] == ["bg-219-2021"]


class TestConsole:
    """`nucuoi import-units`."""

    def test_it_imports_and_says_what(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Exit code 0 and one Vietnamese sentence, the second time another one."""
        assert cli.main(["import-units"]) == 0
        assert "224 thủ tục" in capsys.readouterr().out
        assert cli.main(["import-units"]) == 0
        assert "không có gì thay đổi" in capsys.readouterr().out

    def test_it_names_wrong_lines_on_stderr(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Exit code 1, every wrong line on stderr, nothing imported."""
        correct(folder, "events.csv", "2022-07-01", "01/07/2022")

        assert cli.main(["import-units", "--folder", str(folder)]) == 1

        shown = capsys.readouterr()
        assert shown.out == ""
        assert "events.csv, dòng 2: Cột date ghi “01/07/2022”" in shown.err
        assert Unit.objects.count() == 0

    def test_a_folder_that_is_not_there(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A missing folder is told in the same way."""
        assert cli.main(["import-units", "--folder", str(tmp_path / "khong-co")]) == 1
        assert "Không đọc được tệp" in capsys.readouterr().err


@pytest.mark.usefixtures("packaged_tree")
def test_a_point_closed_by_hand_stays_closed() -> None:
    """The lists know nothing of a closing on a screen; importing them again does not undo it."""
    point, on = "bn-07210-2025-mc", date(2026, 3, 2)
    actions.close_point(by=SYSTEM, point=point, on=on)

    assert import_units(by=SYSTEM).sentence == "Danh mục đã có đủ từ trước, không có gì thay đổi."
    assert UnitVersion.objects.get(unit__unit=point).valid_to == on
