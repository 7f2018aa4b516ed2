"""Accounts themselves: made, changed, stopped and opened again; passwords."""

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from nucuoi.accounts import passwords
from nucuoi.accounts.actions.lookup import keep_an_administrator, keep_front_apart, user_named
from nucuoi.accounts.models import User
from nucuoi.accounts.rules import clean_full_name, clean_username
from nucuoi.audit.actions import record
from nucuoi.foundation.errors import Conflict, Invalid
from nucuoi.foundation.seat import Seat

_CHANGES = {"full_name": "họ tên", "official": "mã cán bộ"}


def make_user(
    *, by: Seat, username: str, full_name: str, password: str | None = None, official: str = ""
) -> User:
    """Makes an account without any role.

    Args:
        by: The administrator, or `SYSTEM`.
        username: 2 to 60 ASCII letters, digits, dots, hyphens, underscores; kept in lower case.
        full_name: The whole Vietnamese name.
        password: None: nobody can sign in before a password link is used.
        official: Code of the official she is in `organisation`; the caller has checked that it exists.

    Raises:
        Invalid: Naming `username`, `full_name` or `password`.
        Conflict: If the user name is taken.
    """
    user = draft_user(username, full_name, password, official)
    add_user(user, by=by)
    return user


def draft_user(username: str, full_name: str, password: str | None, official: str = "") -> User:
    """An account checked but not yet stored: hashing a password takes long, so it comes first.

    Raises:
        Invalid: As `make_user`.
    """
    user = User(
        username=clean_username(username), full_name=clean_full_name(full_name), official=official
    )
    user.password = _checked(password, user) if password is not None else make_password(None)
    return user


def add_user(user: User, *, by: Seat) -> None:
    """Stores a drafted account.

    Raises:
        Conflict: If the user name is taken.
    """
    try:
        with transaction.atomic():
            user.save()
            facts = {"full_name": user.full_name, "official": user.official}
            record(by=by, action="accounts.user.made", subject=user.username, **facts)
    except IntegrityError as error:
        sentence = f"Tên đăng nhập “{user.username}” đã có người dùng. Xin chọn tên khác."
        raise Conflict(sentence, fields={"username": sentence}) from error


def change_user(*, by: Seat, username: str, full_name: str, official: str = "") -> None:
    """Corrects the name and the official an account belongs to; nothing is written when both stay.

    Raises:
        NotFound: If there is no such account.
        Invalid: Naming `full_name`.
    """
    wanted = {"full_name": clean_full_name(full_name), "official": official}
    with transaction.atomic():
        user = user_named(username)
        old = {field: getattr(user, field) for field in wanted}
        changed = [field for field in wanted if old[field] != wanted[field]]
        if not changed:
            return
        for field in changed:
            setattr(user, field, wanted[field])
        user.save(update_fields=changed)
        words = ", ".join(_CHANGES[field] for field in changed)
        facts = {"changes": words, "old": old, "new": wanted}
        record(by=by, action="accounts.user.changed", subject=username, **facts)


def deactivate_user(*, by: Seat, username: str) -> None:
    """Stops an account: its person is signed out everywhere at once and cannot sign in.

    Raises:
        NotFound: If there is no such account.
        Conflict: If it is stopped already, is the person's own, or is the last administrator's.
    """
    if by.username == username:
        raise Conflict("Không thể ngừng tài khoản của chính mình. Xin nhờ một quản trị khác.")
    with transaction.atomic():
        user = user_named(username)
        keep_front_apart(by, user=user)
        if not user.is_active:
            raise Conflict("Tài khoản này đã ngừng rồi.")
        user.is_active = False
        user.save(update_fields=["is_active"])
        keep_an_administrator()
        record(by=by, action="accounts.user.deactivated", subject=username)


def reactivate_user(*, by: Seat, username: str) -> None:
    """Opens a stopped account again, with the roles it still holds.

    Raises:
        NotFound: If there is no such account.
        Conflict: If it is open.
    """
    with transaction.atomic():
        user = user_named(username)
        if user.is_active:
            raise Conflict("Tài khoản này đang hoạt động.")
        user.is_active = True
        user.save(update_fields=["is_active"])
        record(by=by, action="accounts.user.reactivated", subject=username)


def change_password(*, by: Seat, user: User, old: str, new: str) -> None:
    """Changes the person's own password; every other session of hers ends.

    Raises:
        Invalid: Naming `old` or `password`.
    """
    if not user.check_password(old):
        sentence = "Mật khẩu hiện tại chưa đúng."
        raise Invalid(sentence, fields={"old": sentence})
    user.password = _checked(new, user)
    with transaction.atomic():
        user.save(update_fields=["password"])
        record(by=by, action="accounts.password.changed", subject=user.username)


def _checked(password: str, user: User) -> str:
    """The password as it is stored; hashed before any transaction begins, for it takes long."""
    passwords.check(password, user)
    return make_password(password)
