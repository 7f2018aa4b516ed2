"""Reading the body of a request, never more of it than the call takes."""

from typing import Any

from nucuoi.ratings.errors import Malformed, TooLarge

READ_OFF_LIMIT = 32 * 1024 * 1024
_PIECE = 64 * 1024
_DIGITS = 8
"""Of a Content-Length; longer ones are over the limit anyway."""


def read(environ: dict[str, Any], limit: int) -> bytes:
    """The whole body, at most `limit` bytes, with or without a Content-Length (chunked).

    Raises:
        TooLarge: Before reading it, if it says so itself, else as soon as it shows.
        Malformed: If its length is no number, or less arrived than was announced.
    """
    announced = _announced(environ)
    if announced is not None and announced > limit:
        raise TooLarge(f"Nội dung gửi lên quá lớn; mỗi lần không quá {limit // 1024} KiB.")
    wanted = limit + 1 if announced is None else announced
    content = _read(environ["wsgi.input"], wanted)
    if len(content) > limit:
        raise TooLarge(f"Nội dung gửi lên quá lớn; mỗi lần không quá {limit // 1024} KiB.")
    if announced is not None and len(content) < announced:
        raise Malformed("Kết nối bị ngắt khi đang gửi; xin gửi lại.")
    return content


def read_off(environ: dict[str, Any]) -> None:
    """Throws away what is left of a body, so that a sender who is still sending reads the answer.

    More than `READ_OFF_LIMIT` bytes are left to the server, which closes the connection.
    """
    stream = environ.get("wsgi.input")
    announced = environ.get("CONTENT_LENGTH") or "0"
    chunked = "HTTP_TRANSFER_ENCODING" in environ
    if stream is None or (announced == "0" and not chunked) or len(announced) > _DIGITS:
        return
    left = READ_OFF_LIMIT
    while left > 0 and (part := stream.read(min(left, _PIECE))):
        left -= len(part)


def _announced(environ: dict[str, Any]) -> int | None:
    """The Content-Length; None = not given."""
    text = environ.get("CONTENT_LENGTH") or ""
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise Malformed("Content-Length phải là một số.")
    return int(text)


def _read(stream: Any, wanted: int) -> bytes:
    """Up to `wanted` bytes: a stream may give less at a time."""
    parts: list[bytes] = []
    while wanted > 0 and (part := stream.read(wanted)):
        parts.append(part)
        wanted -= len(part)
    return b"".join(parts)
