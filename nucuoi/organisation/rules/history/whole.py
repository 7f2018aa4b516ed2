"""The whole history out of the lists."""

from nucuoi.organisation.rules.history.bodies import ONE_STOP, province_of, tell_bodies
from nucuoi.organisation.rules.history.checks import check_history
from nucuoi.organisation.rules.history.chronicle import Cause, History
from nucuoi.organisation.rules.history.kind_changes import change_kinds
from nucuoi.organisation.rules.history.points import tell_points
from nucuoi.organisation.rules.history.reform import reform
from nucuoi.organisation.rules.history.regrouping import regroup
from nucuoi.organisation.rules.history.territory import Territory
from nucuoi.organisation.rules.identities import place_prefix
from nucuoi.organisation.rules.lists import Lists
from nucuoi.organisation.rules.lists.records import FIRST_DAY
from nucuoi.organisation.rules.words import Level


def join(lists: Lists) -> History:
    """All units with their versions and successions, as `docs/explanation/units.md` explains.

    Raises:
        WrongList: If lists that are sound one by one contradict each other.
    """
    territory = _tell_territory(lists)
    history = (
        territory
        + tell_points(territory, _centres(lists, territory), lists.event("province").on)
        + tell_bodies(lists.bodies, territory)
    )
    check_history(history)
    return history


def _tell_territory(lists: Lists) -> History:
    territory = Territory(place_prefix(lists.start.province.short_name))
    for unit in lists.start.units.values():
        territory.begin(unit, Cause(FIRST_DAY))
    change_kinds(territory, lists)
    regroup(territory, lists)
    reform(territory, lists)
    return territory.chronicle.history()


def _centres(lists: Lists, territory: History) -> dict[str, str]:
    """Names of the provincial one-stop centres, by the identity of the province."""
    provinces = sorted(
        (version for version in territory.versions if version.level == Level.PROVINCE),
        key=lambda version: version.valid_from,
    )
    return {
        province_of(provinces, body.valid_from).unit: body.name
        for body in lists.bodies
        if body.kind == ONE_STOP
    }
