"""A board says how far the Front has confirmed the log, or that it has not."""

from pathlib import Path

from tests.cast import person, signed_in
from tests.db.ledger.conftest import data
from tests.ratings_made import make_tree
from tests.witnessed import publish, rate, witnessed

__all__ = ["data"]


def test_board_says_whether_it_is_witnessed(data: Path, tmp_path: Path) -> None:
    """Not confirmed until a witness has cosigned, then until when."""
    make_tree()
    client = signed_in(person("head", "bg-07210-2021"))
    rate()
    publish()
    address = "/bang/bg-07210-2021/"
    assert "chưa được Mặt trận Tổ quốc xác nhận" in client.get(address).content.decode()
    with witnessed(tmp_path / "w"):
        assert "đã xác nhận sổ đến" in client.get(address).content.decode()
