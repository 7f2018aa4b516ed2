"""What several actions on accounts ask inside their transaction."""

from django.db.models import Q

from nucuoi.accounts.models import RoleGrant, User
from nucuoi.accounts.rules import FRONT_ALONE, Role
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Forbidden, NotFound
from nucuoi.foundation.seat import SYSTEM, Seat


def user_named(username: str) -> User:
    """The account, locked until the transaction ends.

    Raises:
        NotFound: If there is none.
    """
    user = User.objects.select_for_update().filter(username=username).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản này.")
    return user


def keep_front_apart(by: Seat, role: str = "", user: User | None = None) -> None:
    """Refuses what would let the rated side into the Front's seat, or out of it.

    Args:
        by: Who acts; the Front herself and the terminal may.
        role: The role that is given or taken away; empty = none.
        user: Whose account is changed; None = nobody's.

    Raises:
        Forbidden: If somebody else acts on the Front's role, or on an account that holds it.
    """
    if by.role in {Role.SUPERVISOR, SYSTEM.role}:
        return
    if role == Role.SUPERVISOR or (user is not None and _sits_for_the_front(user)):
        raise Forbidden(FRONT_ALONE)


def _sits_for_the_front(user: User) -> bool:
    today = clock.today()
    held = Q(valid_to=None) | Q(valid_to__gt=today)
    return RoleGrant.objects.filter(held, user=user, role=Role.SUPERVISOR).exists()


def keep_an_administrator() -> None:
    """Refuses, inside a transaction, what would leave nobody to administer the installation.

    Raises:
        Conflict: If no active account holds the role `admin` today.
    """
    today = clock.today()
    held = Q(valid_to=None) | Q(valid_to__gt=today)
    admins = RoleGrant.objects.filter(
        held, role=Role.ADMIN, valid_from__lte=today, user__is_active=True
    )
    if not admins.exists():
        raise Conflict("Phải còn ít nhất một quản trị. Xin giao vai trò này cho người khác trước.")
