"""A version or a draft as people would meet it, on a phone and on a tablet; nothing is sent."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.foundation import clock
from nucuoi.foundation.errors import NotFound
from nucuoi.ratings.queries import questionnaires
from nucuoi.ratings.queries.places import Place, Service, State
from nucuoi.ratings.rules import questionnaire
from nucuoi.ratings.views import screen
from nucuoi.ratings.views.asked import Asked, asked
from nucuoi.ratings.views.door import Door
from nucuoi.ratings.views.questionnaires import MEDIA

_PLACE = Place(
    code="xem-truoc",
    number=1,
    name="Quầy xem trước",
    point="Nơi tiếp dân của đơn vị",
    services=(Service("HT", "Hộ tịch"), Service("CT", "Chứng thực")),
    state=State.OPEN,
    since=None,
    successor="",
)
_TEMPLATES = dict(zip(MEDIA, ("preview_phone.html", "preview_tablet.html"), strict=True))


@require_safe
def preview_version(request: StaffRequest, number: int, medium: str) -> HttpResponse:
    """A version."""
    row = questionnaires.version(number, clock.today())
    return _preview(request, row.code, row.content, medium)


@require_safe
def preview_draft(request: StaffRequest, identity: int, medium: str) -> HttpResponse:
    """An open draft."""
    return _preview(request, "ban-thao", questionnaires.draft(identity).content, medium)


def _preview(
    request: StaffRequest, code: str, content: Mapping[str, Any], medium: str
) -> HttpResponse:
    if medium not in _TEMPLATES:
        raise NotFound("Không có kiểu xem trước này.")
    how: Asked = asked(request)
    if "lang" not in request.GET:
        how = Asked("vi", how.rater, how.channel, how.link)
    wording = questionnaire.read(code, content, how.lang, how.rater)
    context = screen.rate_page(request, Door(_PLACE), how, wording=wording)
    return render(request, f"ratings/forms/{_TEMPLATES[medium]}", context)
