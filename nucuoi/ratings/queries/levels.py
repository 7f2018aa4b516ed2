"""The mappings of five steps to three levels that have been entered."""

from dataclasses import dataclass

from nucuoi.ratings.models import LevelMapping
from nucuoi.ratings.rules.levels import Mapping, ThreeLevel


@dataclass(frozen=True, slots=True)
class MappingRow:
    """A mapping and who entered it; `by` is empty for the one that came with the package."""

    mapping: Mapping
    by: str


def mappings() -> list[MappingRow]:
    """All of them, the one that began last first."""
    return [
        MappingRow(_mapping(row), row.made_by)
        for row in LevelMapping.objects.order_by("-valid_from")
    ]


def _mapping(row: LevelMapping) -> Mapping:
    steps = (row.step_1, row.step_2, row.step_3, row.step_4, row.step_5)
    return Mapping(tuple(map(ThreeLevel, steps)), row.valid_from, row.valid_to, row.citation)
