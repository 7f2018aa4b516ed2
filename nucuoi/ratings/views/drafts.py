"""A draft of the questionnaire: worded language by language, checked, published or put aside."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.foundation import clock
from nucuoi.foundation.languages import LANGUAGE_NAMES
from nucuoi.ratings.actions import questionnaires as actions
from nucuoi.ratings.forms.questionnaires import PublishForm, PutAsideForm, WordingForm
from nucuoi.ratings.queries import questionnaires
from nucuoi.ratings.queries.questionnaires import DraftRow
from nucuoi.ratings.rules import wordings
from nucuoi.ratings.views.questionnaires import (
    CHANGE,
    MEDIA,
    crumbs,
    language,
    language_choice,
)
from nucuoi.ratings.views.staff import Act, act_page, done, seat_of
from nucuoi.web.components import Link
from nucuoi.web.form_errors import refusals_on

_FORM = require_http_methods(["GET", "HEAD", "POST"])


@_FORM
def draft(request: StaffRequest, identity: int) -> HttpResponse:
    """The texts of one language, to be worded anew."""
    row, lang = questionnaires.draft(identity), language(request)
    form = _wording_form(request, row, lang)
    if form.is_valid():
        with refusals_on(form):
            changed = actions.change_draft(
                by=seat_of(request, CHANGE),
                draft=identity,
                revision=form.cleaned_data["revision"],
                lang=lang,
                words=form.words,
            )
            said = f"Đã lưu {changed} câu." if changed else "Không có gì thay đổi."
            return done(request, said, f"{_url(identity)}?lang={lang}")
    context = {
        "row": row,
        "form": form,
        "lang": lang,
        "languages": language_choice(lang),
        "previews": previews(identity),
        "changed": len(wordings.difference(row.base_content, row.content)),
        "crumbs": crumbs(),
    }
    return render(request, "ratings/forms/draft.html", context, status=422 if form.errors else 200)


@_FORM
def publish(request: StaffRequest, identity: int) -> HttpResponse:
    """What is wrong, what differs from the version in use, and from when the draft is asked."""
    row = questionnaires.draft(identity)
    tomorrow = clock.today() + timedelta(days=1)
    form = PublishForm(
        request.POST or None, initial={"revision": row.revision, "valid_from": tomorrow}
    )
    if form.is_valid():
        with refusals_on(form):
            version = actions.publish_draft(
                by=seat_of(request, CHANGE), draft=identity, **form.cleaned_data
            )
            said = f"Đã ban hành. Phiếu hỏi mới áp dụng từ {version.valid_from:%d/%m/%Y}."
            return done(request, said, reverse("ratings:questionnaires"))
    changes = wordings.difference(row.base_content, row.content)
    context = {
        "row": row,
        "form": form,
        "faults": wordings.faults(row.content),
        "changes": changes,
        "left_behind": [
            (slot, ", ".join(LANGUAGE_NAMES[lang] for lang in behind))
            for slot, behind in wordings.left_behind(changes)
        ],
        "previews": previews(identity),
        "crumbs": [*crumbs(), Link("Bản thảo", _url(identity))],
    }
    return render(
        request, "ratings/forms/publish.html", context, status=422 if form.errors else 200
    )


@_FORM
def put_aside(request: StaffRequest, identity: int) -> HttpResponse:
    """Ends a draft without publishing it."""
    questionnaires.draft(identity)
    form = PutAsideForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            actions.put_draft_aside(
                by=seat_of(request, CHANGE), draft=identity, **form.cleaned_data
            )
            return done(request, "Đã bỏ bản thảo.", reverse("ratings:questionnaires"))
    act = Act(
        heading="Bỏ bản thảo phiếu hỏi",
        button="Bỏ bản thảo này",
        back=_url(identity),
        about="Không lấy lại được. Bản đang dùng không thay đổi.",
        crumbs=[*crumbs(), Link("Bản thảo", _url(identity))],
        grave=True,
    )
    return act_page(request, act, form)


def previews(identity: int) -> list[Link]:
    """Where the draft is seen as people will see it."""
    return [
        Link(label, reverse("ratings:preview_draft", args=[identity, medium]))
        for medium, label in MEDIA.items()
    ]


def _wording_form(request: StaffRequest, row: DraftRow, lang: str) -> WordingForm:
    return WordingForm(
        request.POST or None,
        lang=lang,
        words=wordings.texts(row.content, lang),
        originals=wordings.texts(row.content, "vi"),
        initial={"revision": row.revision},
        auto_id="%s",
    )


def _url(identity: int) -> str:
    return reverse("ratings:draft", args=[identity])
