"""The terminal shows one sign-in per role, and codes as an authenticator app would."""

import json
from pathlib import Path

import pytest

from nucuoi.service import announcement, demonstration
from nucuoi.service.one_time_code import totp

RFC_6238_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def _account(role: str, username: str, secret: str = "") -> dict[str, str]:
    return {
        "role": role,
        "unit": "bn-07210-2025",
        "username": username,
        "password": "mat-khau",
        "totp_secret": secret,
    }


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with three accounts of two roles."""
    accounts = [
        _account("head", "truong", RFC_6238_SECRET),
        _account("head", "truong-khac", RFC_6238_SECRET),
        _account("official", "can-bo"),
    ]
    (tmp_path / "demo.json").write_text(json.dumps({"accounts": accounts}))
    return tmp_path


def test_every_role_has_one_line(data: Path) -> None:
    """The first account of each role is shown, with its title and password."""
    lines = announcement.of_demonstration(data, {"head": "Lãnh đạo đơn vị"})
    shown = [line for line in lines if "mat-khau" in line]

    assert [line.split("  ")[0] for line in shown] == ["Lãnh đạo đơn vị", "official       ".strip()]
    assert "truong-khac" not in "".join(lines)


def test_codes_are_of_accounts_with_a_second_factor(data: Path) -> None:
    """An account without a second factor has no code."""
    names = [line.split("  ")[1] for line in announcement.of_codes(data)]

    assert names == ["truong", "truong-khac"]


def test_the_record_says_since_when_it_answers(data: Path) -> None:
    """`ready_at` is None until the server answers; the record stays for its owner alone."""
    demonstration.say_ready(data, None)
    assert json.loads((data / "demo.json").read_text())["ready_at"] is None

    demonstration.say_ready(data, "2026-11-23T01:00:00+00:00")
    record = json.loads((data / "demo.json").read_text())

    assert (record["ready_at"], len(record["accounts"])) == ("2026-11-23T01:00:00+00:00", 3)
    assert (data / "demo.json").stat().st_mode & 0o777 == 0o600


def test_a_real_installation_gets_no_record(tmp_path: Path) -> None:
    """Where there is no demonstration nothing is written."""
    demonstration.say_ready(tmp_path, None)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("at", "code"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")]
)
def test_codes_are_those_of_the_standard(at: int, code: str) -> None:
    """RFC 6238, appendix B, last six digits."""
    assert totp(RFC_6238_SECRET, at) == code
