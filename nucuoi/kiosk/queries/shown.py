"""What the tablets of a service point show of officials, and their photos."""

from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass

from nucuoi.foundation import clock
from nucuoi.kiosk.models import NamePolicy, OfficialPhoto
from nucuoi.kiosk.rules.shown import Shown
from nucuoi.organisation.queries.officials import candidates


@dataclass(frozen=True, slots=True)
class Face:
    """An official who may sit at a service point.

    Attributes:
        photo: As a `data:` address; empty = none.
    """

    code: str
    full_name: str
    positions: str
    photo: str


def shown_at(point: int) -> Shown:
    """What the tablets of a service point (its row) show; nothing unless somebody said so."""
    latest = NamePolicy.objects.filter(point=point).order_by("-pk").first()
    if latest is None or not latest.shown:
        return Shown.NOTHING
    return Shown.PHOTO if latest.photos else Shown.NAME


def photos_of(officials: Collection[str]) -> dict[str, str]:
    """Code of an official to her photo as a `data:` address; who has none is left out."""
    rows = OfficialPhoto.objects.filter(official__code__in=officials)
    return {
        code: f"data:image/webp;base64,{b64encode(image).decode()}"
        for code, image in rows.values_list("official__code", "image")
    }


def faces_at(point: str) -> list[Face]:
    """Everybody who may sit at a service point (its identity) today, by given name."""
    rows = candidates(point, clock.today())
    photos = photos_of([row.code for row in rows])
    return [Face(row.code, row.full_name, row.positions, photos.get(row.code, "")) for row in rows]
