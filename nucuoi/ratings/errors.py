"""Why a rating is not taken in; `intake.application` and `web.middleware` turn each into HTTP.

Refused
├── Malformed         400  the body is no JSON
├── Invalid           422  fields hold what cannot be taken (foundation)
├── Unauthenticated   401  the device token is unknown or revoked
├── TooLarge          413
├── TooMany           429  this address has sent its share of open ratings
├── TooManyTries      429  this device has asked for too many numbers of tickets
├── Forbidden         403
│   └── OutsidePoint       the counter is not one of the device's service point
├── NotFound          404
│   ├── UnknownCounter
│   └── UnknownTicket      and no counter was named beside it
├── Conflict          409
│   └── Mismatch           the id or the receipt is already used for something else
├── Gone              410
│   ├── CounterClosed      carries the successor
│   └── TicketExpired      and no counter was named beside it
└── Unavailable       503
    └── Busy               nothing was half-stored: send the same again
"""

from dataclasses import dataclass

from nucuoi.foundation.errors import Conflict, Forbidden, Gone, NotFound, Refused, Unavailable


class Malformed(Refused):
    """The body cannot be read as JSON at all."""

    status = 400


class Unauthenticated(Refused):
    """The device token is unknown or has been revoked."""

    status = 401


class TooLarge(Refused):
    """The body is larger than the call takes; it was not read."""

    status = 413


class TooMany(Refused):
    """One address has sent its share of open ratings; try again after `retry_after_s`."""

    status = 429

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(
            "Đã nhận nhiều đánh giá từ kết nối mạng này. "
            f"Xin gửi lại sau {retry_after_s} giây; bản đang giữ trên máy không mất."
        )
        self.retry_after_s = retry_after_s


class TooManyTries(Refused):
    """A device has asked too often what a ticket's number means."""

    status = 429

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(f"Đã thử nhiều số. Xin thử lại sau {retry_after_s} giây.")
        self.retry_after_s = retry_after_s


class OutsidePoint(Forbidden):
    """The counter does not belong to the device's service point."""

    def __init__(self) -> None:
        sentence = "Quầy này không thuộc nơi tiếp dân mà thiết bị được ghép."
        super().__init__(sentence, fields={"counter": sentence})


class UnknownCounter(NotFound):
    """There is no such counter, or it is not open yet."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, fields={"counter": sentence})


class UnknownTicket(NotFound):
    """The ticket is not known and no counter was named beside it."""

    def __init__(self) -> None:
        sentence = "Không có mã mời đánh giá này. Xin kiểm tra lại mã, hoặc quét mã trên biển quầy."
        super().__init__(sentence, fields={"ticket": sentence})


class TicketExpired(Gone):
    """The ticket has expired and no counter was named beside it."""

    def __init__(self) -> None:
        sentence = "Mã mời đánh giá đã hết hạn. Xin quét mã trên biển quầy để đánh giá."
        super().__init__(sentence, fields={"ticket": sentence})


class Mismatch(Conflict):
    """The id, or the receipt, is already used for something else.

    Args:
        field: `id` or `receipt`.
    """

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence, fields={field: sentence})


@dataclass(frozen=True, slots=True)
class Successor:
    """The counter that took over a closed one, with the address of its rating page."""

    code: str
    url: str


class CounterClosed(Gone):
    """The counter was closed at the time of rating.

    Args:
        successor: Who took over; None when nobody did.
    """

    def __init__(self, successor: Successor | None) -> None:
        sentence = "Quầy này đã đóng vào thời điểm đánh giá."
        if successor:
            sentence += f" Xin đánh giá tại quầy tiếp nhận thay: {successor.code}."
        super().__init__(sentence, fields={"counter": sentence})
        self.successor = successor


class Busy(Unavailable):
    """Nothing was stored; the sender keeps what it has and sends the same again.

    Args:
        retry_after_s: After how many seconds it is worth trying.
    """

    def __init__(self, retry_after_s: int = 2) -> None:
        super().__init__(
            "Lúc này chưa ghi được. Xin gửi lại sau ít giây; bản đang giữ trên máy không mất."
        )
        self.retry_after_s = retry_after_s
