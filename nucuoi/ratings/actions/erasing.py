"""Erasing what a person wrote: the text with its salt, and her contact; totals are not touched."""

from collections.abc import Collection

from django.db import connection

from nucuoi.ratings.models import ContactDetail, Remark


def erase_text(rating: int) -> bool:
    """Deletes the remark with its salt and the contact, in the caller's transaction; whether there was any."""
    _overwrite_deleted()
    remarks, _ = Remark.objects.filter(pk=rating).delete()
    return erase_contacts([rating]) + remarks > 0


def erase_contacts(ratings: Collection[int]) -> int:
    """Deletes contacts, in the caller's transaction; how many."""
    _overwrite_deleted()
    erased, _ = ContactDetail.objects.filter(pk__in=ratings).delete()
    return erased


def _overwrite_deleted() -> None:
    """SQLite writes zeros over what this connection deletes from now on; PostgreSQL needs its VACUUM."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
