"""What units and officials are called, also those that are no more."""

from collections.abc import Collection

from nucuoi.organisation.models import Official, UnitVersion


def last_names(units: Collection[str]) -> dict[str, str]:
    """Identity to the last name it had."""
    versions = UnitVersion.objects.filter(unit__unit__in=units).order_by("valid_from")
    return dict(versions.values_list("unit__unit", "name"))


def official_names(codes: Collection[str]) -> dict[str, str]:
    """Code to full name."""
    officials = Official.objects.filter(code__in=codes)
    return dict(officials.values_list("code", "full_name"))
