"""The seat a person acts from: who, in which role, over which part of the tree."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in a role with a scope, as actions and audit rows see her.

    Attributes:
        username: Who acts; `system` for what happens without a person.
        role: One of `accounts.rules.Role`, as text; `system` likewise.
        unit: Identity of the unit the role is held over, with all below it; empty = everywhere.
    """

    username: str
    role: str
    unit: str = ""


SYSTEM = Seat(username="system", role="system")
