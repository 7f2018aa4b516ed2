"""Bringing a table to what a list says, row by row recognised by its key."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Stored:
    """How many rows were added and changed; rows that said so already count as neither."""

    added: int = 0
    changed: int = 0


def store(
    table: models.Manager[Row], key: Sequence[str], wanted: Iterable[Mapping[str, object]]
) -> Stored:
    """Adds rows that are missing and changes those that say something else; deletes none.

    Args:
        table: All rows there are.
        key: Attributes that recognise a row.
        wanted: Attributes of each row, the key among them, the same ones for every row.
    """
    held = {_values(row, key): row for row in table.all()}
    added: dict[tuple[object, ...], Row] = {}
    changed: list[Row] = []
    names: set[str] = set()
    for values in wanted:
        place = tuple(values[name] for name in key)
        if place not in held:
            added[place] = table.model(**values)
        elif _differs(held[place], values):
            changed.append(_changed(held[place], values))
            names.update(set(values) - set(key))
    table.bulk_create(added.values(), batch_size=500)
    if changed:
        table.bulk_update(changed, sorted(names), batch_size=100)
    return Stored(len(added), len(changed))


def _differs(row: models.Model, values: Mapping[str, object]) -> bool:
    return _values(row, tuple(values)) != tuple(values.values())


def _changed(row: Row, values: Mapping[str, object]) -> Row:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _values(row: models.Model, names: Sequence[str]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in names)
