"""Coverage: how many of the visits left a rating that can be traced to a visit or a desk."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Coverage:
    """Ratings and visits of the same desks in the same span.

    Attributes:
        ratings: Ratings by ticket or kiosk at desks whose visits were keyed, 0 or more.
        visits: Visits keyed there (online ones apart); None when none were keyed at all.
        desks: How many desks the board counts.
        keyed: For how many of them visits were keyed.
    """

    ratings: int
    visits: int | None
    desks: int
    keyed: int

    @property
    def share(self) -> float | None:
        """Ratings over visits, from 0; above 1 when too few visits were keyed. None: not known."""
        return self.ratings / self.visits if self.visits else None

    @property
    def unkeyed(self) -> int:
        """Desks whose visits were not keyed."""
        return self.desks - self.keyed

    @property
    def is_partial(self) -> bool:
        """Whether some of the desks have no visits and are left out."""
        return 0 < self.keyed < self.desks

    @property
    def is_doubtful(self) -> bool:
        """Whether there are more ratings than visits, which asks for a look at what was keyed."""
        return self.share is not None and self.share > 1


def coverage(desks: Iterable[tuple[int, int | None]]) -> Coverage:
    """Coverage of desks given as (ratings by ticket or kiosk, visits or None when none were keyed)."""
    listed = list(desks)
    keyed = [(ratings, visits) for ratings, visits in listed if visits is not None]
    return Coverage(
        ratings=sum(ratings for ratings, _ in keyed),
        visits=sum(visits for _, visits in keyed) if keyed else None,
        desks=len(listed),
        keyed=len(keyed),
    )
