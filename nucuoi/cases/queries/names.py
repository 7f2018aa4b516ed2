"""What units are called, also those that are no more."""

from collections.abc import Collection

from nucuoi.organisation.models import UnitVersion


def last_names(units: Collection[str]) -> dict[str, str]:
    """Identity to the last name it had."""
    versions = UnitVersion.objects.filter(unit__unit__in=units).order_by("valid_from")
    return dict(versions.values_list("unit__unit", "name"))
