"""The look holds to its tokens: no colour or size of its own anywhere, nothing fetched from elsewhere."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "nucuoi"
SHEETS = sorted(WEB.glob("*/static/**/*.css"))
TEMPLATES = sorted(WEB.glob("*/templates/**/*.html"))
SERVED = sorted(path for kind in ("css", "js", "svg") for path in WEB.glob(f"*/static/**/*.{kind}"))

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab|color)\(")
SIZE = re.compile(r"font-size:\s*([^;]+);|font:\s*[^;]*?(\S+)/")
HOST = re.compile(r"""(?:https?:)?//[\w-]+\.[\w.-]+""")
NAMESPACES = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink")


def name(path: Path) -> str:
    """Short name of a file, for the report of pytest."""
    return str(path.relative_to(WEB))


def without_tokens(text: str) -> str:
    """A style sheet without comments and custom properties."""
    return re.sub(r"--[\w-]+:[^;]*;", "", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))


def test_there_are_sheets_and_templates() -> None:
    """The other tests here look at something."""
    assert SHEETS
    assert TEMPLATES


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_colours_come_from_tokens(sheet: Path) -> None:
    """A style sheet names no colour outside a custom property."""
    assert COLOUR.findall(without_tokens(sheet.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_colour_tokens_are_made_in_one_place(sheet: Path) -> None:
    """Only the base sheet gives a custom property a colour."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert sheet.name == "base.css" or COLOUR.findall(text) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_sizes_come_from_the_type_scale(sheet: Path) -> None:
    """Text has one of the eight sizes of the scale; paper has its own in points."""
    text = without_tokens(sheet.read_text(encoding="utf-8"))
    sizes = {size or short for size, short in SIZE.findall(text)}

    assert {s for s in sizes if not re.fullmatch(r"var\(--t[0-7]\)|[\d.]+pt", s.strip())} == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_important_is_for_print_only(sheet: Path) -> None:
    """`!important` stands only after `@media print`."""
    text = sheet.read_text(encoding="utf-8")

    assert "!important" not in text.split("@media print")[0]


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_templates_hold_no_style_and_no_script(template: Path) -> None:
    """The strict content policy would drop inline styles, scripts and handlers."""
    text = template.read_text(encoding="utf-8")

    assert re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=|javascript:", text) == []


@pytest.mark.parametrize("path", [*SERVED, *TEMPLATES], ids=name)
def test_nothing_comes_from_a_foreign_host(path: Path) -> None:
    """No page asks anything of another host."""
    text = path.read_text(encoding="utf-8")
    for namespace in NAMESPACES:
        text = text.replace(namespace, "")

    assert HOST.findall(text) == []
