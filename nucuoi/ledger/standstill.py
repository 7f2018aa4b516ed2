"""Why nothing is published at present: two small files beside the log's public folder."""

from pathlib import Path

from django.conf import settings

from nucuoi.ledger.errors import Unconfirmed

_SENTENCE = "stopped"
_RESTORED = "restored"


def say(sentence: str) -> None:
    """Keeps the Vietnamese sentence for the health page until publishing goes on."""
    (_folder() / _SENTENCE).write_text(sentence, encoding="utf-8")


def end() -> None:
    """Publishing goes on."""
    (_folder() / _SENTENCE).unlink(missing_ok=True)


def sentence() -> str:
    """Why nothing is published; empty when all is well."""
    try:
        return (_folder() / _SENTENCE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def hold() -> None:
    """Says that the folder was restored: nothing is signed until it was compared (`release`)."""
    (_folder() / _RESTORED).touch()


def release() -> None:
    """Says that what was published has been compared with the leaves and is all there."""
    (_folder() / _RESTORED).unlink(missing_ok=True)
    end()


def held() -> bool:
    """Whether the folder was restored and not compared yet."""
    return (_folder() / _RESTORED).exists()


def check() -> None:
    """Refuses to go on in a restored folder.

    Raises:
        Unconfirmed: Until `release` is called.
    """
    if held():
        raise Unconfirmed


def _folder() -> Path:
    folder = Path(settings.DATA) / "log"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
