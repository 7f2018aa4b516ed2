"""Joining the lists into identities, dated versions and successions."""

from nucuoi.organisation.rules.history.checks import check_history
from nucuoi.organisation.rules.history.chronicle import History, Passing, Version
from nucuoi.organisation.rules.history.whole import join

__all__ = ["History", "Passing", "Version", "check_history", "join"]
