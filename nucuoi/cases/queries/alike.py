"""Which remarks are alike: what a new one is compared with, and in which group one is."""

from collections.abc import Collection, Iterable

from nucuoi.cases.models import Likeness, Reading, ReadingBand


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


def first_of(rating: int | None) -> int | None:
    """The remark that began the group a remark is in; None = it is in none."""
    return Likeness.objects.filter(pk=rating or 0).values_list("first", flat=True).first()
