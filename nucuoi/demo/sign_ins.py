"""One sign-in per role, with random passwords that stand only in `<data>/demo.json`."""

import base64
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from random import Random

from nucuoi.accounts import actions
from nucuoi.accounts.models import User
from nucuoi.accounts.rules import Role, needs_second_factor
from nucuoi.demo.people import invent
from nucuoi.demo.places import SHOWCASE
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation.models import Official

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


def make_sign_ins(chance: Random, official: Official, since: date) -> list[SignIn]:
    """Makes an account for every role.

    Args:
        chance: Decides names only; passwords and secrets come from the system's own randomness.
        official: Whose account has the role `official`, under her own name.
        since: First day of the roles.
    """
    made = [_sign_in(role) for role in Role]
    drafts = _draft(made, [invent(chance) for _ in made], official)
    for sign_in, draft in zip(made, drafts, strict=True):
        actions.add_user(draft, by=SYSTEM)
        actions.grant_role(
            by=SYSTEM,
            username=sign_in.username,
            role=sign_in.role,
            unit=sign_in.unit,
            valid_from=since,
        )
        if sign_in.totp_secret:
            actions.set_totp(by=SYSTEM, username=sign_in.username, secret=sign_in.totp_secret)
    return made


def _sign_in(role: Role) -> SignIn:
    return SignIn(
        role=role,
        unit=_UNITS.get(role, PROVINCE),
        username=f"demo-{role.replace('_', '-')}",
        password=secrets.token_urlsafe(12),
        totp_secret=_totp_secret() if needs_second_factor({role}) else "",
    )


def _draft(made: list[SignIn], names: list[str], official: Official) -> list[User]:
    """Passwords are hashed on all cores: slowness is what protects them."""
    with ThreadPoolExecutor() as pool:
        return list(pool.map(partial(_draft_one, official), made, names))


def _draft_one(official: Official, sign_in: SignIn, name: str) -> User:
    if sign_in.role == Role.OFFICIAL:
        return actions.draft_user(
            sign_in.username, official.full_name, sign_in.password, official.code
        )
    return actions.draft_user(sign_in.username, name, sign_in.password)


def _totp_secret() -> str:
    return base64.b32encode(secrets.token_bytes(20)).decode()
