"""What changes accounts, each in one transaction with its audit row."""

from nucuoi.accounts.actions.factors import reset_second_factor, set_totp
from nucuoi.accounts.actions.grants import end_grant, grant_role
from nucuoi.accounts.actions.links import (
    make_password_link,
    make_setup_link,
    use_password_link,
    use_setup_link,
)
from nucuoi.accounts.actions.tokens import (
    make_api_token,
    note_use,
    replace_api_token,
    revoke_api_token,
)
from nucuoi.accounts.actions.users import (
    add_user,
    change_password,
    change_user,
    deactivate_user,
    draft_user,
    make_user,
    reactivate_user,
)

__all__ = [
    "add_user",
    "change_password",
    "change_user",
    "deactivate_user",
    "draft_user",
    "end_grant",
    "grant_role",
    "make_api_token",
    "make_password_link",
    "make_setup_link",
    "make_user",
    "note_use",
    "reactivate_user",
    "replace_api_token",
    "reset_second_factor",
    "revoke_api_token",
    "set_totp",
    "use_password_link",
    "use_setup_link",
]
