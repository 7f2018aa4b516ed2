"""The tree of units as it stands on one day: pure look-ups, no database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from nucuoi.foundation.errors import NotFound
from nucuoi.foundation.names import sort_key


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the version that holds on the asked day.

    Attributes:
        unit: Our own identity, never used again.
        name: Full name with its kind, as it is printed: `Phường Bắc Giang`.
        parent: Identity of the unit above; None for a province.
        valid_from: First day of this version, not of the identity.
        valid_to: First day on which it holds no more; None = open.
        participates: Whether it takes part in the movement.
    """

    unit: str
    official_code: str
    name: str
    level: str
    kind: str
    parent: str | None
    valid_from: date
    valid_to: date | None
    participates: bool

    @property
    def short_name(self) -> str:
        """The name without its kind: `Bắc Giang`; the whole name when it does not begin so."""
        start = len(self.kind)
        begins_so = self.name[:start].lower() == self.kind and self.name[start : start + 1] == " "
        return self.name[start + 1 :] if begins_so else self.name


class Tree:
    """All units of one day, with the way up and down between them.

    Args:
        rows: At most one row an identity.
    """

    def __init__(self, rows: Iterable[UnitRow]) -> None:
        self.rows = tuple(sorted(rows, key=lambda row: sort_key(row.name)))
        self._by_identity = {row.unit: row for row in self.rows}
        self._children: dict[str | None, list[UnitRow]] = defaultdict(list)
        for row in self.rows:
            self._children[row.parent].append(row)

    def __contains__(self, identity: str) -> bool:
        return identity in self._by_identity

    def unit(self, identity: str) -> UnitRow:
        """The unit of that identity.

        Raises:
            NotFound: If there is no such unit on the day.
        """
        try:
            return self._by_identity[identity]
        except KeyError:
            raise NotFound(
                "Không có đơn vị này vào ngày đã chọn. Xin kiểm tra lại ngày và đơn vị."
            ) from None

    def children(self, identity: str) -> list[UnitRow]:
        """Units directly below, by name; raises NotFound like `unit`."""
        self.unit(identity)
        return list(self._children.get(identity, ()))

    def ancestors(self, identity: str) -> list[UnitRow]:
        """Units above, the root first, without the unit itself; raises NotFound like `unit`."""
        return [*self._upwards(self.unit(identity).parent)][::-1]

    def is_within(self, identity: str, ancestor: str) -> bool:
        """Whether the unit is `ancestor` or below it; False when either is not there that day."""
        if identity not in self or ancestor not in self:
            return False
        return any(row.unit == ancestor for row in self._upwards(identity))

    def subtree(self, identity: str) -> list[UnitRow]:
        """The unit and all below it, each unit before those below it; raises NotFound like `unit`."""
        found = [self.unit(identity)]
        for row in found:  # grows while it is read
            found.extend(self._children.get(row.unit, ()))
        return found

    def _upwards(self, identity: str | None) -> Iterator[UnitRow]:
        while identity is not None and identity in self._by_identity:
            row = self._by_identity[identity]
            yield row
            identity = row.parent
