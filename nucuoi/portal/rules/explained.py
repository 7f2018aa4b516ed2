"""What the documents say of the figures, as a page: sections with addresses, tables, drawings."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.token import Token

from nucuoi.foundation.names import fold

_READER = MarkdownIt("commonmark", {"html": False}).enable("table")
_SCROLLED = '<div class="explained-table" tabindex="0">'


@dataclass(frozen=True)
class Section:
    """A heading of the second order and where it stands on the page."""

    title: str
    anchor: str


@dataclass(frozen=True)
class Explained:
    """A document as a page: its title, its sections, and all below the title as HTML."""

    title: str
    sections: Sequence[Section]
    html: str


def explain(text: str, *, image: Callable[[str], str], pages: Mapping[str, str]) -> Explained:
    """Reads a document of ours; HTML in it stays text.

    Args:
        text: Markdown (CommonMark with tables) that begins with its title.
        image: The address of a drawing by the name of its file.
        pages: Addresses of documents that are pages too; links to others become plain words.
    """
    title, *rest = _without_title(_READER.parse(text))
    sections = [Section(words, anchor) for words, anchor in _addressed(rest)]
    for token in rest:
        for child in token.children or ():
            _lead(child, image, pages)
        token.children = _known_links(token.children)
        _plain(token)
    html = _READER.renderer.render(rest, _READER.options, {})
    html = html.replace("<table>", f'{_SCROLLED}<table class="table">')
    return Explained(title.content, sections, html.replace("</table>", "</table></div>"))


def anchor_of(title: str) -> str:
    """The address of a section: `Phễu và năm nhóm` gives `pheu-va-nam-nhom`."""
    return "-".join("".join(sign if sign.isalnum() else " " for sign in fold(title)).split())


def _without_title(tokens: list[Token]) -> list[Token]:
    opened, title, closed, *rest = tokens
    if (opened.tag, closed.tag) != ("h1", "h1"):
        raise ValueError("A document begins with its title.")
    return [title, *rest]


def _addressed(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    for opened, words in pairwise(tokens):
        if opened.type == "heading_open":
            opened.attrSet("id", anchor_of(words.content))
            if opened.tag == "h2":
                yield words.content, anchor_of(words.content)


def _lead(child: Token, image: Callable[[str], str], pages: Mapping[str, str]) -> None:
    if child.type == "image":
        child.attrSet("src", image(PurePosixPath(str(child.attrGet("src"))).name))
    elif child.type == "link_open":
        child.attrSet("href", pages.get(str(child.attrGet("href")), ""))


def _known_links(children: list[Token] | None) -> list[Token] | None:
    """Without links that lead nowhere here; there are none inside another."""
    if children is None:
        return None
    kept, inside = [], False
    for child in children:
        if child.type == "link_open" and not child.attrGet("href"):
            inside = True
        elif child.type == "link_close" and inside:
            inside = False
        else:
            kept.append(child)
    return kept


def _plain(token: Token) -> None:
    """Cells carry no style of their own: the policy of the pages allows none."""
    if token.attrs.pop("style", None):
        token.attrSet("class", "number")
