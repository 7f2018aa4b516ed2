"""The font subset: every Vietnamese letter is there, and it stays small enough for a phone."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "nucuoi" / "web" / "static" / "web" / "fonts"
LOWER = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
ASCII = "".join(map(chr, range(0x20, 0x7F)))
SIGNS = "\N{NO-BREAK SPACE}·–—‘’“”…•×°−₫"


def characters(file: Path) -> set[str]:
    """What a font file can draw."""
    return {chr(code) for code in TTFont(file).getBestCmap()}


@pytest.mark.parametrize("weight", [400, 600])
def test_each_weight_draws_vietnamese(weight: int) -> None:
    """Both files of a weight together hold ASCII, all 134 Vietnamese letters and the common signs."""
    drawn = set[str]()
    for file in FONTS.glob(f"be-vietnam-pro-*-{weight}.woff2"):
        drawn |= characters(file)

    assert set(LOWER + LOWER.upper() + ASCII + SIGNS) - drawn == set()
    assert len(set(LOWER + LOWER.upper())) == 134


def test_text_fonts_are_small() -> None:
    """The four files that a citizen's page loads are 24 kB at most."""
    assert sum(file.stat().st_size for file in FONTS.glob("be-vietnam-pro-*.woff2")) <= 24_000


@pytest.mark.parametrize("weight", [400, 600])
def test_digits_are_of_one_width(weight: int) -> None:
    """The digits font holds the ten digits alone, all as wide as 0."""
    font = TTFont(FONTS / f"nu-cuoi-so-{weight}.woff2")
    widths = {font["hmtx"][glyph][0] for glyph in font.getBestCmap().values()}

    assert {chr(code) for code in font.getBestCmap()} == set("0123456789")
    assert len(widths) == 1
