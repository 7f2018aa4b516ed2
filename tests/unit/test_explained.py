"""Documents as pages: sections with addresses, tables that fit, links that lead somewhere."""

import re
from pathlib import Path

import pytest

from nucuoi.portal.rules.explained import anchor_of, explain
from nucuoi.portal.views.explained import document

PACKAGE = Path(__file__).parents[2] / "nucuoi"
LINKED = re.compile(r"portal:explained' %\}#([^\"]+)")
TEXT = """# Tên trang

Xem [trang kia](other.md) hay [sổ](log.md), <b>không</b>.

## Phễu & năm nhóm

| Lượt | Tỷ lệ |
|---|---:|
| 5/5 | 91% |

![Phễu](images/a.png)
"""


def made() -> str:
    """The page of `TEXT`, where only the log has an address."""
    page = explain(TEXT, image=lambda name: f"/static/{name}", pages={"log.md": "/log/"})
    assert (page.title, [one.anchor for one in page.sections]) == ("Tên trang", ["pheu-nam-nhom"])
    return page.html


def test_a_document_becomes_a_page() -> None:
    """The title stands alone; sections can be linked to; drawings and tables are ours."""
    html = made()

    assert "<h1" not in html
    assert '<h2 id="pheu-nam-nhom">Phễu &amp; năm nhóm</h2>' in html
    assert '<img src="/static/a.png" alt="Phễu"' in html
    assert '<div class="explained-table" tabindex="0"><table class="table">' in html


def test_the_policy_of_the_pages_is_kept() -> None:
    """No style of its own, and HTML in a document is text."""
    assert "style=" not in made()
    assert '<td class="number">91%</td>' in made()
    assert "&lt;b&gt;không&lt;/b&gt;" in made()


def test_a_link_leads_somewhere_or_is_plain_words() -> None:
    """Documents that are no pages are not linked to."""
    assert 'Xem trang kia hay <a href="/log/">sổ</a>' in made()


def test_a_document_without_a_title_is_none() -> None:
    """Its first line is the heading of the page."""
    with pytest.raises(ValueError, match="title"):
        explain("Không có tên.\n\nThật vậy.", image=str, pages={})


@pytest.mark.parametrize("title", ["Đếm: 1, 2", "  Đếm – 1/2 "])
def test_addresses_have_no_diacritics(title: str) -> None:
    """Letters, digits and hyphens alone."""
    assert anchor_of(title) == "dem-1-2"


def test_every_link_from_a_figure_finds_its_section() -> None:
    """What pages of figures point at stands in the document."""
    sections = {one.anchor for one in document("").sections}
    linked = {
        anchor
        for template in PACKAGE.glob("*/templates/**/*.html")
        for anchor in LINKED.findall(template.read_text(encoding="utf-8"))
    }

    assert len(linked) >= 8
    assert linked <= sections
