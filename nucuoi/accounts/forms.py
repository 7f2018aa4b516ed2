"""Forms of sign-in, second factor, first administrator and passwords, in Vietnamese."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.totp.internal.auth import validate_totp_code
from django import forms
from django.core.cache import cache

from nucuoi.accounts.models import User
from nucuoi.accounts.permissions import first_seat
from nucuoi.audit.actions import record
from nucuoi.foundation import clock

_CODE_LASTS_S = 120
_CODE_TRAITS = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "autofocus": True,
    "maxlength": 12,
}


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """User name and password, sent as `username` and `password`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = "Tên đăng nhập", "Mật khẩu"
        login.error_messages["required"] = "Xin nhập tên đăng nhập."
        password.error_messages["required"] = "Xin nhập mật khẩu."
        password.help_text = ""
        login.widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
            "autofocus": True,
        }
        password.widget.attrs = {"autocomplete": "current-password"}

    def add_prefix(self, field_name: str) -> str:
        """The name in the page: allauth's own `login` is sent as `username`."""
        return "username" if field_name == "login" else field_name

    def clean_login(self) -> str:
        username: str = super().clean_login()
        return username.lower()


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The code of the authenticator, or one of the recovery codes; each is good once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self.fields["code"])
        self.fields["code"].help_text = "Hoặc một mã dự phòng."

    def clean_code(self) -> str:
        """The code, if it is right and was not used in the last two minutes (RFC 6238, 5.2)."""
        code: str = super().clean_code()
        digits = "".join(sign for sign in code if sign.isalnum())
        if not cache.add(f"accounts/code/{self.user.pk}/{digits}", 1, timeout=_CODE_LASTS_S):
            raise forms.ValidationError("Mã này đã dùng. Xin đợi mã mới rồi nhập lại.")
        return code

    def _emit_authentication_failed(self, authenticator: Any) -> None:
        record(by=first_seat(self.user, clock.today()), action="accounts.factor.refused")


class SecondFactorForm(forms.Form):
    """The first code of a new authenticator, which shows that the phone has the secret."""

    code = forms.CharField(max_length=12)

    def __init__(self, *args: Any, user: User, secret: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user, self._secret = user, secret
        _dress_code(self.fields["code"])

    def clean_code(self) -> str:
        forget_tries = check_rate_limit(self._user, error_key="rate_limited")
        code: str = self.cleaned_data["code"]
        if not validate_totp_code(self._secret, code):
            raise forms.ValidationError(
                "Mã chưa đúng. Xin nhập 6 chữ số đang hiện trên điện thoại."
            )
        forget_tries()
        return code


class NewPasswordForm(forms.Form):
    """A password, typed twice."""

    password = forms.CharField(
        label="Mật khẩu mới",
        strip=False,
        max_length=200,
        help_text="Ít nhất 12 ký tự; một câu ngắn dễ nhớ là tốt nhất.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Xin nhập mật khẩu."},
    )
    again = forms.CharField(
        label="Nhập lại mật khẩu",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Xin nhập lại mật khẩu."},
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if {"password", "again"} <= typed.keys() and typed["password"] != typed["again"]:
            self.add_error("again", "Hai lần nhập chưa giống nhau.")
        return typed


class ChangePasswordForm(NewPasswordForm):
    """The present password, then the new one twice."""

    old = forms.CharField(
        label="Mật khẩu hiện tại",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Xin nhập mật khẩu hiện tại."},
    )
    field_order = ("old", "password", "again")


class FirstAdministratorForm(NewPasswordForm):
    """Who becomes the first administrator."""

    full_name = forms.CharField(
        label="Họ và tên",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True}),
        error_messages={"required": "Xin ghi họ và tên."},
    )
    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        help_text="Chữ không dấu viết liền, ví dụ: nguyen.an",
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": "Xin chọn tên đăng nhập."},
    )
    field_order = ("full_name", "username", "password", "again")


def _dress_code(field: forms.Field) -> None:
    field.label = "Mã xác thực"
    field.error_messages["required"] = "Xin nhập mã xác thực."
    field.widget.attrs = dict(_CODE_TRAITS)
