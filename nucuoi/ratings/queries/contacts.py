"""A left contact, opened only to say that an answer waits."""

from django.conf import settings

from nucuoi.ratings.intake import keyring
from nucuoi.ratings.models import ContactDetail
from nucuoi.ratings.rules.words import Language


def contact_of(rating: int) -> tuple[str, str]:
    """The contact as it was typed and the language its writer rated in.

    Both are empty when none was left or it has been deleted.
    """
    rows = ContactDetail.objects.filter(pk=rating).values_list("sealed", "rating__lang")
    for sealed, lang in rows:
        contact = keyring.load(settings.KEYS).contact.decrypt(bytes(sealed)).decode()
        return contact, Language(lang).name.lower()
    return "", ""


def ratings_with_contact(most: int) -> list[tuple[int, int]]:
    """Ratings with a contact and their days, the oldest first."""
    rows = ContactDetail.objects.order_by("pk").values_list("pk", "rating__day")
    return list(rows[:most])
