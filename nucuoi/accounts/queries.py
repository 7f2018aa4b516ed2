"""Reading accounts: people, their roles, their second factor, one-time links and API keys."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, Q, QuerySet

from nucuoi.accounts.models import ApiToken, RoleGrant, SetupLink, User
from nucuoi.foundation import clock, names
from nucuoi.foundation.errors import Gone, NotFound

LINK_ENDED = (
    "Liên kết này đã hết hạn hoặc đã được dùng. Xin đề nghị người quản trị tạo liên kết mới."
)


@dataclass(frozen=True)
class GrantRow:
    """A role somebody holds, held or will hold over a unit; empty `unit` = everywhere."""

    id: int
    role: str
    unit: str
    valid_from: date
    valid_to: date | None

    def holds(self, on: date) -> bool:
        """Whether it is in force on the day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True)
class PersonRow:
    """An account as the administrator sees it; `grants` newest last."""

    username: str
    full_name: str
    official: str
    active: bool
    has_password: bool
    has_second_factor: bool
    last_signed_in_at: datetime | None
    grants: tuple[GrantRow, ...]


@dataclass(frozen=True)
class TokenRow:
    """A key of another system as the administrator sees it.

    Attributes:
        purpose: `tickets` or `visits`, and what that is called.
        good: Whether it opens anything now.
        ends_at: From when it does not; None = no end is set.
    """

    id: int
    name: str
    purpose: str
    purpose_words: str
    made_by: str
    made_at: datetime
    last_used_at: datetime | None
    good: bool
    ends_at: datetime | None


def people(search: str = "", role: str = "") -> list[PersonRow]:
    """Accounts whose name, user name or official code holds `search`, sorted by given name.

    Args:
        search: Diacritics and case do not matter; empty finds everybody.
        role: Only people who hold this role today; empty = any.
    """
    wanted, today = names.fold(search.strip()), clock.today()
    found = [
        row
        for row in _rows(User.objects.all())
        if wanted in names.fold(f"{row.full_name} {row.username} {row.official}")
        and (not role or any(grant.role == role and grant.holds(today) for grant in row.grants))
    ]
    return sorted(found, key=lambda row: names.given_name_key(row.full_name))


def person(username: str) -> PersonRow:
    """One account.

    Raises:
        NotFound: If there is none of that user name.
    """
    rows = _rows(User.objects.filter(username=username))
    if not rows:
        raise NotFound("Không tìm thấy tài khoản này.")
    return rows[0]


def full_names(usernames: Iterable[str]) -> dict[str, str]:
    """User name to full name, for those that exist."""
    found = User.objects.filter(username__in=set(usernames))
    return dict(found.values_list("username", "full_name"))


def totp_of(user: User) -> int | None:
    """Number of the person's authenticator; None when she has set up none."""
    totp = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    number: int | None = totp.values_list("pk", flat=True).first()
    return number


def open_link(secret: str, *, for_person: bool) -> SetupLink:
    """The one-time link of a secret, still good; see `accounts.actions.links`.

    Args:
        secret: As it stands in the address.
        for_person: True: a link that sets somebody's password; False: one for the first administrator.

    Raises:
        NotFound: If there never was one.
        Gone: If it has expired or was used.
    """
    links = SetupLink.objects.select_related("user").filter(user__isnull=not for_person)
    link = links.filter(secret_hash=hash_of(secret)).first()
    if link is None:
        raise NotFound("Liên kết này không đúng. Xin mở lại đúng liên kết đã nhận.")
    if link.used_at is not None or link.expires_at <= clock.now():
        raise Gone(LINK_ENDED)
    return link


def api_token(secret: str, purpose: str) -> ApiToken | None:
    """The key another system shows, if it is good for this purpose and not revoked."""
    good = Q(revoked_at=None) | Q(revoked_at__gt=clock.now())
    return ApiToken.objects.filter(good, purpose=purpose, secret_hash=hash_of(secret)).first()


def api_tokens() -> list[TokenRow]:
    """All keys: those that still open something first, then the newest first."""
    rows = [_token_row(token) for token in ApiToken.objects.order_by("-made_at", "-id")]
    return sorted(rows, key=lambda row: not row.good)


def hash_of(secret: str) -> bytes:
    """What is kept of a random secret of 32 bytes: SHA-256; no salt is needed at that length."""
    return sha256(secret.encode()).digest()


def _token_row(token: ApiToken) -> TokenRow:
    return TokenRow(
        id=token.pk,
        name=token.name,
        purpose=token.purpose,
        purpose_words=token.get_purpose_display(),
        made_by=token.made_by,
        made_at=token.made_at,
        last_used_at=token.last_used_at,
        good=token.revoked_at is None or token.revoked_at > clock.now(),
        ends_at=token.revoked_at,
    )


def _rows(users: QuerySet[User]) -> list[PersonRow]:
    secured = set(
        Authenticator.objects.filter(
            type=Authenticator.Type.TOTP, user_id__in=users.values("id")
        ).values_list("user_id", flat=True)
    )
    grants = Prefetch("grants", RoleGrant.objects.order_by("valid_from", "id"))
    return [_row(user, user.pk in secured) for user in users.prefetch_related(grants)]


def _row(user: User, has_second_factor: bool) -> PersonRow:
    return PersonRow(
        username=user.username,
        full_name=user.full_name,
        official=user.official,
        active=user.is_active,
        has_password=user.has_usable_password(),
        has_second_factor=has_second_factor,
        last_signed_in_at=user.last_login,
        grants=tuple(
            GrantRow(grant.pk, grant.role, grant.unit, grant.valid_from, grant.valid_to)
            for grant in user.grants.all()
        ),
    )
