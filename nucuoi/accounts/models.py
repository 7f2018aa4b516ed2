"""Users, the roles they hold over a part of the tree, and the keys that other systems hold."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from nucuoi.accounts.rules import Role


class User(AbstractUser):
    """A member of staff, of the Front, of the press or of an association; never a citizen."""

    first_name = None  # type: ignore[assignment]  # Vietnamese names are kept whole
    last_name = None  # type: ignore[assignment]  # Vietnamese names are kept whole
    full_name = models.CharField(max_length=120)
    official = models.CharField(max_length=40, blank=True)
    """Code of the official she is in `organisation`, if she is one."""

    REQUIRED_FIELDS = ["full_name"]

    def get_full_name(self) -> str:
        """The whole Vietnamese name."""
        return self.full_name


class RoleGrant(models.Model):
    """A role held over a unit and all below it (text: `organisation` resolves it as of a day)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30, choices=Role.choices)
    unit = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    granted_by = models.CharField(max_length=150)
    granted_at = models.DateTimeField()


class SetupLink(models.Model):
    """A one-time link: it makes the first account of a role, or lets `user` choose a new password.

    Only a hash of its secret is kept.
    """

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="setup_links")
    """Whose password the link sets; None makes the first person of `role`."""
    role = models.CharField(max_length=30, default=Role.ADMIN)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class ApiToken(models.Model):
    """A key with which another system calls us; only a hash of it is kept."""

    purpose = models.CharField(
        max_length=20, choices={"tickets": "Mã mời", "visits": "Lượt giao dịch"}
    )
    name = models.CharField(max_length=80)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    """From when it opens nothing more: in the future for a key that another has replaced."""
    revoked_by = models.CharField(max_length=150, blank=True)
    last_used_at = models.DateTimeField(null=True)
    """To the minute."""
