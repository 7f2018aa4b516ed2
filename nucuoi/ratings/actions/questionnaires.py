"""Loading the versions of the questionnaire that come with the package."""

from nucuoi.ratings.models import Questionnaire
from nucuoi.ratings.rules import questionnaire


def load_packaged() -> int:
    """Adds the versions that are not there yet; returns how many. A version in use is left alone."""
    added = 0
    for version in questionnaire.packaged():
        _, made = Questionnaire.objects.get_or_create(number=version["number"], defaults=version)
        added += made
    return added
