"""When a day of the journal may be committed to the log."""

from datetime import timedelta

SETTLED_AFTER = timedelta(minutes=10)
"""So long after midnight the last act of the day has been written."""
