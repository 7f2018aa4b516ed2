"""Sets of QR codes as they are drawn: each is read by a phone, and every word is there."""

from dataclasses import replace

import pytest

from nucuoi.documents import code_sets, typesetting
from nucuoi.documents.code_sets import PrintedCode
from tests import pictures

CODE = PrintedCode(
    title="Quầy 2 · Đất đai, môi trường, tài nguyên, khoáng sản và biến đổi khí hậu",
    about="Trung tâm Phục vụ hành chính công phường Bắc Giang",
    address="https://nucuoi.bacninh.gov.vn/l/k7m2q",
    link="https://nucuoi.bacninh.gov.vn/l/k7m2q?quay=bn07210-25-02",
)
FOOTER = "Hội viên góp ý · dùng 01/12/2026 – 31/12/2026"


def drawn(codes: list[PrintedCode], footer: str = FOOTER) -> list[bytes]:
    """The pages of a set."""
    return typesetting.pictures("codes", code_sets.content(codes, footer))


def test_a_set_is_read_by_a_phone() -> None:
    """Ten on a page, each with a link of its own and its quiet zone; the rest on the next."""
    many = [replace(CODE, link=f"{CODE.link}{number:02}") for number in range(12)]
    first, second = drawn(many)

    pictures.keep(first, "lien-ket-to-ma")
    assert sorted(pictures.codes(first)) == [one.link for one in many[:10]]
    assert sorted(pictures.codes(second)) == [one.link for one in many[10:]]
    assert pictures.quiet_modules(drawn([CODE])[0]) >= 3.9
    assert code_sets.pdf(many, FOOTER).startswith(b"%PDF-")


@pytest.mark.parametrize("change", [{"title": "x"}, {"about": ""}, {"address": "x"}])
def test_every_word_is_on_the_page(change: dict[str, str]) -> None:
    """Another title, place, address or footer makes another picture."""
    assert drawn([replace(CODE, **change)]) != drawn([CODE])
    assert drawn([CODE], "x") != drawn([CODE])
