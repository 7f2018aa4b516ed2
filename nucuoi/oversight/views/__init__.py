"""Pages of the Front's seat."""

from nucuoi.oversight.views.exclusions import confirmed, decide, exclusions
from nucuoi.oversight.views.status import (
    add_colleague,
    bundle,
    canaries,
    end_witness,
    name_witness,
    new_link,
    status,
)

__all__ = [
    "add_colleague",
    "bundle",
    "canaries",
    "confirmed",
    "decide",
    "end_witness",
    "exclusions",
    "name_witness",
    "new_link",
    "status",
]
