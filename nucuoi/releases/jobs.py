"""What the worker does for released tables: has them made, in a process of its own."""

from django.conf import settings

from nucuoi.foundation.errand import Errand
from nucuoi.releases import queries

_release = Errand("release")


def release_closed() -> int:
    """Sees to it that closed spans have their tables; returns how many errands were finished (0 or 1)."""
    due = not _release.running and queries.are_due()
    return _release.step(due=due, folder=settings.DATA)
