"""How five steps become the three levels of TT 01/2018: what holds, and entering another."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.queries import full_names
from nucuoi.foundation import clock
from nucuoi.ratings.actions.levels import set_level_mapping
from nucuoi.ratings.forms.questionnaires import LevelsForm
from nucuoi.ratings.queries.levels import mappings
from nucuoi.ratings.rules.levels import LEVEL_NAMES, Mapping, mapping_on
from nucuoi.ratings.views.questionnaires import CHANGE, crumbs
from nucuoi.ratings.views.staff import allows, done, seat_of
from nucuoi.web.components import FACES
from nucuoi.web.form_errors import refusals_on


@require_http_methods(["GET", "HEAD", "POST"])
def levels(request: StaffRequest) -> HttpResponse:
    """The mappings by date, and a form for one more."""
    form = LevelsForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            valid_from = form.cleaned_data["valid_from"]
            set_level_mapping(
                by=seat_of(request, CHANGE),
                valid_from=valid_from,
                levels=form.levels,
                citation=form.cleaned_data["citation"],
            )
            said = f"Đã lưu bảng quy đổi từ {valid_from:%d/%m/%Y}."
            return done(request, said, reverse("ratings:levels"))
    rows, today = mappings(), clock.today()
    holding = mapping_on((row.mapping for row in rows), today)
    context = {
        "form": form,
        "holding": holding,
        "steps": _in_words(holding) if holding else [],
        "rows": [(row, [LEVEL_NAMES[level] for level in row.mapping.levels]) for row in rows],
        "names": full_names(row.by for row in rows),
        "may_change": allows(request, CHANGE),
        "crumbs": crumbs(),
    }
    return render(request, "ratings/forms/levels.html", context, status=422 if form.errors else 200)


def _in_words(mapping: Mapping) -> list[tuple[int, str, str]]:
    """Each step, the best first: its number, its label, its level."""
    return [(step, FACES[step], LEVEL_NAMES[mapping.levels[step - 1]]) for step in FACES]
