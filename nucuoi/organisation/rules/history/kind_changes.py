"""Units that became another kind of unit under their old name: xã to phường, huyện to thị xã."""

from nucuoi.organisation.rules.history.chronicle import Cause
from nucuoi.organisation.rules.history.territory import Territory
from nucuoi.organisation.rules.lists.records import Lists
from nucuoi.organisation.rules.lists.units import named


def change_kinds(territory: Territory, lists: Lists) -> None:
    """Tells all changes of kind, the earliest first."""
    for change in sorted(lists.kind_changes, key=lambda change: change.on):
        event = lists.event("kind", change.on)
        unit = lists.start.units[change.code]
        territory.chronicle.change(
            territory.identities[change.code],
            Cause(change.on, event.legal_basis, event.evidence),
            name=named(change.new_kind, unit.short_name),
            kind=change.new_kind,
        )
