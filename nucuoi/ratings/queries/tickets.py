"""Which counter an invitation belongs to."""

from nucuoi.ratings.models import Ticket


def counter_of(tag: bytes | None) -> str:
    """Code of the counter of the ticket with this tag; empty when there is none."""
    if tag is None:
        return ""
    code = Ticket.objects.filter(tag=tag).values_list("counter__code", flat=True).first()
    return code or ""
