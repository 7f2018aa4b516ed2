"""One sign-in per role, with random passwords that stand only in `<data>/demo.json`."""

import base64
import secrets
from dataclasses import dataclass
from datetime import date
from random import Random

from nucuoi.accounts import actions
from nucuoi.accounts.rules import Role, needs_second_factor
from nucuoi.demo.people import invent
from nucuoi.demo.places import SHOWCASE
from nucuoi.foundation.seat import SYSTEM

PROVINCE = "bn-24-2025"
_UNITS = {
    Role.OFFICIAL: SHOWCASE,
    Role.HEAD: SHOWCASE,
    Role.HANDLER: SHOWCASE,
    Role.ADMIN: "",
    Role.PRESS: "",
    Role.ASSOCIATION: "",
}


@dataclass(frozen=True)
class SignIn:
    """What a person types to sign in to the demonstration."""

    role: str
    unit: str
    username: str
    password: str
    totp_secret: str


def make_sign_ins(chance: Random, official: str, since: date) -> list[SignIn]:
    """Makes an account for every role.

    Args:
        chance: Decides names only; passwords and secrets come from the system's own randomness.
        official: Code of the official whose account has the role `official`.
        since: First day of the roles.
    """
    return [_sign_in(role, chance, official, since) for role in Role]


def _sign_in(role: Role, chance: Random, official: str, since: date) -> SignIn:
    made = SignIn(
        role=role,
        unit=_UNITS.get(role, PROVINCE),
        username=f"demo-{role.replace('_', '-')}",
        password=secrets.token_urlsafe(12),
        totp_secret=_totp_secret() if needs_second_factor({role}) else "",
    )
    actions.make_user(
        by=SYSTEM,
        username=made.username,
        full_name=invent(chance),
        password=made.password,
        official=official if role == Role.OFFICIAL else "",
    )
    actions.grant_role(
        by=SYSTEM, username=made.username, role=role, unit=made.unit, valid_from=since
    )
    if made.totp_secret:
        actions.set_totp(by=SYSTEM, username=made.username, secret=made.totp_secret)
    return made


def _totp_secret() -> str:
    return base64.b32encode(secrets.token_bytes(20)).decode()
