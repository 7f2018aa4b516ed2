"""Ballots on paper: numbering some, and the page that is printed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.documents import ballots as pages
from nucuoi.documents.ballots import Ballot, Box, Face, Scale
from nucuoi.foundation import clock
from nucuoi.organisation.permissions import check_may
from nucuoi.ratings.actions.ballots import print_ballots
from nucuoi.ratings.forms.paper import BallotsForm
from nucuoi.ratings.queries import paper, questionnaires
from nucuoi.ratings.queries.paper import RunRow
from nucuoi.ratings.queries.places import Place, place
from nucuoi.ratings.rules import questionnaire
from nucuoi.ratings.rules.ballot import ASSISTED, LETTER_OF, THANKS
from nucuoi.ratings.rules.questionnaire import Option, Wording
from nucuoi.ratings.views.paper import KEY, counters, crumbs, seat_at
from nucuoi.ratings.views.staff import done
from nucuoi.web.form_errors import refusals_on
from nucuoi.web.pdf import pdf_file


@require_http_methods(["GET", "HEAD", "POST"])
def new_ballots(request: StaffRequest) -> HttpResponse:
    """Numbers ballots for a counter."""
    form = BallotsForm(request.POST or None, counters=counters(request, KEY))
    if form.is_valid():
        with refusals_on(form):
            seat = seat_at(request, KEY, form.cleaned_data["counter"])
            run = print_ballots(by=seat, **form.cleaned_data)
            return done(request, "Đã đánh số.", reverse("ratings:ballots", args=[run]))
    context = {"form": form, "crumbs": crumbs()}
    return render(
        request, "ratings/paper/new_ballots.html", context, status=422 if form.errors else 200
    )


@require_safe
def ballots(request: StaffRequest, run: int) -> HttpResponse:
    """The ballots of a run, one after the other, as they are printed; `?tep=pdf`, as a PDF."""
    row = paper.ballot_run(run)
    check_may(request.seats, KEY, row.point, clock.today())
    wording, numbers = _wording(row), range(row.first, row.last + 1)
    at = place(row.counter, clock.local(row.at).date())
    if request.GET.get("tep") == "pdf" and row.lang in pages.LANGUAGES:
        file = pages.pdf(_ballot(row, at, wording), numbers)
        return pdf_file(file, f"phieu-{row.counter}-{row.first}-{row.last}")
    context = {
        "run": row,
        "numbers": numbers,
        "place": at,
        "wording": wording,
        "lang": row.lang,
        "words": questionnaire.page_words(row.lang),
        "faces": sorted(wording.scores.items()),
        "good": _boxes(wording.said + wording.always),
        "missing": _boxes(wording.missing),
        "breaches": _boxes(wording.breaches),
        "assisted": ASSISTED.upper(),
        "thanks": THANKS.upper(),
        "as_file": row.lang in pages.LANGUAGES,
        "crumbs": crumbs(),
    }
    return render(request, "ratings/paper/ballots.html", context)


def _ballot(row: RunRow, at: Place, wording: Wording) -> Ballot:
    words, headings = questionnaire.page_words(row.lang), wording.headings
    name = f" · {at.name}" if at.name else ""
    good = f"{headings['said']} ({headings['said_about']}), {headings['always'].lower()}"
    return Ballot(
        size=row.size,
        lang=row.lang,
        title=words["ballot_title"],
        point=at.point,
        counter=f"{words['counter']} {at.number:02d}{name}",
        number_words=words["ballot_number"],
        question=wording.question,
        mark=words["ballot_mark"],
        faces=[Face(score, label) for score, label in sorted(wording.scores.items())],
        optional=words["ballot_optional"],
        dimensions=[Scale(one.label, one.about) for one in wording.dimensions],
        good_title=f"{good} ({headings['always_about']})",
        good=[Box(*one) for one in _boxes(wording.said + wording.always)],
        missing_title=headings["missing"],
        missing=[Box(*one) for one in _boxes(wording.missing)],
        breaches_title=headings["breaches"],
        breaches_about=headings["breaches_about"],
        breaches=[Box(*one) for one in _boxes(wording.breaches)],
        remark=words["remark"],
        remark_help=words["remark_help"],
        last=[Box(THANKS.upper(), words["thanks"]), Box(ASSISTED.upper(), words["assisted"])],
        consent=wording.consent,
        drop=words["ballot_drop"],
    )


def _wording(row: RunRow) -> Wording:
    version = questionnaires.version(row.form, clock.today())
    return questionnaire.read(version.code, version.content, row.lang, row.rater)


def _boxes(options: tuple[Option, ...]) -> list[tuple[str, str]]:
    """Letter and words of each box."""
    return [(LETTER_OF[option.value].upper(), option.label) for option in options]
