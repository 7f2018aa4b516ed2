"""Service points: one at every province, district and commune, named after its host of the day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from nucuoi.organisation.rules.history.chronicle import Cause, Chronicle, History, Version
from nucuoi.organisation.rules.identities import point_identity
from nucuoi.organisation.rules.words import Level

KIND_BEFORE, KIND_SINCE = "bộ phận", "trung tâm"
_NAME_BEFORE, _NAME_SINCE = (
    "Bộ phận Tiếp nhận và Trả kết quả",
    "Trung tâm Phục vụ hành chính công",
)


def tell_points(territory: History, centres: Mapping[str, str], reformed_on: date) -> History:
    """Versions and passings of the service points of territorial units.

    Args:
        territory: What happened to the hosts.
        centres: Names of those points that have one of their own, by the host's identity.
        reformed_on: Day from which service points are centres.
    """
    chronicle = Chronicle()
    by_day = sorted(territory.versions, key=lambda version: version.valid_from)
    begun: set[str] = set()
    for host in by_day:
        point = _point(host, centres.get(host.unit), reformed_on)
        if host.unit in begun:
            cause = Cause(host.valid_from, host.legal_basis)
            chronicle.change(point.unit, cause, name=point.name, kind=point.kind)
        else:
            chronicle.begin(point)
        begun.add(host.unit)
    _end_with_hosts(chronicle, territory)
    return chronicle.history()


def _point(host: Version, own_name: str | None, reformed_on: date) -> Version:
    since = host.valid_from >= reformed_on
    name = _NAME_SINCE if since else _NAME_BEFORE
    return replace(
        host,
        unit=point_identity(host.unit),
        name=own_name or f"{name} {host.name[0].lower()}{host.name[1:]}",
        level=Level.SERVICE_POINT,
        kind=KIND_SINCE if since or own_name else KIND_BEFORE,
        official_code="",
        parent=host.unit,
        valid_to=None,
    )


def _end_with_hosts(chronicle: Chronicle, territory: History) -> None:
    last_days = {version.unit: version.valid_to for version in territory.versions}
    for version in territory.versions:
        if version.valid_to is None:
            last_days[version.unit] = None
    for unit, last_day in last_days.items():
        final = [p for p in territory.passings if p.old == unit != p.new and p.on == last_day]
        if not final:
            continue
        into = [point_identity(p.new) for p in final if p.new is not None]
        first = final[0]
        cause = Cause(first.on, first.legal_basis, first.evidence, first.verified)
        chronicle.end(point_identity(unit), into, first.kind, cause)
