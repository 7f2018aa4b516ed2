"""What the worker does for exports without a person: has them made, and sweeps old ones."""

from django.conf import settings

from nucuoi.foundation.errand import Errand
from nucuoi.reports import actions, queries

_export = Errand("export", retry_s=60)


def make_exports() -> int:
    """Sees to it that exports that wait are made; returns how many errands were finished (0 or 1)."""
    due = not _export.running and queries.are_waiting()
    return _export.step(due=due, folder=settings.DATA)


def sweep() -> int:
    """Removes what is older than seven days; returns how many files."""
    return actions.sweep()
