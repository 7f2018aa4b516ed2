"""What the templates of the rating page are given: words, place, questions and what was entered."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nucuoi.foundation import clock
from nucuoi.ratings.forms.rate import APOLOGIES, LONGEST_CONTACT, LONGEST_REMARK, RateForm
from nucuoi.ratings.queries import questionnaires
from nucuoi.ratings.rules import questionnaire
from nucuoi.ratings.rules.questionnaire import RATERS, Option, Wording
from nucuoi.ratings.views.asked import Asked
from nucuoi.ratings.views.door import Door
from nucuoi.web.languages import language_links, query_with

_NUMBERS = {str(score): score for score in range(1, 6)}


@dataclass(frozen=True, slots=True)
class Face:
    """One of the five rows."""

    score: int
    label: str
    checked: bool
    focus: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """A dimension with its five small faces; chosen 0 = none yet."""

    name: str
    legend: SafeString
    chosen: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick and whether it was ticked when the page came back."""

    value: str
    label: str
    checked: bool


class Said:
    """What had been entered when the page is shown again, as it came; nothing on a fresh page."""

    def __init__(self, form: RateForm | None) -> None:
        self._data = form.data if form else {}

    def of(self, name: str) -> str:
        """The entered text of a field."""
        return str(self._data.get(name, ""))

    def number(self, name: str) -> int:
        """The chosen face of a scale; 0 = none."""
        return _NUMBERS.get(self.of(name), 0)

    def ticks(self, options: Iterable[Option]) -> list[Tick]:
        """The options as ticks."""
        getlist = getattr(self._data, "getlist", None)
        ticked = set(getlist("tags")) if getlist else set()
        return [Tick(option.value, option.label, option.value in ticked) for option in options]


def basics(request: HttpRequest, lang: str) -> dict[str, Any]:
    """What every citizen's page needs: language, its words and the links to the others."""
    return {
        "lang": lang,
        "words": questionnaire.page_words(lang),
        "languages": language_links(lang, request.GET),
    }


def wording_today(how: Asked) -> Wording:
    """Today's version of the questionnaire as this person reads it."""
    version = questionnaires.current(clock.today())
    return questionnaire.read(version.code, version.content, how.lang, how.rater)


def rate_page(
    request: HttpRequest,
    door: Door,
    how: Asked,
    form: RateForm | None = None,
    problem: str = "",
    wording: Wording | None = None,
) -> dict[str, Any]:
    """The context of `ratings/rate.html`.

    Args:
        request: Whose address is kept in the links.
        door: The counter, open today, and the invitation that led to it.
        how: How the page was asked for.
        form: The form that came back with errors or a problem; None = a fresh page.
        problem: A sentence above the form: what could not be done and what to do.
        wording: Another than today's, for a preview.
    """
    wording = wording or wording_today(how)
    errors = (
        {name: " ".join(map(str, found)) for name, found in form.errors.items()} if form else {}
    )
    said, words = Said(form), questionnaire.page_words(how.lang)
    return {
        **basics(request, how.lang),
        **_questions(wording, said, wrong="score" in errors),
        "door": door,
        "place": door.place,
        **_of_ticket(door, said, words),
        "how": how,
        "identity": form.identity if form else uuid.uuid4(),
        "said": {name: said.of(name) for name in ("remark", "contact", "field")},
        "ticked": {name: bool(said.of(name)) for name in ("thanks", "wants_answer", "assisted")},
        "errors": errors,
        "first_wrong": next(iter(errors), ""),
        "problem": problem,
        "remark_limit": LONGEST_REMARK,
        "contact_limit": LONGEST_CONTACT,
        "other_rater": query_with(request.GET, rater=_other(how.rater), lang=how.lang),
    }


def _questions(wording: Wording, said: Said, *, wrong: bool) -> dict[str, Any]:
    chosen = said.number("score")
    best = max(wording.scores)
    return {
        "wording": wording,
        "faces": [
            Face(score, label, checked=score == chosen, focus=wrong and score == best)
            for score, label in wording.scores.items()
        ],
        "scales": [
            Scale(
                dimension.name,
                format_html(
                    '{} <span class="quiet small">{}</span>', dimension.label, dimension.about
                ),
                said.number(dimension.name),
            )
            for dimension in wording.dimensions
        ],
        "said_ticks": said.ticks(wording.said),
        "always_ticks": said.ticks(wording.always),
        "missing_ticks": said.ticks(wording.missing),
        "breach_ticks": said.ticks(wording.breaches),
    }


def _of_ticket(door: Door, said: Said, words: Mapping[str, str]) -> dict[str, Any]:
    """What an invitation adds: that it was used before, and the question of a late dossier."""
    answered, uses = said.of("apology"), door.invitation.uses if door.invitation else 0
    return {
        "apologies": [Tick(word, words[f"apology_{word}"], word == answered) for word in APOLOGIES],
        "used": words["ticket_used"].format(count=uses) if uses else "",
    }


def _other(rater: str) -> str:
    return next(other for other in RATERS if other != rater)
