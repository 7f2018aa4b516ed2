"""What the administrator's pages do in one step and several rooms keep."""

from datetime import date

from django.db import transaction

from nucuoi.accounts import actions
from nucuoi.foundation.seat import Seat


def open_account(
    *,
    by: Seat,
    username: str,
    full_name: str,
    official: str,
    role: str,
    unit: str,
    valid_from: date,
) -> tuple[str, str]:
    """Makes an account with its first role and a one-time link, all or nothing.

    Returns:
        The user name as stored, and the secret of `/dat-mat-khau/<secret>/`.

    Raises:
        Invalid, Conflict: As `accounts.actions.make_user` and `grant_role`.
    """
    with transaction.atomic():
        user = actions.make_user(by=by, username=username, full_name=full_name, official=official)
        name = user.username
        actions.grant_role(by=by, username=name, role=role, unit=unit, valid_from=valid_from)
        return name, actions.make_password_link(by=by, username=name)
