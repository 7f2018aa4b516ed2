"""Reading counts: everything else may rely on finite, whole, possible numbers."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nucuoi.fairness.errors import Unusable

Floats = NDArray[np.float64]


def trials(values: ArrayLike, name: str = "trials") -> Floats:
    """Whole numbers, none negative, as floats of the same shape.

    Raises:
        Unusable: For NaN, infinities, negative or broken numbers, or what is no number.
    """
    try:
        read = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as fault:
        raise Unusable(f"{name}: not numbers") from fault
    if not np.isfinite(read).all():
        raise Unusable(f"{name}: NaN or infinite")
    if (read < 0).any() or (read != np.floor(read)).any():
        raise Unusable(f"{name}: counts are whole numbers from 0")
    return read


def pairs(successes: ArrayLike, number: ArrayLike) -> tuple[Floats, Floats]:
    """Successes and trials, 0 ≤ successes ≤ trials, broadcast to one shape.

    Raises:
        Unusable: As `trials`, and when more succeed than were tried or the shapes do not fit.
    """
    x, n = trials(successes, "successes"), trials(number)
    try:
        x, n = np.broadcast_arrays(x, n)
    except ValueError as fault:
        raise Unusable(f"shapes {x.shape} and {n.shape} do not fit") from fault
    if (x > n).any():
        raise Unusable("more successes than trials")
    return x, n


def columns(successes: ArrayLike, number: ArrayLike) -> tuple[Floats, Floats]:
    """As `pairs`, one row a unit.

    Raises:
        Unusable: As `pairs`, and unless both have one dimension.
    """
    x, n = pairs(successes, number)
    if x.ndim != 1:
        raise Unusable("one number a unit is wanted")
    return x, n


def share(value: Any, name: str) -> float:
    """A share strictly between 0 and 1.

    Raises:
        Unusable: If it is not.
    """
    try:
        read = float(value)
    except (TypeError, ValueError) as fault:
        raise Unusable(f"{name}: not a number") from fault
    if not 0 < read < 1:
        raise Unusable(f"{name}: {read} is not between 0 and 1")
    return read
