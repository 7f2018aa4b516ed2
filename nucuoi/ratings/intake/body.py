"""Reading the body of a request, never more of it than the call takes."""

from nucuoi.ratings.errors import Malformed, TooLarge
from nucuoi.web.rsgi import READ_OFF_LIMIT, Exchange, Gone, Scope, declared_length


async def read(scope: Scope, exchange: Exchange, limit: int) -> bytes:
    """The whole body, at most `limit` bytes, with or without a Content-Length.

    Raises:
        TooLarge: After throwing away what more comes, up to `READ_OFF_LIMIT`.
        Malformed: If less arrived than was announced.
    """
    announced = declared_length(scope.headers)
    if announced is None or announced > limit:
        return await _read_pieces(exchange, announced, limit)
    try:
        return await exchange()
    except Gone:
        raise Malformed("Kết nối bị ngắt khi đang gửi; xin gửi lại.") from None


async def _read_pieces(exchange: Exchange, announced: int | None, limit: int) -> bytes:
    content, came = bytearray(), announced or 0
    if came <= READ_OFF_LIMIT:
        came = 0
        async for piece in exchange:
            came += len(piece)
            if came <= limit:
                content += piece
            if came > READ_OFF_LIMIT:
                break
    if came > limit or (announced or 0) > limit:
        raise TooLarge(f"Nội dung gửi lên quá lớn; mỗi lần không quá {limit // 1024} KiB.")
    return bytes(content)
