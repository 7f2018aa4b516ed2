"""Which version of the questionnaire is asked on a day."""

from datetime import date

from django.db.models import Q

from nucuoi.foundation.errors import Unavailable
from nucuoi.ratings.models import Questionnaire


def current(on: date) -> Questionnaire:
    """The version valid on `on`; of several the one that began last.

    Raises:
        Unavailable: If none is loaded: the installation is not finished.
    """
    valid = Questionnaire.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
    version = valid.order_by("-valid_from", "-number").first()
    if version is None:
        raise Unavailable("Chưa có mẫu phiếu đánh giá nào đang dùng. Xin trở lại sau.")
    return version


def is_known(code: str) -> bool:
    """Whether there is, or was, such a version."""
    return Questionnaire.objects.filter(code=code).exists()
