"""An installation that cannot start says why, in a sentence that says what to do."""

import os
import socket
from pathlib import Path

import pytest

from nucuoi.service.checks import check
from nucuoi.service.errors import StartRefused
from nucuoi.service.options import Options


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _options(data: Path, port: int | None = None, key: Path | None = None) -> Options:
    return Options(
        host="127.0.0.1",
        port=port or _free_port(),
        data=data,
        certificate=key,
        key=key,
        demo=False,
    )


def test_a_free_port_and_folder_are_taken(tmp_path: Path) -> None:
    """The data folder is made, for its owner alone."""
    with check(_options(tmp_path / "var")):
        assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    """Somebody else's port is refused before anything is made."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(StartRefused) as refusal:
            check(_options(tmp_path / "var", port))

    assert f"Cổng {port} đang có chương trình khác dùng." in refusal.value.message
    assert not (tmp_path / "var").exists()


def test_two_installations_do_not_share_a_folder(tmp_path: Path) -> None:
    """The second one is refused; when the first has ended, another may start."""
    with check(_options(tmp_path)):
        with pytest.raises(StartRefused) as refusal:
            check(_options(tmp_path))
        assert "đang có một ./run khác dùng" in refusal.value.message

    check(_options(tmp_path)).close()


def test_a_key_in_another_form_is_refused(tmp_path: Path) -> None:
    """The server reads PKCS#8 only; the sentence gives the command that converts."""
    key = tmp_path / "key.pem"
    key.write_text("-----BEGIN RSA PRIVATE KEY-----\n")

    with pytest.raises(StartRefused, match="openssl pkcs8 -topk8 -nocrypt"):
        check(_options(tmp_path / "var", key=key))


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    """A path that cannot be read is told."""
    with pytest.raises(StartRefused, match="Không đọc được tệp"):
        check(_options(tmp_path / "var", key=tmp_path / "none.pem"))


def test_an_address_of_another_machine_is_refused(tmp_path: Path) -> None:
    """Listening on an address this machine does not have is refused with the system's reason."""
    elsewhere = Options("192.0.2.7", _free_port(), tmp_path / "var", None, None, demo=False)

    with pytest.raises(StartRefused, match="Không mở được"):
        check(elsewhere)


def test_a_file_in_the_way_of_the_folder_is_told(tmp_path: Path) -> None:
    """A data folder that cannot be made is told, not thrown."""
    (tmp_path / "var").write_text("")

    with pytest.raises(StartRefused, match="Không dùng được thư mục dữ liệu"):
        check(_options(tmp_path / "var"))


@pytest.mark.parametrize(
    ("host", "tls", "expected"),
    [("127.0.0.1", False, "http://127.0.0.1:8000"), ("127.0.0.1", True, "https://127.0.0.1:8000")],
)
def test_the_address_people_open(
    host: str, tls: bool, expected: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without NUCUOI_BASE_URL the address follows host, port and TLS."""
    monkeypatch.delenv("NUCUOI_BASE_URL", raising=False)
    file = tmp_path / "file.pem" if tls else None

    assert Options(host, 8000, tmp_path, file, file, demo=False).base_url == expected


def test_a_chosen_address_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """NUCUOI_BASE_URL wins, without a slash at its end."""
    monkeypatch.setitem(os.environ, "NUCUOI_BASE_URL", "https://danhgia.example.vn/")

    assert _options(Path()).base_url == "https://danhgia.example.vn"
