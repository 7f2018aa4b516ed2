"""The checker finds what somebody with the database file changed, and names it."""

import pytest
from django.db import connection

from nucuoi.cli import main
from nucuoi.foundation import clock
from nucuoi.fsck import check_all
from nucuoi.ledger import actions
from nucuoi.ledger.models import Leaf
from nucuoi.ledger.rules.entry import Entry
from nucuoi.ledger.rules.parts import Kind, canonical_json
from nucuoi.ratings.rules.words import Apology, Evidence, Rater
from nucuoi.ratings.sealing import seal_all
from nucuoi.scores.follower import follow_all
from tests.ratings_made import make_rating, make_ratings, make_ticket, make_tree
from tests.triggers import lifted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sealed(db: None) -> None:
    """Ratings of every shape, sealed and counted."""
    make_tree()
    make_ratings([1, 2, 3, 4, 5] * 4, on=clock.today(), official="cb-1")
    ticket = make_ticket(late=True)
    make_rating(ticket=ticket, evidence=Evidence.TICKET, apology=Apology.YES, field="ho_tich")
    make_rating(ticket=ticket, evidence=Evidence.TICKET, disputed=True, rater=Rater.BUSINESS)
    make_rating(remark="Cảm ơn chị", breaches=3, thanks=True, wants_answer=True, assisted=True)
    make_rating(spirit=5, attitude=4, conduct=3, tags=0b1000000000000101)
    seal_all()
    follow_all()


def said() -> list[str]:
    """Lines about what is wrong."""
    lines: list[str] = []
    check_all(lines.append)
    return [line for line in lines if line.startswith("SAI")]


def spoil(statement: str, *values: int | bytes | None, **names: object) -> None:
    """Changes the database file behind everybody's back; `names` are put into the statement."""
    with lifted("ledger_leaf"), connection.cursor() as cursor:
        cursor.execute(statement.format(**names), values)
        assert cursor.rowcount > 0


def leaf_of(subject: int) -> int:
    """Index of a rating's leaf."""
    return Leaf.objects.get(subject=subject).index


def test_nothing_is_wrong() -> None:
    """What the product wrote itself is right, one line a check."""
    lines: list[str] = []

    assert check_all(lines.append)
    assert len(lines) == 18
    assert all(line.startswith("ĐÚNG") for line in lines)


def test_nothing_is_wrong_while_unfinished() -> None:
    """Ratings that wait a moment and leaves not yet counted are no fault."""
    make_rating()
    seal_all()
    make_rating()

    assert said() == []


def test_changes_are_understood() -> None:
    """A proper change and an exclusion are no fault."""
    content = {"counter": "bg07210-21-1", "day": 20777, "evidence": "kiosk", "rater": "citizen"}
    rating = make_rating(official="cb-1", score=2)
    seal_all()
    of = leaf_of(rating.pk)
    old = content | {
        "channel": "kiosk",
        "form": "nguoi_dan_1",
        "half": 0,
        "score": 2,
        "official": "cb-1",
    }
    new = old | {"official": "cb-2"}
    append(Kind.CHANGE, {"of": of, "old": old, "new": new})
    append(Kind.EXCLUDE, {"of": of, "old": new})
    follow_all()
    assert said() == []

    append(Kind.EXCLUDE, {"of": of, "old": new})
    assert "dòng 27: nội dung cũ" in said()[0]


@pytest.mark.parametrize(
    ("column", "value", "name"),
    [
        ("score", 5, "điểm"),
        ("counter_id", 2, "quầy"),
        ("day", 20_000, "ngày"),
        ("half", 1, "buổi"),
        ("evidence", 1, "loại bằng chứng"),
        ("channel", 3, "kênh"),
        ("rater", 2, "người đánh giá"),
        ("field_id", "(SELECT MIN(id) FROM organisation_field)", "lĩnh vực"),
        ("spirit", 5, "tinh thần"),
        ("attitude", 5, "thái độ"),
        ("conduct", 5, "phong cách"),
        ("tags", 1, "ô đánh dấu"),
        ("apology", 1, "thư xin lỗi"),
        ("disputed", True, "tranh chấp"),
        ("thanks", True, "lời cảm ơn"),
        ("wants_answer", True, "yêu cầu trả lời"),
        ("assisted", True, "việc được giúp"),
        ("official_id", 2, "cán bộ trực"),
        ("official_id", "NULL", "cán bộ trực"),
        ("attributed_by", 1, "cán bộ trực"),
    ],
)
def test_changed_rating(column: str, value: int | str, name: str) -> None:
    """A rating's row that no longer says what was sealed is named by its leaf and its column."""
    rating = first_rating()
    spoil(
        "UPDATE ratings_rating SET {column} = {value} WHERE id = %s",
        rating,
        column=column,
        value=value,
    )

    (line,) = said()
    assert f"dòng {leaf_of(rating)}: " in line
    assert name in line


def test_changed_leaf() -> None:
    """A leaf whose content was replaced is named by its digest, its rating and its counts."""
    index = leaf_of(first_rating())
    other = bytes(Leaf.objects.get(index=index).core).replace(b'"score":1', b'"score":5')
    spoil('UPDATE ledger_leaf SET core = %s WHERE "index" = %s', other, index)

    lines = said()
    assert f"dòng {index}: mã băm" in lines[0]
    assert f"dòng {index}: điểm" in lines[1]
    assert [line.split(": ô ")[0] for line in lines[2:]] == [
        "SAI   Số đếm theo tháng khớp với sổ",
        "SAI   Số đếm theo tuần khớp với sổ",
        "SAI   Số đếm theo ngày khớp với sổ",
    ]


