"""Counts of ratings by evidence class: which of them carry the headline and which stand beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from nucuoi.ratings.rules.words import Evidence

HEADLINE = frozenset({Evidence.TICKET, Evidence.KIOSK})
"""Evidence that shares are drawn from (design §4.7); the others are counted beside it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Ratings of some desks in a span by evidence class, each 0 or more."""

    ticket: int = 0
    kiosk: int = 0
    paper: int = 0
    open: int = 0
    disputed: int = 0

    @classmethod
    def of(cls, numbers: Mapping[int, int]) -> "Counts":
        """From numbers by `Evidence`."""
        return cls(**{kind.name.lower(): numbers.get(kind, 0) for kind in Evidence})

    @property
    def total(self) -> int:
        """All of them, disputed ones included: what the live count says."""
        return self.headline + self.paper + self.open + self.disputed

    @property
    def headline(self) -> int:
        """Those that shares are drawn from."""
        return self.ticket + self.kiosk

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.ticket + other.ticket,
            self.kiosk + other.kiosk,
            self.paper + other.paper,
            self.open + other.open,
            self.disputed + other.disputed,
        )
