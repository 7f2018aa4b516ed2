"""What several actions on accounts ask inside their transaction."""

from django.db.models import Q

from nucuoi.accounts.models import RoleGrant, User
from nucuoi.accounts.rules import Role
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, NotFound


def user_named(username: str) -> User:
    """The account, locked until the transaction ends.

    Raises:
        NotFound: If there is none.
    """
    user = User.objects.select_for_update().filter(username=username).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản này.")
    return user


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
