"""F11: tickets used twice far more often at one official than at the peers (ticket theft)."""

from collections.abc import Iterable

from scipy.special import pdtrc

from nucuoi.fairness.errors import Unusable
from nucuoi.fairness.flags.flag import Flag
from nucuoi.fairness.flags.stream import Row

LEAST = 3
CHANCE = 0.001


def contested(rows: Iterable[Row]) -> list[Flag]:
    """Flags of one quarter; `value` is the number of disputed ratings, by official.

    Args:
        rows: `official`, `disputed` (ratings) and `tickets` (used, disputed ones included).

    Raises:
        Unusable: If a row lacks something, or more are disputed than used.
    """
    read = sorted(_read(number, row) for number, row in enumerate(rows, start=1))
    disputed, used = sum(row[1] for row in read), sum(row[2] for row in read)
    found = []
    for official, own, tickets in read:
        rest = (disputed - own) / max(used - tickets, 1)
        allowed = _allowed(rest * tickets)
        if own >= allowed:
            found.append(Flag("F11", official, None, float(own), float(allowed)))
    return found


def _allowed(mean: float) -> int:
    """The lowest count that chance gives less often than `CHANCE`."""
    k = LEAST
    while float(pdtrc(k - 1, mean)) >= CHANCE:
        k += 1
    return k


def _read(number: int, row: Row) -> tuple[str, int, int]:
    try:
        official, disputed, tickets = (
            str(row["official"]),
            int(row["disputed"]),
            int(row["tickets"]),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise Unusable(f"row {number}: {fault!r}") from fault
    if not 0 <= disputed <= tickets:
        raise Unusable(f"row {number}: {disputed} disputed of {tickets}")
    return official, disputed, tickets
