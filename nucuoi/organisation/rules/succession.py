"""What a unit has become: along successions to units that exist on a later day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ending:
    """How a unit ended.

    Attributes:
        into: Units it passed into on its last day; empty = dissolved.
        parent: Unit it last belonged to; None for a province.
    """

    into: tuple[str, ...]
    parent: str | None


def carried(unit: str, existing: Collection[str], endings: Mapping[str, Ending]) -> list[str]:
    """Units that exist and to which what `unit` was has passed.

    A unit that exists stands for itself. What a dissolved unit leaves goes to the unit it last
    belonged to, and on from there: a district that ended on 1/7/2025 is carried to the province.

    Args:
        unit: Where to begin.
        existing: Units that exist on the asked day; a set, when it is long.
        endings: Endings up to that day, by unit.

    Returns:
        In the order found, without repetition; empty when the trail is lost.
    """
    found: dict[str, None] = {}
    waiting, seen = [unit], {unit}
    for identity in waiting:  # grows while it is read
        if identity in existing:
            found[identity] = None
            continue
        ending = endings.get(identity)
        if ending is None:
            continue
        later = ending.into or ((ending.parent,) if ending.parent else ())
        waiting.extend(new for new in later if new not in seen)
        seen.update(later)
    return list(found)
