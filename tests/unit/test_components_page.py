"""The reference page of the components names every part there is."""

import re
from pathlib import Path

from nucuoi.web.templatetags import vi, web_parts

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "components.md"
INSIDE = {"error_words"}


def test_every_tag_and_filter_is_on_the_page() -> None:
    """A part that nobody can find is a part that is made twice."""
    text = PAGE.read_text(encoding="utf-8")
    tags = set(re.findall(r"{% (\w+)", text))
    filters = set(re.findall(r"\|(\w+)", text))

    assert {tag for tag in web_parts.register.tags if tag not in INSIDE} - tags == set()
    assert {*web_parts.register.filters, *vi.register.filters} - filters == set()


def test_every_tag_on_the_page_exists() -> None:
    """The page promises nothing that is not there."""
    known = set(web_parts.register.tags) | {"extends", "block", "endblock", "endnote", "load"}

    assert set(re.findall(r"{% (\w+)", PAGE.read_text(encoding="utf-8"))) - known == set()
