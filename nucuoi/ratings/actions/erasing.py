"""Erasing what a person wrote: the text with its salt, and her contact; totals are not touched."""

from collections.abc import Collection

from nucuoi.ratings.models import ContactDetail, Remark


def erase_texts(ratings: Collection[int]) -> int:
    """Deletes remarks with their salts and contacts, in the caller's transaction; how many rows."""
    remarks, _ = Remark.objects.filter(pk__in=ratings).delete()
    return erase_contacts(ratings) + remarks


def erase_contacts(ratings: Collection[int]) -> int:
    """Deletes contacts, in the caller's transaction; how many."""
    erased, _ = ContactDetail.objects.filter(pk__in=ratings).delete()
    return erased
