"""Roles given and ended; a grant is a row with its days, never deleted."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from nucuoi.accounts.actions.lookup import keep_an_administrator, keep_front_apart, user_named
from nucuoi.accounts.models import RoleGrant, User
from nucuoi.accounts.rules import Role, check_scope
from nucuoi.audit.actions import record
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, NotFound
from nucuoi.foundation.seat import Seat


def grant_role(
    *,
    by: Seat,
    username: str,
    role: str,
    unit: str = "",
    valid_from: date,
    valid_to: date | None = None,
) -> RoleGrant:
    """Gives a person a role over a unit and all below it.

    Args:
        by: The administrator, or `SYSTEM`.
        username: Whose account.
        role: One of `accounts.rules.Role`.
        unit: Identity of the unit, which the caller has checked; empty = everywhere.
        valid_from: First day.
        valid_to: The day it no longer holds; None = until it is ended.

    Raises:
        NotFound: If there is no such account.
        Invalid: Naming `role` or `unit`.
        Forbidden: If the role is the Front's and somebody else gives it.
        Conflict: If she holds the role over this unit already in that time.
    """
    check_scope(role, unit)
    keep_front_apart(by, role)
    with transaction.atomic():
        user = user_named(username)
        _refuse_twice(user, role, unit, valid_from)
        grant = RoleGrant.objects.create(
            user=user,
            role=role,
            unit=unit,
            valid_from=valid_from,
            valid_to=valid_to,
            granted_by=by.username,
            granted_at=clock.now(),
        )
        facts = {"role": role, "unit": unit, "valid_from": valid_from.isoformat()}
        record(by=by, action="accounts.grant.made", subject=username, **facts)
    return grant


def end_grant(*, by: Seat, grant: int, on: date) -> None:
    """Ends a role: from the day `on` it no longer holds.

    Raises:
        NotFound: If there is no such grant.
        Forbidden: If the role is the Front's and somebody else ends it.
        Conflict: If it has ended by then, or nobody would be left to administer.
    """
    with transaction.atomic():
        row = RoleGrant.objects.select_related("user").select_for_update().filter(pk=grant).first()
        if row is None:
            raise NotFound("Không tìm thấy vai trò này.")
        keep_front_apart(by, row.role)
        if row.valid_to is not None and row.valid_to <= on:
            raise Conflict("Vai trò này đã kết thúc.")
        row.valid_to = max(on, row.valid_from)
        row.save(update_fields=["valid_to"])
        if row.role == Role.ADMIN:
            keep_an_administrator()
        facts = {"role": row.role, "unit": row.unit, "valid_to": row.valid_to.isoformat()}
        record(by=by, action="accounts.grant.ended", subject=row.user.username, **facts)


def _refuse_twice(user: User, role: str, unit: str, valid_from: date) -> None:
    lasting = Q(valid_to=None) | Q(valid_to__gt=valid_from)
    if RoleGrant.objects.filter(lasting, user=user, role=role, unit=unit).exists():
        raise Conflict("Người này đã có vai trò ấy ở đơn vị này rồi.")
