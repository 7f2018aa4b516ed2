"""Queueing notices, and the schedule's turn that sends them."""

import base64
from collections.abc import Collection
from datetime import datetime

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction

from nucuoi.foundation import clock
from nucuoi.foundation.keys import load_or_make
from nucuoi.notify.errors import Impossible, NotTaken
from nucuoi.notify.models import Notice
from nucuoi.notify.ports import port_of
from nucuoi.notify.rules import Way, pause_after, read_contact

AT_ONCE = 50
"""Notices a turn sends at most."""


def queue(*, key: str, contact: str, subject: str, text: str) -> bool:
    """Adds a notice, in the caller's transaction; a second time with the same key changes nothing.

    Args:
        key: What it tells, at most 60 characters.
        contact: A mail address or a Vietnamese phone number.
        subject: For mail.
        text: Never the content of an answer: others may read a phone.

    Returns:
        False when nobody can be reached so, or the settings name no way out.
    """
    found = read_contact(contact)
    if found is None or port_of(found[0]) is None:
        return False
    way, address = found
    now = clock.now()
    Notice.objects.get_or_create(
        key=key,
        defaults={
            "way": way,
            "sealed_to": _seal().encrypt(address.encode()),
            "subject": subject,
            "text": text,
            "made_at": now,
            "next_try_at": now,
        },
    )
    return True


def give_up(keys: Collection[str]) -> int:
    """Ends notices that still wait, in the caller's transaction; how many. Their addresses go."""
    waiting = Notice.objects.filter(key__in=keys, next_try_at__isnull=False)
    return waiting.update(given_up_at=clock.now(), sealed_to=None, next_try_at=None)


def deliver(now: datetime | None = None) -> int:
    """Tries every notice that is due, one after the other, outside any transaction; how many were taken."""
    at = now or clock.now()
    due = Notice.objects.filter(next_try_at__lte=at).order_by("next_try_at")[:AT_ONCE]
    return sum(_try(notice, at) for notice in list(due))


def _try(notice: Notice, at: datetime) -> int:
    send = port_of(Way(notice.way)) or _closed
    try:
        send(_address(notice), notice.subject, notice.text)
    except NotTaken:
        _put_off(notice, at)
        return 0
    except Impossible:
        _end(notice, given_up_at=at)
        return 0
    _end(notice, taken_at=at)
    return 1


def _closed(to: str, subject: str, text: str) -> None:
    """The way out that no setting names any more."""
    raise NotTaken("no way out")


def _address(notice: Notice) -> str:
    assert notice.sealed_to is not None  # it goes away with the last try
    return _seal().decrypt(bytes(notice.sealed_to)).decode()


def _put_off(notice: Notice, at: datetime) -> None:
    notice.failures += 1
    pause = pause_after(notice.failures)
    if pause is None:
        _end(notice, given_up_at=at)
        return
    notice.next_try_at = at + pause
    with transaction.atomic():
        notice.save()


def _end(
    notice: Notice, *, taken_at: datetime | None = None, given_up_at: datetime | None = None
) -> None:
    """Ends a notice: nobody's address is kept longer than it is needed."""
    notice.taken_at, notice.given_up_at = taken_at, given_up_at
    notice.sealed_to, notice.next_try_at = None, None
    with transaction.atomic():
        notice.save()


def _seal() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(load_or_make(settings.KEYS, "notices")))
