"""Similar remarks grouped: each new one beside the first of its unit in the last 60 days that it is like."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from nucuoi.cases.models import CaseStanding, Likeness, Reading, ReadingBand
from nucuoi.cases.queries.alike import firsts_near, read_before
from nucuoi.foundation import clock
from nucuoi.ratings.triage.likeness import ALIKE, Pieces, bands_of, likeness, pieces_of

SPAN = timedelta(days=60)
"""Remarks of older visits are neither grouped nor compared with."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Some readings, and what is to be kept of the new ones among them.

    Attributes:
        bands: Of those that are like none before them: later ones are compared with them.
        likenesses: Of the others, and of whom they are like.
    """

    readings: Sequence[Reading]
    bands: list[ReadingBand] = field(default_factory=list)
    likenesses: list[Likeness] = field(default_factory=list)

    def keep(self) -> None:
        """Keeps all of it, in the caller's transaction; matters opened before learn of their group."""
        Reading.objects.bulk_create(self.readings, ignore_conflicts=True)
        ReadingBand.objects.bulk_create(self.bands)
        Likeness.objects.bulk_create(self.likenesses, ignore_conflicts=True)
        for first in {one.first for one in self.likenesses}:
            CaseStanding.objects.filter(case__rating=first).update(alike=first)


@dataclass(frozen=True, slots=True)
class _Sketch:
    """What is compared of a remark."""

    rating: int
    unit: str
    day: int
    pieces: Pieces
    bands: tuple[int, ...]


class _Firsts:
    """Remarks that begin a group, found by unit and band."""

    def __init__(self) -> None:
        self._near: dict[tuple[str, int], list[_Sketch]] = defaultdict(list)

    def add(self, first: _Sketch) -> None:
        for band in set(first.bands):
            self._near[first.unit, band].append(first)

    def like(self, one: _Sketch) -> _Sketch | None:
        """The one it is most like, the earliest of several; None = it is like none."""
        near = {
            first.rating: first
            for band in one.bands
            for first in self._near.get((one.unit, band), ())
        }
        compared = [(likeness(near[rating].pieces, one.pieces), -rating) for rating in near]
        how, rating = max(compared, default=(0.0, 0))
        return near[-rating] if how >= ALIKE else None


def group(readings: Sequence[Reading], today: date) -> Grouping:
    """Finds where readings belong and changes nothing; those that are known stay where they are."""
    oldest = clock.day_number(today - SPAN)
    known = read_before([one.rating for one in readings])
    new = [
        _sketch(one.rating, one.unit, one.masked, one.day)
        for one in readings
        if one.day >= oldest and one.rating not in known
    ]
    told = [one for one in new if one.pieces]
    made = Grouping(readings)
    if told:
        _fill(made, told, _firsts(told, oldest))
    return made


def _firsts(new: Iterable[_Sketch], oldest: int) -> _Firsts:
    firsts = _Firsts()
    units, bands = {one.unit for one in new}, {band for one in new for band in one.bands}
    for rating, unit, masked in firsts_near(units, bands, oldest):
        firsts.add(_sketch(rating, unit, masked))
    return firsts


def _fill(made: Grouping, new: Iterable[_Sketch], firsts: _Firsts) -> None:
    for one in new:
        first = firsts.like(one)
        if first is None:
            firsts.add(one)
            made.bands.extend(_bands(one))
        else:
            for rating in (first.rating, one.rating):
                made.likenesses.append(Likeness(rating=rating, first=first.rating))


def _sketch(rating: int, unit: str, masked: str, day: int = 0) -> _Sketch:
    pieces = pieces_of(masked)
    return _Sketch(rating, unit, day, pieces, bands_of(pieces))


def _bands(one: _Sketch) -> list[ReadingBand]:
    return [
        ReadingBand(band=band, rating=one.rating, unit=one.unit, day=one.day)
        for band in set(one.bands)
    ]
