"""The reform of 1/7/2025: a new province, all communes new, districts no more."""

from collections import defaultdict

from nucuoi.organisation.rules.history.chronicle import Cause
from nucuoi.organisation.rules.history.territory import Territory
from nucuoi.organisation.rules.identities import place_prefix
from nucuoi.organisation.rules.lists.records import Lists
from nucuoi.organisation.rules.words import SuccessionKind


def reform(territory: Territory, lists: Lists) -> None:
    """Tells the reform; every old unit ends, no old identity lives on.

    Communes whose territory was not in the old province begin without predecessors of ours and take
    no part in the movement.
    """
    old = dict(territory.identities)
    province, home = lists.reformed.province, lists.start.province
    territory.prefix = place_prefix(province.short_name)
    territory.identities = {}
    territory.begin(province, _cause(lists, "province"))
    for commune in lists.reformed.of_level("commune"):
        ours = commune.origin == home.short_name
        territory.begin(commune, _cause(lists, "commune"), participates=ours)
    _end_communes(territory, lists, old)
    for district in lists.regrouped.of_level("district"):
        territory.chronicle.end(
            old[district.code], [], SuccessionKind.DISSOLVED, _cause(lists, "district")
        )
    territory.chronicle.end(
        old[home.code],
        [territory.identities[province.code]],
        SuccessionKind.MERGED,
        _cause(lists, "province"),
    )


def _end_communes(territory: Territory, lists: Lists, old: dict[str, str]) -> None:
    into: dict[str, list[str]] = defaultdict(list)
    for row in lists.reform:
        if row.old_province == lists.start.province.short_name:
            into[row.old_code].append(territory.identities[row.new_code])
    for code, units in into.items():
        kind = SuccessionKind.MERGED if len(units) == 1 else SuccessionKind.SPLIT
        territory.chronicle.end(old[code], units, kind, _cause(lists, "commune"))


def _cause(lists: Lists, scope: str) -> Cause:
    event = lists.event(scope)
    return Cause(event.on, event.legal_basis, event.evidence)
