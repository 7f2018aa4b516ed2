"""What must hold of every history, whatever it was made of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from nucuoi.organisation.errors import Problem, WrongList
from nucuoi.organisation.rules.history.chronicle import History, Version

_Versions = Mapping[str, Sequence[Version]]


def check_history(history: History) -> None:
    """Refuses what no tree can be: two versions at once, an orphan, a ring.

    Raises:
        WrongList: If versions of one unit overlap or are empty, a parent is not there as long as
            its child, a unit is above itself, or a passing names an unknown unit.
    """
    versions: dict[str, list[Version]] = defaultdict(list)
    for version in sorted(history.versions, key=lambda version: version.valid_from):
        versions[version.unit].append(version)
    reasons = [*_overlaps(versions), *_orphans(versions), *_unknown(versions, history)]
    reasons += () if reasons else _rings(versions)
    if reasons:
        raise WrongList([Problem("Cây đơn vị", None, reason) for reason in reasons])


def _overlaps(versions: _Versions) -> Iterator[str]:
    for unit, own in versions.items():
        if any(v.valid_to is not None and v.valid_to <= v.valid_from for v in own) or any(
            earlier.valid_to is None or later.valid_from < earlier.valid_to
            for earlier, later in pairwise(own)
        ):
            yield f"{unit} có hai giai đoạn chồng lên nhau hoặc ngược ngày."


def _orphans(versions: _Versions) -> Iterator[str]:
    for own in versions.values():
        for version in own:
            if version.parent is not None and not _covers(
                versions.get(version.parent, ()), version
            ):
                yield f"{version.unit} có đơn vị cấp trên {version.parent} không tồn tại suốt giai đoạn."


def _covers(parents: Iterable[Version], child: Version) -> bool:
    """Whether the parent's versions, one after the other, last as long as the child's."""
    reached = child.valid_from
    for parent in parents:
        if parent.valid_from <= reached:
            if parent.valid_to is None:
                return True
            reached = max(reached, parent.valid_to)
    return child.valid_to is not None and reached >= child.valid_to


def _unknown(versions: _Versions, history: History) -> Iterator[str]:
    for passing in history.passings:
        for unit in filter(None, (passing.old, passing.new)):
            if unit not in versions:
                yield f"Quan hệ kế thừa ngày {passing.on:%d/%m/%Y} nhắc tới {unit} không có."


def _rings(versions: _Versions) -> Iterator[str]:
    days = {version.valid_from for own in versions.values() for version in own}
    for day in sorted(days):
        parents = {unit: _parent(own, day) for unit, own in versions.items()}
        for unit in parents:
            if _is_above_itself(unit, parents):
                yield f"{unit} nằm dưới chính nó từ ngày {day:%d/%m/%Y}."


def _parent(own: Sequence[Version], day: date) -> str | None:
    for version in own:
        if version.valid_from <= day and (version.valid_to is None or day < version.valid_to):
            return version.parent
    return None


def _is_above_itself(unit: str, parents: Mapping[str, str | None]) -> bool:
    above, steps = parents[unit], 0
    while above is not None and above != unit and steps < len(parents):
        above, steps = parents.get(above), steps + 1
    return above is not None
