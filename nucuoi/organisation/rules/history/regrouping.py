"""The regrouping of 1/1/2025: districts and communes moved, merged, renamed, one district cut out.

A unit that takes others in lives on when its name stays ("nhập A vào B"). A merger under a new name
makes a new unit ("thành lập C trên cơ sở nhập A và B"), even where it kept an old official code.
"""

from collections import defaultdict

from nucuoi.organisation.rules.history.chronicle import UNVERIFIED, Cause
from nucuoi.organisation.rules.history.territory import Territory
from nucuoi.organisation.rules.lists.records import Lists, RegroupLine
from nucuoi.organisation.rules.words import SuccessionKind


def regroup(territory: Territory, lists: Lists) -> None:
    """Tells the regrouping: districts first, since communes move below them."""
    event = lists.event("regrouping")
    cause = Cause(event.on, event.legal_basis, event.evidence)
    before, after = _districts(lists)
    for district in lists.regrouped.of_level("district"):
        if district.code in territory.identities:
            territory.follow(district, cause)
        else:
            _cut_out(territory, lists, district.code, before[district.code], cause)
    _regroup_communes(territory, lists, cause)
    for code in sorted(set(after) - set(lists.regrouped.units)):
        _merge(territory, code, after[code], cause)


def _districts(lists: Lists) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """For each new district the old ones its communes came from, and the other way round."""
    before: dict[str, set[str]] = defaultdict(set)
    after: dict[str, set[str]] = defaultdict(set)
    for row in lists.regrouping:
        old = lists.start.units[row.old_code].parent
        new = lists.regrouped.units[row.new_code].parent
        before[new].add(old)
        after[old].add(new)
    return before, after


def _cut_out(
    territory: Territory, lists: Lists, code: str, sources: set[str], cause: Cause
) -> None:
    new = territory.begin(lists.regrouped.units[code], cause)
    for source in sorted(sources & set(lists.regrouped.units)):
        territory.chronicle.split_off(territory.identities[source], new, cause)


def _merge(territory: Territory, code: str, targets: set[str], cause: Cause) -> None:
    into = [territory.identities[target] for target in sorted(targets)]
    kinds = (SuccessionKind.DISSOLVED, SuccessionKind.MERGED)
    kind = kinds[len(into)] if len(into) < len(kinds) else SuccessionKind.SPLIT
    territory.chronicle.end(territory.identities.pop(code), into, kind, cause)


def _regroup_communes(territory: Territory, lists: Lists, cause: Cause) -> None:
    sources: dict[str, list[RegroupLine]] = defaultdict(list)
    for row in lists.regrouping:
        sources[row.new_code].append(row)
    ends: list[tuple[str, str, Cause]] = []
    for code, rows in sources.items():
        ended = _ending(rows, code)
        old = {row.old_code: territory.identities[row.old_code] for row in ended}
        if len(ended) == len(rows):
            new = territory.begin(lists.regrouped.units[code], cause)
        else:
            territory.follow(lists.regrouped.units[code], cause)
            new = territory.identities[code]
        ends += [(old[row.old_code], new, _cause(row, cause)) for row in ended]
    for unit, new, because in ends:
        territory.chronicle.end(unit, [new], SuccessionKind.MERGED, because)


def _ending(rows: list[RegroupLine], code: str) -> list[RegroupLine]:
    """Those of the merged units that do not live on in the new one."""
    renamed_by_merger = len(rows) > 1 and any(row.change == "renamed_or_merged" for row in rows)
    return [row for row in rows if row.old_code != code or renamed_by_merger]


def _cause(row: RegroupLine, cause: Cause) -> Cause:
    return Cause(cause.on, cause.legal_basis, row.evidence, UNVERIFIED not in row.evidence)
