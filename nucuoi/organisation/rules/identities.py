"""Identities of units: ours, readable and never used again, whatever official codes come to mean."""

import re

from nucuoi.foundation.names import fold

_SUFFIX = re.compile(r"[0-9]*(-[A-Z]{2})?$")


def place_prefix(province: str) -> str:
    """Initials of a province without its kind: `Bắc Giang` gives `bg`."""
    return "".join(word[0] for word in fold(province).split())


def unit_identity(prefix: str, code: str, first_year: int) -> str:
    """Identity of a territorial unit: `bg`, `07210` and 2021 give `bg-07210-2021`."""
    return f"{prefix}-{code}-{first_year}"


def body_identity(prefix: str, code: str, first_year: int) -> str:
    """Identity of a provincial body: `bg`, `SNV2` and 2025 give `bg-snv-2025`.

    The list's code loses the figure and the province that only kept its lines apart; the prefix and
    the year keep the identities apart.
    """
    return unit_identity(prefix, _SUFFIX.sub("", code).lower(), first_year)


def point_identity(host: str) -> str:
    """Identity of the service point of a unit: `bg-07210-2021` gives `bg-07210-2021-mc`."""
    return f"{host}-mc"
