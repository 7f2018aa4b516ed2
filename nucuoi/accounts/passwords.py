"""What a password must be, said in Vietnamese."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
    validate_password,
)
from django.core.exceptions import ValidationError

from nucuoi.accounts.models import User
from nucuoi.foundation.errors import Invalid


class LongEnough(MinimumLengthValidator):
    """At least so many characters; a sentence is welcome."""

    def get_error_message(self) -> str:
        return f"Mật khẩu cần ít nhất {self.min_length} ký tự. Một câu ngắn dễ nhớ là tốt nhất."

    def get_help_text(self) -> str:
        return f"Ít nhất {self.min_length} ký tự."


class NotCommon(CommonPasswordValidator):
    """Not one of the passwords that everybody tries first."""

    def get_error_message(self) -> str:
        return "Mật khẩu này quá phổ biến, dễ bị đoán. Xin chọn mật khẩu khác."

    def get_help_text(self) -> str:
        return "Không dùng mật khẩu phổ biến."


class NotLikeTheName(UserAttributeSimilarityValidator):
    """Not the person's own name or user name."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("username", "full_name"))

    def get_error_message(self) -> str:
        return "Mật khẩu quá giống tên của anh/chị. Xin chọn mật khẩu khác."

    def get_help_text(self) -> str:
        return "Không giống tên đăng nhập, họ tên."


def check(password: str, user: User) -> None:
    """Whether `user` (saved or not) may have this password.

    Raises:
        Invalid: Naming the field `password`, with every reason.
    """
    try:
        validate_password(password, user)
    except ValidationError as error:
        sentence = " ".join(error.messages)
        raise Invalid(sentence, fields={"password": sentence}) from error
