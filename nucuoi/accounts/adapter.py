"""How allauth behaves here: Vietnamese words, no sign-up, audited sign-in, secrets encrypted."""

import base64

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from nucuoi.accounts import sessions
from nucuoi.accounts.models import User
from nucuoi.accounts.permissions import first_seat
from nucuoi.accounts.queries import totp_of
from nucuoi.audit.actions import record
from nucuoi.foundation import clock
from nucuoi.foundation.addresses import client_address
from nucuoi.foundation.keys import load_or_make

_LIMITED = "Đã thử quá nhiều lần. Xin đợi vài phút rồi thử lại."


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Sign-in by user name and password, one error for every reason."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu chưa đúng.",
        "too_many_login_attempts": _LIMITED,
        "rate_limited": _LIMITED,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: an administrator makes accounts."""
        return False

    def add_message(self, *args: object, **kwargs: object) -> None:
        """Says nothing of its own: our pages do."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address the limits count by, behind trusted proxies too."""
        return client_address(
            request.META["REMOTE_ADDR"],
            request.META.get("HTTP_X_FORWARDED_FOR", ""),
            settings.TRUSTED_PROXIES,
        )

    def authenticate(self, request: HttpRequest, **credentials: str) -> User | None:
        """The person, unless the account is stopped: nobody learns that the password was right."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def login(self, request: HttpRequest, user: User) -> None:
        """Begins the session and records it; a session begun with a code remembers that."""
        records = get_authentication_records(request, user)
        with transaction.atomic():
            super().login(request, user)
            record(by=first_seat(user, clock.today()), action="accounts.user.signed_in")
        if any(step.get("method") == "mfa" for step in records):
            sessions.keep_second_factor(request, totp_of(user))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """The authenticator: our own QR code, secrets encrypted in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": (
            "Mã chưa đúng hoặc đã dùng. Xin nhập mã đang hiện trên điện thoại, hoặc đợi mã mới."
        ),
    }

    def build_totp_svg(self, url: str) -> str:
        """The QR code as SVG for the page itself, with the quiet zone of four modules."""
        svg: str = segno.make(url, error="m").svg_inline(scale=5, border=4, light="#fff")
        return svg

    def encrypt(self, text: str) -> str:
        """Secrets leave with no copy of the database: the key is a file of its own."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(load_or_make(settings.KEYS, "second_factor")))
