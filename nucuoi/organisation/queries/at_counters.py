"""Rows at some of many counters: a board of the province names hundreds of them in each statement."""

from collections.abc import Iterable

from django.db.models import BooleanField, F, Func


def at_counters(field: str, counters: Iterable[int]) -> Func:
    """A condition for `filter`: that a row stands at one of these counters.

    What `<field>__in` asks, with the numbers written out: Django and a driver look at each value that
    they pass on for longer than the database looks for its rows.

    Args:
        field: Where the counter's row stands, as filters name it.
        counters: Rows of counters; without any no row is found.
    """
    numbers = ", ".join(str(int(counter)) for counter in counters) or "NULL"
    return Func(
        F(field),
        template="%(expressions)s IN (%(numbers)s)",
        numbers=numbers,
        output_field=BooleanField(),
    )
