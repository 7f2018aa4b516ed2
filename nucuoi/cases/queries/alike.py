"""Which remarks are alike: what a new one is compared with, and who stands in whose group."""

from collections.abc import Collection, Iterable

from django.db.models import Count, Exists, OuterRef, QuerySet

from nucuoi.cases.models import CaseStanding, Likeness, Reading, ReadingBand

MOST = 5_000
"""The newest remarks of a group that are looked at."""


def read_before(ratings: Collection[int]) -> set[int]:
    """Those of the ratings whose remark has been read."""
    return set(Reading.objects.filter(pk__in=ratings).values_list("rating", flat=True))


def firsts_near(
    units: Collection[str], bands: Collection[int], oldest: int
) -> Iterable[tuple[int, str, str]]:
    """Remarks that begin a group and share a band, of these units and not before a day.

    Args:
        units: Identities of units.
        bands: As `triage.likeness.bands_of` gives them.
        oldest: Number of the earliest day.

    Returns:
        Rating, unit and masked text of each.
    """
    near = ReadingBand.objects.filter(unit__in=units, band__in=bands, day__gte=oldest)
    firsts = set(near.values_list("rating", flat=True))
    return Reading.objects.filter(pk__in=firsts).values_list("rating", "unit", "masked")


def firsts_of(ratings: Collection[int]) -> dict[int, int]:
    """Those of the ratings that are in a group, each with the first of it."""
    return dict(Likeness.objects.filter(rating__in=ratings).values_list("rating", "first"))


def sizes_of(firsts: Collection[int], among: QuerySet[CaseStanding]) -> dict[int, int]:
    """How many matters among some are in each group, by the first of it."""
    there = Exists(among.filter(case__rating=OuterRef("rating")))
    members = Likeness.objects.filter(there, first__in=firsts).order_by()
    return dict(members.values_list("first").annotate(Count("pk")))


def groups_of(ratings: Collection[int]) -> dict[int, int]:
    """All members of the groups that these ratings are in, each with the first of its group."""
    theirs = Likeness.objects.filter(rating__in=ratings).values_list("first", flat=True)
    members = Likeness.objects.filter(first__in=set(theirs)).order_by("-rating")
    return dict(members.values_list("rating", "first")[:MOST])
