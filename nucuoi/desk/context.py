"""What the staff layout knows of the person: her name and the entries of the bar."""

from django.http import HttpRequest


def person(request: HttpRequest) -> dict[str, object]:
    """`person` and `navigation` of `web/base_staff.html`; empty for the public."""
    return {}
