"""Sign-in sessions that are over."""

from django.contrib.sessions.models import Session

from nucuoi.foundation import clock


def forget_sessions() -> int:
    """Deletes sessions that have expired; how many."""
    gone, _ = Session.objects.filter(expire_date__lt=clock.now()).delete()
    return gone
