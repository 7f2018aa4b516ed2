"""A form that was filled in becomes a rating, by the way that every rating takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest

from nucuoi.ratings.forms.rate import RateForm
from nucuoi.ratings.intake import desk, payload
from nucuoi.ratings.intake.application import visitor
from nucuoi.ratings.queries import questionnaires
from nucuoi.ratings.views.asked import Asked
from nucuoi.ratings.views.door import Door

_LONGEST_VERSION = 40
State = Literal["recorded", "before", "disputed"]
_STATES: Mapping[str, State] = {
    "accepted": "recorded",
    "duplicate": "before",
    "disputed": "disputed",
}


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a form.

    Attributes:
        receipt: The code the server made; empty when the id was used for something else before.
        state: Recorded now, recorded before, or disputed: its invitation was used before.
    """

    receipt: str
    state: State


def hand_in(request: HttpRequest, door: Door, how: Asked, form: RateForm) -> Sent:
    """Hands the valid form to intake; it is stored when this returns.

    Raises:
        Refused: As `ratings.intake.desk.accept`; nothing is stored then.
    """
    said = form.rating() | {
        "counter": door.place.code,
        "lang": how.lang,
        "rater": how.rater,
        "channel": how.channel,
    }
    if how.link:
        said["link"] = how.link
    if door.ticket:
        said["ticket"] = door.ticket
    else:
        said.pop("apology", None)
    version = request.POST.get("form", "")[:_LONGEST_VERSION]
    if questionnaires.is_known(version):
        said["form"] = version
    answer = desk.accept(payload.convert(said), visitor(request.META))
    return Sent(receipt=answer.receipt or "", state=_STATES[answer.status])
