"""A form that was filled in becomes a rating, by the way that every rating takes."""

from dataclasses import dataclass

from django.http import HttpRequest

from nucuoi.ratings.forms.rate import RateForm
from nucuoi.ratings.intake import desk, payload
from nucuoi.ratings.intake.application import visitor
from nucuoi.ratings.queries import questionnaires
from nucuoi.ratings.queries.places import Place
from nucuoi.ratings.views.asked import Asked

_LONGEST_VERSION = 40


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a form.

    Attributes:
        receipt: The code the server made; empty when the id was used for something else before.
        before: Whether the rating had been recorded already.
    """

    receipt: str
    before: bool


def hand_in(request: HttpRequest, place: Place, how: Asked, form: RateForm) -> Sent:
    """Hands the valid form to intake; it is stored when this returns.

    Raises:
        Refused: As `ratings.intake.desk.accept`; nothing is stored then.
    """
    said = form.rating() | {
        "counter": place.code,
        "lang": how.lang,
        "rater": how.rater,
        "channel": how.channel,
    }
    if how.link:
        said["link"] = how.link
    version = request.POST.get("form", "")[:_LONGEST_VERSION]
    if questionnaires.is_known(version):
        said["form"] = version
    answer = desk.accept(payload.convert(said), visitor(request.META))
    return Sent(receipt=answer.receipt or "", before=answer.status == "duplicate")
