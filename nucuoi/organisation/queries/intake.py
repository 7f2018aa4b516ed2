"""The number by which every process sees a change of counters, holders or duties at once."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from django.db import connection

from nucuoi.organisation.models import IntakeVersion

Asked = ParamSpec("Asked")
Found = TypeVar("Found")
_KEPT = 64
_forgetting: list[Callable[[], None]] = []


def intake_version() -> int:
    """The present number; 0 before the first change."""
    return IntakeVersion.objects.values_list("number", flat=True).first() or 0


def kept_until_changed(read: Callable[Asked, Found]) -> Callable[Asked, Found]:
    """Keeps what is read of the organisation in memory, by what is asked, until the intake version moves.

    Inside a transaction it is read afresh, since rows not yet committed must not outlive it. What
    is given is shared by all callers: they must not change it.
    """

    @lru_cache(maxsize=_KEPT)
    def kept(_version: int, *asked: Asked.args, **named: Asked.kwargs) -> Found:
        return read(*asked, **named)

    @wraps(read)
    def of_now(*asked: Asked.args, **named: Asked.kwargs) -> Found:
        if connection.in_atomic_block:
            return read(*asked, **named)
        return kept(intake_version(), *asked, **named)  # type: ignore[arg-type]  # what is asked is hashable

    _forgetting.append(kept.cache_clear)
    return of_now


def forget_kept() -> None:
    """Forgets all that is kept: where another database is put in place, versions begin anew."""
    for forget in _forgetting:
        forget()
