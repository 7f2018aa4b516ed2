"""A restored log is whole again, and publishes nothing before it was compared."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import override_settings

from nucuoi.foundation.seat import SYSTEM
from nucuoi.keeping import backup
from nucuoi.ledger import publishing, queries, standstill
from nucuoi.ledger.errors import Unconfirmed
from nucuoi.oversight import actions
from tests.keeping_folder import at_folder, environment_of, new_folder
from tests.ratings_made import make_tree
from tests.witnessed import publish, rate

pytestmark = pytest.mark.django_db(transaction=True)


@override_settings(PUBLISH_EVERY_S=0)
def test_restored_log(tmp_path: Path) -> None:
    """The public folder is made again as it was, `fsck` finds nothing, and signing waits."""
    with at_folder(new_folder(tmp_path / "old")):
        make_tree()
        for _ in range(5):
            rate()
        publish()
        kept = (tmp_path / "old/log/nucuoi/checkpoint").read_bytes()
        archive = backup.back_up(by=SYSTEM, to=tmp_path / "backup.tar.gz").path
    keys = {file.name: file.read_text() for file in (tmp_path / "old/keys").iterdir()}
    done = _restored(archive, tmp_path / "new")
    for name, content in keys.items():
        (tmp_path / "new/keys").mkdir(exist_ok=True)
        (tmp_path / "new/keys" / name).write_text(content)

    with at_folder(tmp_path / "new"):
        assert "Mọi kiểm tra đều đúng" in done or "ĐÚNG" in done
        assert "nucuoi keys --resume" in done
        assert (tmp_path / "new/log/nucuoi/checkpoint").read_bytes() == kept
        rate()
        with pytest.raises(Unconfirmed):
            publish()
        actions.resume(by=SYSTEM, kept=kept)
        assert publish() == queries.size()
        assert publishing.extends(kept)
        assert standstill.sentence() == ""


def _restored(archive: Path, data: Path) -> str:
    """What `nucuoi restore` says; it runs in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "nucuoi.cli", "restore", str(archive), "--data", str(data)],
        env={**os.environ, **environment_of(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
