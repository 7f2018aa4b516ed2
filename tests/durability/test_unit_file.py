"""The unit that is shipped for systemd is one that systemd understands, and shut in well."""

import subprocess
from pathlib import Path

import pytest

from tests.durability.installation import ROOT

pytestmark = pytest.mark.long

UNIT = ROOT / "deploy" / "systemd" / "nucuoi.service"
EXPOSURE = 25
"""Tenths of systemd's own measure, 0 to 100; a service without any rule has 96."""


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit as it would be on this machine."""
    here = UNIT.read_text().replace("/opt/nucuoi", str(ROOT))
    (tmp_path / "nucuoi.service").write_text(here)
    return tmp_path / "nucuoi.service"


def test_it_is_understood(unit: Path) -> None:
    """No word in it is unknown to systemd, and what it starts is there."""
    verified = _analyzed("verify", str(unit))

    assert verified.returncode == 0, verified.stderr
    assert "nucuoi.service:" not in verified.stderr


def test_it_is_shut_in(unit: Path) -> None:
    """By systemd's own measure little is open to it."""
    measured = _analyzed("security", "--offline=true", f"--threshold={EXPOSURE}", str(unit))

    assert measured.returncode == 0, measured.stdout


def _analyzed(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", "--man=no", *arguments], capture_output=True, text=True, check=False
    )
