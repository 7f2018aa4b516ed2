"""`/cach-tinh/`: how each figure is reckoned, with the worked tables that the tests reckon again."""

from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from nucuoi.foundation.errors import NotFound
from nucuoi.portal.rules.explained import Explained, explain

_DOCUMENTS = {"": "figures.md", "chi-so-nha-nuoc": "state-indices.md"}
_FOLDER = Path(__file__).resolve().parent.parent / "explained"
"""Its files are those of docs/explanation: one text, two doors."""


@require_safe
def explained(request: HttpRequest, name: str = "") -> HttpResponse:
    """One document as a page.

    Raises:
        NotFound: If there is none of this name.
    """
    if name not in _DOCUMENTS:
        raise NotFound("Không có trang này. Xin xem mục lục ở trang Cách tính.")
    others = [(other, document(other).title) for other in _DOCUMENTS if other != name]
    context = {"page": document(name), "others": others}
    return render(request, "portal/explained.html", context)


@cache
def document(name: str) -> Explained:
    """A document of docs/explanation, read once."""
    text = (_FOLDER / _DOCUMENTS[name]).read_text(encoding="utf-8")
    pages = {file: _address(other) for other, file in _DOCUMENTS.items()}
    pages |= {"leaf-format.md": reverse("portal:log"), "so-cong-khai.md": reverse("portal:log")}
    return explain(text, image=lambda file: static(f"portal/explained/{file}"), pages=pages)


def _address(name: str) -> str:
    return reverse("portal:explained_more", args=[name]) if name else reverse("portal:explained")
