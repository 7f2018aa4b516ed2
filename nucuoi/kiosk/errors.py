"""Why a call of this room is not done."""

from nucuoi.foundation.errors import NotFound, Refused


class UnknownPairingCode(NotFound):
    """The pairing code is mistyped, used or too old; the same words for all three."""

    def __init__(self) -> None:
        sentence = "Mã ghép này không đúng hoặc đã hết hạn. Xin tạo mã mới trên trang thiết bị."
        super().__init__(sentence, fields={"code": sentence})


class UnknownBadge(NotFound):
    """No official of this service point has that code."""

    def __init__(self) -> None:
        sentence = "Mã trực quầy này không đúng. Xin gõ lại."
        super().__init__(sentence, fields={"code": sentence})


class Locked(Refused):
    """Too many wrong codes on this tablet; nothing is tried until the lock ends."""

    status = 429

    def __init__(self) -> None:
        super().__init__("Đã gõ sai 5 lần. Máy này nhận mã trực quầy trở lại sau 10 phút.")
