"""Posters and slips as they are drawn: QR codes that phones read, and words that fit and are there."""

from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from nucuoi.documents import posters, slips, typesetting
from nucuoi.documents.posters import Poster, Size
from nucuoi.documents.slips import Slip, SlipSheet
from tests import pictures

FONTS = Path(posters.__file__).parent / "fonts"
LONG = "Đất đai, môi trường, tài nguyên, khoáng sản và biến đổi khí hậu"
POSTER = Poster(
    point="Bộ phận Tiếp nhận và Trả kết quả thị trấn Vôi",
    place="Số 12 đường Lê Lợi",
    counter="Quầy 2 · Hộ tịch, Chứng thực",
    code="bg07375-21-02",
    address="nucuoi.bacgiang.gov.vn/q/bg07375-21-02",
    link="https://nucuoi.bacgiang.gov.vn/q/bg07375-21-02?channel=qr",
    message="NC bg07375-21-02 5",
    message_to="8088",
)
SHEET = SlipSheet(
    point=POSTER.point,
    counter="Quầy 2 · Tư pháp",
    field="Hộ tịch",
    days="01/12/2026 – 05/12/2026",
    printed="Phạm Hải Yến in lúc 08:10 ngày 28/11/2026",
)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def drawn(poster: Poster = POSTER, size: Size = "a4") -> bytes:
    """The page of one poster."""
    [page] = typesetting.pictures("poster", posters.content([poster], size))
    return page


def slip(number: int) -> Slip:
    """A slip like those that are minted."""
    return Slip(
        f"https://nucuoi.bacgiang.gov.vn/v/{ALPHABET[:25]}{ALPHABET[number]}", f"{number:010}"
    )


@pytest.mark.parametrize(("size", "millimetres"), [("a4", (210, 297)), ("a5", (148, 210))])
def test_a_poster_is_read_by_a_phone(size: Size, millimetres: tuple[int, int]) -> None:
    """The code holds the counter's page, has its quiet zone, and the paper is the chosen one."""
    page = drawn(size=size)

    pictures.keep(page, f"bien-{size}")
    assert pictures.codes(page) == [POSTER.link]
    assert pictures.quiet_modules(page) >= 4
    assert pictures.millimetres(page) == millimetres


def test_each_counter_has_a_page_of_its_own() -> None:
    """Printed in one go, in their order, as a PDF and as pictures alike."""
    others = [replace(POSTER, link=f"https://n.vn/q/bg07375-21-{n:02}") for n in range(1, 4)]
    pages = typesetting.pictures("poster", posters.content(others, "a5"))
    file = posters.pdf(others, "a5")

    assert [pictures.codes(page) for page in pages] == [[one.link] for one in others]
    assert file.startswith(b"%PDF-")
    assert file.count(b"/Type /Page\n") + file.count(b"/Type/Page/") == 3


@pytest.mark.parametrize(
    "change",
    [
        {"point": "x"},
        {"place": ""},
        {"counter": "x"},
        {"code": "x"},
        {"address": "x"},
        {"message": ""},
    ],
)
def test_every_word_is_on_the_page(change: dict[str, str]) -> None:
    """Another name, place, code, address or message makes another picture."""
    assert drawn(replace(POSTER, **change)) != drawn()


@pytest.mark.parametrize("weight", [400, 600])
def test_the_fonts_draw_every_letter(weight: int) -> None:
    """What the fonts of pages lack would be left out in print."""
    signs = set("".join(map(str, (*vars_of(POSTER), *vars_of(SHEET), LONG)))) | set(
        "“”–·/:%0123456789"
    )
    lower = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    known = {chr(code) for code in TTFont(FONTS / f"be-vietnam-pro-{weight}.ttf").getBestCmap()}

    assert signs | set(lower + lower.upper()) <= known


def test_a_long_name_leaves_the_code_alone() -> None:
    """Words wrap inside their own room."""
    page = drawn(replace(POSTER, counter=f"Quầy 1 · {LONG}", point=f"Trung tâm {LONG}"))

    assert pictures.codes(page) == [POSTER.link]
    assert pictures.quiet_modules(page) >= 4


def test_slips_are_read_by_a_phone() -> None:
    """Twelve on a page, each with a code of its own, the rest on the next."""
    many = [slip(number) for number in range(15)]
    first, second = typesetting.pictures("slips", slips.content(SHEET, many))

    pictures.keep(first, "phieu-moi-to")
    found = pictures.codes(first)
    assert sorted(found) == sorted(one.link for one in many[:12])
    assert sorted(pictures.codes(second)) == sorted(one.link for one in many[12:])


@pytest.mark.parametrize(
    "change", [{"point": "x"}, {"counter": "x"}, {"field": ""}, {"days": "x"}, {"printed": "x"}]
)
def test_every_word_is_on_the_slip(change: dict[str, str]) -> None:
    """Another name, field or span of days makes another picture; so does another number."""
    one = [slip(1)]

    assert slips.pdf(SHEET, one).startswith(b"%PDF-")
    assert _slips(replace(SHEET, **change), one) != _slips(SHEET, one)
    assert _slips(SHEET, [replace(one[0], number="0000 000 000")]) != _slips(SHEET, one)


def vars_of(record: Poster | SlipSheet) -> list[str]:
    """All words of a record."""
    return [str(getattr(record, name)) for name in record.__slots__]


def _slips(sheet: SlipSheet, some: list[Slip]) -> list[bytes]:
    return typesetting.pictures("slips", slips.content(sheet, some))
