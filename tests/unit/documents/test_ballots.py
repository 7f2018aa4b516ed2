"""Ballots as they are drawn: one page each of the right size, and every word is there."""

from dataclasses import fields, replace

import pytest

from nucuoi.documents import ballots, typesetting
from nucuoi.documents.ballots import Ballot, Box, Face, Scale
from tests import pictures

LONG = "Phần này chỉ thanh tra xem, không tính vào điểm; cán bộ và lãnh đạo đơn vị không xem được."
BALLOT = Ballot(
    size="A4",
    lang="vi",
    title="Phiếu đánh giá",
    point="Trung tâm Phục vụ hành chính công phường Bắc Giang",
    counter="Quầy 02 · Hộ tịch, Chứng thực",
    number_words="Phiếu số",
    question="Ông/Bà thấy vừa rồi được phục vụ thế nào?",
    mark="Xin đánh dấu vào một khuôn mặt",
    faces=[
        Face(1, "Rất không hài lòng"),
        Face(2, "Không hài lòng"),
        Face(3, "Bình thường"),
        Face(4, "Hài lòng"),
        Face(5, "Rất hài lòng"),
    ],
    optional="Phần dưới không bắt buộc",
    dimensions=[
        Scale("Tinh thần phục vụ", "sẵn sàng, trách nhiệm"),
        Scale("Thái độ làm việc", "tôn trọng, lịch sự"),
        Scale("Phong cách ứng xử", "nói năng, giải thích rõ"),
    ],
    good_title="Cán bộ đã nói (4 xin), cán bộ luôn (4 luôn)",
    good=[Box(letter, "Mỉm cười") for letter in "ABCDEFGH"],
    missing_title="Điều gì còn thiếu?",
    missing=[Box(letter, "Sự nhẹ nhàng") for letter in "IKLMNPQR"],
    breaches_title="Có xảy ra việc nào sau đây không?",
    breaches_about=LONG,
    breaches=[Box(letter, "Gây khó khăn, phiền hà") for letter in "STUV"],
    remark="Nhắn thêm vài lời",
    remark_help="Xin đừng ghi số điện thoại, số giấy tờ.",
    last=[Box("Z", "Gửi lời cảm ơn đến cán bộ"), Box("X", "Có người giúp tôi đánh giá")],
    consent="Không hỏi tên, không ghi hình. Cán bộ tại quầy không xem được ai đã chọn gì.",
    drop="Xin gấp phiếu và bỏ vào hòm phiếu. Cảm ơn Ông/Bà.",
)
UNSEEN = {"size", "lang", "title"}


def drawn(ballot: Ballot = BALLOT, numbers: tuple[int, ...] = (7,)) -> list[bytes]:
    """The pages of a run."""
    return typesetting.pictures("ballot", ballots.content(ballot, numbers))


@pytest.mark.parametrize(("size", "millimetres"), [("A4", (210, 297)), ("A5", (148, 210))])
def test_each_number_is_one_page(size: str, millimetres: tuple[int, int]) -> None:
    """Three ballots are three pages of the chosen paper, however long the words are."""
    long = replace(BALLOT, size=size, question=f"{BALLOT.question} {BALLOT.question}", consent=LONG)
    pages = drawn(long, (7, 8, 9))
    pictures.keep(drawn(replace(BALLOT, size=size))[0], f"phieu-{size}")

    assert len(pages) == 3
    assert len(set(pages)) == 3
    assert pictures.millimetres(pages[0]) == millimetres
    assert ballots.pdf(BALLOT, [1]).startswith(b"%PDF-")


@pytest.mark.parametrize("name", sorted({one.name for one in fields(Ballot)} - UNSEEN))
def test_every_word_is_on_the_page(name: str) -> None:
    """Another text or box makes another picture."""
    before = getattr(BALLOT, name)
    other = "x" if isinstance(before, str) else [replace(before[0], label="x"), *before[1:]]

    assert drawn(replace(BALLOT, **{name: other})) != drawn()  # type: ignore[arg-type]  # of its own kind
