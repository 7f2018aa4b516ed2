"""Reading the lists that units, bodies and procedures are imported from, strictly."""

from nucuoi.organisation.rules.lists.records import Lists
from nucuoi.organisation.rules.lists.whole import FILES, read_lists

__all__ = ["FILES", "Lists", "read_lists"]
