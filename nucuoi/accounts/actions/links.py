"""One-time links: for the first administrator, and for a person's first or forgotten password."""

import secrets
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from nucuoi.accounts import passwords
from nucuoi.accounts.actions.grants import grant_role
from nucuoi.accounts.actions.lookup import keep_front_apart, user_named
from nucuoi.accounts.actions.users import add_user, draft_user
from nucuoi.accounts.models import SetupLink, User
from nucuoi.accounts.queries import LINK_ENDED, hash_of, open_link
from nucuoi.accounts.rules import Role
from nucuoi.audit.actions import record
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Gone
from nucuoi.foundation.seat import SYSTEM, Seat

SETUP_LASTS = timedelta(minutes=30)
FRONT_LASTS = timedelta(days=3)
PASSWORD_LASTS = timedelta(hours=24)


def make_setup_link(*, by: Seat = SYSTEM, role: Role = Role.ADMIN) -> str:
    """Makes a link with which somebody becomes the first of a role; whoever starts the server may.

    Args:
        role: `admin`, or `supervisor` for the Front, whom no administrator lets in later.

    Returns:
        The secret of `/cai-dat/<secret>/`, good once: for 30 minutes, the Front's for three days.
    """
    return _make(by, None, FRONT_LASTS if role is Role.SUPERVISOR else SETUP_LASTS, role)


def make_password_link(*, by: Seat, username: str) -> str:
    """Makes a link with which a person chooses a new password; her older links end.

    Returns:
        The secret of `/dat-mat-khau/<secret>/`: good for 24 hours, once.

    Raises:
        NotFound: If there is no such account.
        Conflict: If the account is stopped.
    """
    with transaction.atomic():
        user = user_named(username)
        keep_front_apart(by, user=user)
        if not user.is_active:
            raise Conflict("Tài khoản này đang ngừng. Xin mở lại trước.")
        SetupLink.objects.filter(user=user, used_at=None).update(expires_at=clock.now())
        return _make(by, user, PASSWORD_LASTS)


def use_setup_link(*, secret: str, username: str, full_name: str, password: str) -> User:
    """Makes the administrator, or the Front's first account, of a link.

    Raises:
        NotFound: If there never was such a link.
        Gone: If it has expired or was used.
        Invalid: Naming `username`, `full_name` or `password`; the link stays good.
        Conflict: If the user name is taken; the link stays good.
    """
    link = open_link(secret, for_person=False)
    user = draft_user(username, full_name, password)
    with transaction.atomic():
        _use(link)
        add_user(user, by=SYSTEM)
        today = clock.today()
        grant_role(by=SYSTEM, username=user.username, role=link.role, valid_from=today)
        record(by=SYSTEM, action="accounts.link.used", subject=user.username)
    return user


def use_password_link(*, secret: str, password: str) -> User:
    """Sets the password of a link's person; all her sessions end.

    Raises:
        NotFound: If there never was such a link.
        Gone: If it has expired or was used.
        Invalid: Naming `password`; the link stays good.
    """
    link = open_link(secret, for_person=True)
    user = link.user
    assert user is not None, "open_link asked for a person's link"
    passwords.check(password, user)
    user.password = make_password(password)
    with transaction.atomic():
        _use(link)
        user.save(update_fields=["password"])
        record(by=SYSTEM, action="accounts.link.used", subject=user.username)
    return user


def _make(by: Seat, user: User | None, lasts: timedelta, role: Role = Role.ADMIN) -> str:
    secret = secrets.token_urlsafe(32)
    made_at = clock.now()
    with transaction.atomic():
        SetupLink.objects.create(
            user=user,
            role=role,
            secret_hash=hash_of(secret),
            made_at=made_at,
            expires_at=made_at + lasts,
        )
        subject = user.username if user else role.value
        record(by=by, action="accounts.link.made", subject=subject)
    return secret


def _use(link: SetupLink) -> None:
    """Marks the link used; of two at once only one gets through."""
    now = clock.now()
    good = SetupLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now)
    if not good.update(used_at=now):
        raise Gone(LINK_ENDED)
