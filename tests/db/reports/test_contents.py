"""What stands in an export: what was asked for, and nothing that leads to a person."""

import csv
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from nucuoi.ratings.models import Rating, Remark
from nucuoi.ratings.queries import given, one_by_one
from nucuoi.ratings.rules.words import Apology, Evidence, Rater, figure_bits
from nucuoi.ratings.sealing import seal_all
from nucuoi.reports.queries import ExportRow
from nucuoi.reports.rules.question import Form, Kind
from nucuoi.scores.follower import follow_all
from tests.cast import Member
from tests.db.reports.conftest import AN_CHAU, asked, made
from tests.ratings_made import make_rating, make_ratings

OCTOBER = date(2026, 10, 5)


def lines(folder: Path, export: ExportRow) -> list[dict[str, str]]:
    """The rows of a finished comma file."""
    path = folder / "exports" / f"{export.number}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


THREE = ("không hài lòng", "hài lòng", "rất hài lòng")
"""The levels of TT 01/2018, worst first."""


def test_a_rating_in_full(folder: Path, asker: Member) -> None:
    """Half-day, codes, words and levels as they were given."""
    make_rating(
        counter="bg07210-21-2",
        on=OCTOBER,
        score=4,
        official="cb-1",
        field="ho_tich",
        spirit=5,
        conduct=3,
        tags=figure_bits(["chao", "cam_on"]),
        rater=Rater.BUSINESS,
        apology=Apology.NO,
        half=1,
        disputed=True,
    )

    (line,) = lines(folder, made(asker))

    assert {name: value for name, value in line.items() if value} == {
        "Ngày": "05/10/2026",
        "Buổi": "chiều",
        "Mã đơn vị": AN_CHAU,
        "Đơn vị": "Thị trấn An Châu",
        "Mã quầy": "bg07210-21-2",
        "Quầy": "Quầy 2",
        "Mã cán bộ": "cb-1",
        "Cách ghi cán bộ": "người thường trực",
        "Lĩnh vực": "ho_tich",
        "Loại bằng chứng": "tại ki-ốt",
        "Mã mời dùng lại": "có",
        "Kênh": "ki-ốt",
        "Người đánh giá": "doanh nghiệp",
        "Mức hài lòng": "4",
        "Tinh thần": "5",
        "Phong cách ứng xử": "3",
        "Dấu tích": "chao cam_on",
        "Xin lỗi khi trễ hạn": "không",
    }


def test_only_what_was_asked_for(folder: Path, asker: Member) -> None:
    """Days, units and evidence outside the question stay outside the file."""
    make_rating(on=date(2026, 9, 30))
    make_rating(on=date(2026, 11, 1))
    make_rating(on=OCTOBER, counter="bg07213-21-1")
    make_rating(on=OCTOBER, evidence=Evidence.OPEN)
    make_rating(on=date(2026, 10, 1), evidence=Evidence.KIOSK)
    make_rating(on=date(2026, 10, 31), evidence=Evidence.TICKET)

    export = made(asker, unit=AN_CHAU, evidence=frozenset({Evidence.KIOSK, Evidence.TICKET}))

    assert [line["Ngày"] for line in lines(folder, export)] == ["01/10/2026", "31/10/2026"]
    assert export.rows == 2


def test_nothing_that_leads_to_a_person(folder: Path, asker: Member) -> None:
    """No text, no name, no receipt, no id, no instant, whether an answer or thanks was given."""
    rating = make_rating(on=OCTOBER, official="cb-1", remark="Chị ở quầy 2 rất tận tâm")
    Rating.objects.filter(pk=rating.pk).update(wants_answer=True, thanks=True)

    export = made(asker)

    content = (folder / "exports" / f"{export.number}.csv").read_text("utf-8-sig")
    assert "cb-1" in content
    for secret in ("tận tâm", "Nguyễn Thị An", rating.uuid.hex(), rating.lookup_hash.hex()):
        assert secret not in content
    assert ":" not in content
    (plain,) = lines(folder, export)
    Remark.objects.all().delete()
    Rating.objects.update(wants_answer=False, thanks=False, has_text=False)
    assert lines(folder, made(asker)) == [plain]


def test_rows_do_not_tell_who_came_first(folder: Path, asker: Member) -> None:
    """The same answers in another order of coming give the same file."""
    make_ratings([5, 1, 3], on=OCTOBER)
    first = lines(folder, made(asker))
    Rating.objects.all().delete()
    make_ratings([3, 5, 1], on=OCTOBER)

    assert lines(folder, made(asker)) == first


def test_no_statement_reads_more_than_its_span(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ratings are read part by part, each in a statement of its own, and none is missed."""
    made_ratings = make_ratings([1, 2, 3, 4, 5, 5, 5], on=OCTOBER)
    monkeypatch.setattr(one_by_one, "SPAN", 3)
    counters = {rating.counter_id for rating in made_ratings}

    parts = list(given(OCTOBER, OCTOBER, counters, {Evidence.KIOSK}))

    assert sum(len(part.rows) for part in parts) == 7
    assert max(len(part.rows) for part in parts) <= 3
    assert parts[-1].share == 1.0


def test_a_table_by_month(folder: Path, asker: Member) -> None:
    """A row for each month, counter and class; below ten answers only their number."""
    make_ratings([5] * 8 + [2, 1], on=OCTOBER, spirit=4)
    make_ratings([1] * 9, on=OCTOBER, counter="bg07213-21-1")
    make_ratings([5] * 10, on=date(2026, 9, 30))
    seal_all()
    follow_all()

    found = lines(folder, made(asker, kind=Kind.TABLE))

    assert [(line["Tháng"], line["Mã quầy"], line["Số lượt"]) for line in found] == [
        ("10/2026", "bg07210-21-1", "10"),
        ("10/2026", "bg07213-21-1", "9"),
    ]
    many, few = found
    assert [many[f"Mức {score}"] for score in range(1, 6)] == ["1", "1", "0", "0", "8"]
    assert [many[f"Ba bậc: {name}"] for name in THREE] == ["2", "0", "8"]
    assert [many[f"Tinh thần {level}"] for level in range(1, 6)] == ["0", "0", "0", "10", "0"]
    assert [many[f"Thái độ {level}"] for level in range(1, 6)] == [""] * 5
    assert {few[f"Mức {score}"] for score in range(1, 6)} == {""}
    assert {few[f"Ba bậc: {name}"] for name in THREE} == {""}


def test_a_workbook_holds_the_same(folder: Path, asker: Member) -> None:
    """The .xlsx has the rows of the .csv, with days and levels as Excel counts them."""
    make_rating(on=OCTOBER, score=4)

    export = made(asker, form=Form.XLSX)

    path = folder / "exports" / f"{export.number}.xlsx"
    _, line = CalamineWorkbook.from_path(path).get_sheet_by_name("Từng lượt").to_python()
    assert (line[0], line[1], line[14]) == (OCTOBER, "sáng", 4.0)
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_export_waits_until_it_is_made(folder: Path, asker: Member) -> None:
    """Asking makes no file."""
    asked(asker)

    assert not (folder / "exports").exists()
