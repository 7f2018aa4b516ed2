"""Phiếu hỏi: the versions, what a version asks, and what it changed."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.queries import full_names
from nucuoi.foundation import clock
from nucuoi.foundation.languages import LANGUAGE_NAMES, LANGUAGES
from nucuoi.ratings.actions import questionnaires as actions
from nucuoi.ratings.queries import questionnaires
from nucuoi.ratings.queries.levels import mappings
from nucuoi.ratings.rules import wordings
from nucuoi.ratings.rules.levels import mapping_on
from nucuoi.ratings.views.staff import allows, seat_of
from nucuoi.web.components import Link

CHANGE = "ratings.questionnaire.change"
MEDIA = {"dien-thoai": "Trên điện thoại", "may-tinh-bang": "Trên máy tính bảng"}


@require_safe
def questionnaires_page(request: StaffRequest) -> HttpResponse:
    """All versions, the open draft, and the mapping to three levels that holds today."""
    today = clock.today()
    versions, draft = questionnaires.versions(today), questionnaires.open_draft()
    context = {
        "versions": versions,
        "draft": draft,
        "names": full_names([row.by for row in versions] + ([draft.made_by] if draft else [])),
        "mapping": mapping_on((row.mapping for row in mappings()), today),
        "may_change": allows(request, CHANGE),
    }
    return render(request, "ratings/forms/list.html", context)


@require_safe
def version(request: StaffRequest, number: int) -> HttpResponse:
    """What a version asks in one language, and how it differs from the one before."""
    today = clock.today()
    row = questionnaires.version(number, today)
    earlier = questionnaires.before(number, today)
    lang = language(request)
    context = {
        "row": row,
        "names": full_names([row.by]),
        "earlier": earlier,
        "changes": wordings.difference(earlier.content, row.content) if earlier else [],
        "sections": sections(row.content, lang),
        "lang": lang,
        "languages": language_choice(lang),
        "previews": [
            Link(label, reverse("ratings:preview_version", args=[number, medium]))
            for medium, label in MEDIA.items()
        ],
        "crumbs": crumbs(),
    }
    return render(request, "ratings/forms/version.html", context)


@require_POST
def start_draft(request: StaffRequest) -> HttpResponse:
    """Begins a draft from the version in use."""
    return redirect("ratings:draft", actions.start_draft(by=seat_of(request, CHANGE)))


def language(request: StaffRequest) -> str:
    """The language asked for by `?lang=`, else Vietnamese."""
    asked = request.GET.get("lang", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def language_choice(current: str) -> list[Link]:
    """The four languages as a choice on the same page."""
    return [Link(name, f"?lang={lang}", lang == current) for lang, name in LANGUAGE_NAMES.items()]


def sections(content: Mapping[str, Any], lang: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Title of each section with label and text of all it says."""
    words = wordings.texts(content, lang)
    return [
        (section.title, [(slot.label, words[slot.path]) for slot in section.slots])
        for section in wordings.SECTIONS
    ]


def crumbs() -> list[Link]:
    """The way back to the list."""
    return [Link("Phiếu hỏi", reverse("ratings:questionnaires"))]
