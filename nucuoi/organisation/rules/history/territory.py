"""The territorial units as they stand while the lists are told one after the other."""

from nucuoi.organisation.rules.history.chronicle import Cause, Chronicle, Version
from nucuoi.organisation.rules.identities import unit_identity
from nucuoi.organisation.rules.lists.records import UnitLine


class Territory:
    """Units that exist now, by official code.

    Attributes:
        prefix: First part of the identities of units that begin now.
        identities: Official code to identity.
    """

    def __init__(self, prefix: str) -> None:
        self.chronicle = Chronicle()
        self.prefix = prefix
        self.identities: dict[str, str] = {}

    def begin(self, unit: UnitLine, cause: Cause, *, participates: bool = True) -> str:
        """A unit of a list begins below its parent, which must be there; gives its identity."""
        identity = unit_identity(self.prefix, unit.code, cause.on.year)
        self.chronicle.begin(
            Version(
                unit=identity,
                name=unit.name,
                level=unit.level,
                kind=unit.kind,
                official_code=unit.code,
                parent=self.identities[unit.parent] if unit.parent else None,
                participates=participates,
                valid_from=cause.on,
                valid_to=None,
                legal_basis=cause.legal_basis,
            )
        )
        self.identities[unit.code] = identity
        return identity

    def follow(self, unit: UnitLine, cause: Cause) -> None:
        """A unit that lives on takes the name, kind and parent of the new list."""
        self.chronicle.change(
            self.identities[unit.code],
            cause,
            name=unit.name,
            kind=unit.kind,
            parent=self.identities[unit.parent] if unit.parent else None,
        )
