"""What units and officials are called, also those that are no more."""

from collections.abc import Collection

from nucuoi.cases.models import Case
from nucuoi.foundation import clock
from nucuoi.organisation.models import Official, UnitVersion
from nucuoi.organisation.queries.officials import candidates


def last_names(units: Collection[str]) -> dict[str, str]:
    """Identity to the last name it had."""
    versions = UnitVersion.objects.filter(unit__unit__in=units).order_by("valid_from")
    return dict(versions.values_list("unit__unit", "name"))


def official_names(codes: Collection[str]) -> dict[str, str]:
    """Code to full name."""
    officials = Official.objects.filter(code__in=codes)
    return dict(officials.values_list("code", "full_name"))


def might_be_meant(case: int) -> list[tuple[str, str]]:
    """Code, and full name with position, of those posted where the visit was, on its day.

    None where it is known who was on duty.
    """
    found = Case.objects.get(pk=case)
    there = [] if found.official else candidates(found.point, clock.day_of(found.day))
    return [(one.code, f"{one.full_name} ({one.positions})") for one in there]
