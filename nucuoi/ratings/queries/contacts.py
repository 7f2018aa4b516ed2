"""A left contact, opened only to say that an answer waits."""

from django.conf import settings

from nucuoi.ratings.intake import keyring
from nucuoi.ratings.models import ContactDetail


def contact_of(rating: int) -> str:
    """The contact as it was typed; empty when none was left or it has been deleted."""
    sealed = ContactDetail.objects.filter(pk=rating).values_list("sealed", flat=True).first()
    return keyring.load(settings.KEYS).contact.decrypt(bytes(sealed)).decode() if sealed else ""


def ratings_with_contact(most: int) -> list[tuple[int, int]]:
    """Ratings with a contact and their days, the oldest first."""
    rows = ContactDetail.objects.order_by("pk").values_list("pk", "rating__day")
    return list(rows[:most])