@pytest.mark.parametrize("column", ["core", "duty", "seed", "text_digest", "receipt_digest"])
def test_every_column_of_a_leaf_counts(column: str) -> None:
    """No column that a leaf commits to can be changed or made unreadable unnoticed."""
    index = leaf_of(first_rating())
    spoil('UPDATE ledger_leaf SET {column} = %s WHERE "index" = %s', b"\0", index, column=column)

    assert f"dòng {index}: mã băm" in said()[0]


@pytest.mark.parametrize("which", ["first", "last"])
def test_missing_leaf(which: str) -> None:
    """A leaf taken out leaves a gap, or its rating without a leaf and the cursor beyond the end."""
    index = 0 if which == "first" else Leaf.objects.count() - 1
    rating = Leaf.objects.get(index=index).subject
    spoil('DELETE FROM ledger_leaf WHERE "index" = %s', index)

    lines = "\n".join(said())
    assert f"đánh giá {rating} không có dòng nào" in lines
    assert ("thiếu dòng 0" if which == "first" else "con trỏ scores ở dòng 24") in lines


def test_missing_rating() -> None:
    """A rating taken out is missed by its leaf."""
    rating = first_rating()
    spoil("DELETE FROM ratings_rating WHERE id = %s", rating)

    assert f"dòng {leaf_of(rating)}: đánh giá của dòng này đã mất" in said()[0]


def test_slipped_in_rating() -> None:
    """A rating put in behind intake's back has no leaf."""
    rating = make_rating()
    spoil("DELETE FROM ratings_pending")

    assert f"đánh giá {rating.pk} không có dòng nào" in said()[0]


@pytest.mark.parametrize("change", ["text = 'Tuyệt vời'", "breaches = 0", "salt = seed"])
def test_changed_remark(change: str) -> None:
    """A remark that is not the one sealed is named; one that was erased is not."""
    spoil(
        "UPDATE ratings_remark SET {change} FROM "
        '(SELECT seed FROM ledger_leaf WHERE "index" = 0) other',
        change=change,
    )
    index = Leaf.objects.get(text_digest__isnull=False).index
    assert f"dòng {index}: nhận xét" in said()[0]

    spoil("DELETE FROM ratings_remark")
    assert said() == []


def test_remark_slipped_in() -> None:
    """A remark cannot be put under a rating that came without one."""
    rating = first_rating()
    spoil(
        "INSERT INTO ratings_remark (rating_id, text, breaches, salt) VALUES (%s, 'x', 0, %s)",
        rating,
        b"\0",
    )

    assert f"dòng {leaf_of(rating)}: nhận xét" in said()[0]


@pytest.mark.parametrize("period", ["month", "week", "day"])
@pytest.mark.parametrize("column", ["n", "s5", "tag_chao"])
def test_changed_cell(period: str, column: str) -> None:
    """A tally that is not what the log counts is named by its cell and column."""
    spoil(
        "UPDATE scores_{period}tally SET {column} = {column} + 1 "
        "WHERE id = (SELECT MIN(id) FROM scores_{period}tally)",
        period=period,
        column=column,
    )

    (line,) = said()
    assert f": ô {period} 20" in line
    assert "counter bg07210-21-1" in line
    assert f": {column} = " in line


@pytest.mark.parametrize("period", ["month", "week", "day"])
def test_missing_and_slipped_in_cells(period: str) -> None:
    """A cell that is missing, or that nothing in the log fills, is named."""
    spoil(
        "DELETE FROM scores_{period}tally WHERE id = (SELECT MIN(id) FROM scores_{period}tally)",
        period=period,
    )
    assert "không có, đúng ra n = " in said()[0]

    follow_again()
    spoil(
        "UPDATE scores_{period}tally SET {period} = 1 "
        "WHERE id = (SELECT MIN(id) FROM scores_{period}tally)",
        period=period,
    )
    assert f"ô {period} 1, " in said()[0]


def test_long_wait() -> None:
    """A rating that nobody seals is named after a minute."""
    rating = make_rating()
    spoil("UPDATE ratings_intakerecord SET arrived_ms = arrived_ms - 61000")

    assert f"đánh giá {rating.pk} chờ ghi vào sổ đã quá một phút" in said()[0]


def test_changed_step() -> None:
    """A step that cannot have been shown is named."""
    spoil("UPDATE scores_step SET s5 = s5 + 1 WHERE subject LIKE 'counter:%%' AND period = 'day'")

    assert "bước của counter:bg07210-21-1, kỳ day" in said()[0]


def test_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    """The verb prints the lines and leaves with 0 when all is right, else 1."""
    assert main(["fsck"]) == 0
    assert "Mọi kiểm tra đều đúng." in capsys.readouterr().out

    spoil("UPDATE scores_daytally SET n = n + 1 WHERE id = (SELECT MIN(id) FROM scores_daytally)")
    assert main(["fsck"]) == 1
    assert "SAI   Số đếm theo ngày" in capsys.readouterr().out

    assert main(["rebuild"]) == 0
    assert "Đã đếm lại 24 dòng của sổ." in capsys.readouterr().out
    assert main(["fsck"]) == 0


def first_rating() -> int:
    """A rating of score 1 with an official and nothing else."""
    rating = Leaf.objects.order_by("subject").values_list("subject", flat=True)[0]
    assert rating is not None
    return rating


def append(kind: Kind, content: dict[str, object]) -> None:
    """Adds a leaf of version 1."""
    actions.append([Entry(kind, None, canonical_json(content | {"v": 1}))])


def follow_again() -> None:
    """Brings the tallies back in order."""
    assert main(["rebuild"]) == 0
