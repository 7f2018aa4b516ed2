"""Keys leave the machine only encrypted to a passphrase."""

import ast
import unicodedata
from pathlib import Path

import pytest

from nucuoi.keeping import keys
from nucuoi.keeping.errors import KeepingRefused, WrongPassphrase
from nucuoi.ledger import log_key

PASSPHRASE = "Một câu để nhớ, dài vừa đủ"
PRODUCT = Path(keys.__file__).parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one key."""
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "receipt.key").write_text("ab" * 32 + "\n")
    return tmp_path / "keys"


def test_keys_come_back_as_they_were(folder: Path, tmp_path: Path) -> None:
    """All keys, also those that were not needed yet; the same letters typed otherwise open them."""
    names = keys.save(folder, tmp_path / "keys.json", PASSPHRASE)
    typed = unicodedata.normalize("NFD", PASSPHRASE)
    keys.put_back(keys.opened(tmp_path / "keys.json", typed), tmp_path / "back")

    assert names == tuple(f"{name}.key" for name in keys.NAMES)
    for name in names:
        assert (tmp_path / "back" / name).read_bytes() == (folder / name).read_bytes()
        assert (tmp_path / "back" / name).stat().st_mode & 0o777 == 0o600


def test_the_file_gives_nothing_away(folder: Path, tmp_path: Path) -> None:
    """No key stands in it, only its owner may read it, and another passphrase does not open it."""
    file = tmp_path / "keys.json"
    keys.save(folder, file, PASSPHRASE)

    assert "ab" * 8 not in file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(WrongPassphrase):
        keys.opened(file, PASSPHRASE + "!")


def test_an_altered_file_is_refused(folder: Path, tmp_path: Path) -> None:
    """One sign of the encrypted part changed, and nothing is opened."""
    file = tmp_path / "keys.json"
    keys.save(folder, file, PASSPHRASE)
    text = file.read_text()
    place = text.index('"token":"') + 60
    file.write_text(text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :])

    with pytest.raises(WrongPassphrase):
        keys.opened(file, PASSPHRASE)


@pytest.mark.parametrize("content", ["", "{}", '{"format":"x","salt":"AA==","token":"x"}'])
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    """What is no file of keys is told apart from a wrong passphrase."""
    (tmp_path / "other").write_text(content)

    with pytest.raises(KeepingRefused, match="Tệp"):
        keys.opened(tmp_path / "other", PASSPHRASE)


def test_a_short_passphrase_and_a_file_that_exists_are_refused(
    folder: Path, tmp_path: Path
) -> None:
    """Nothing is overwritten, nothing is kept behind eleven letters."""
    (tmp_path / "there").touch()

    with pytest.raises(KeepingRefused, match="12 ký tự"):
        keys.save(folder, tmp_path / "new", "x" * 11)
    with pytest.raises(KeepingRefused, match="đã có"):
        keys.save(folder, tmp_path / "there", PASSPHRASE)


def test_every_key_of_the_product_is_known() -> None:
    """The list names what the product asks for with `load_or_make`, and the key of the log."""
    trees = (ast.parse(path.read_text()) for path in PRODUCT.rglob("*.py"))
    asked = {
        call.args[1].value
        for tree in trees
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) == "load_or_make"
        and isinstance(call.args[1], ast.Constant)
    }

    assert asked | {log_key.path().stem} == set(keys.NAMES)
