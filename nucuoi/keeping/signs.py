"""What the measures mean, in words: whether each is well, and what to do when it is not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from nucuoi.keeping.measures import Measures
from nucuoi.keeping.words import length, moment
from nucuoi.web import formats
from nucuoi.web.formats import size

GIGABYTE = 10**9
NAMED = 6
"""How many silent devices are named."""


class State(Enum):
    """How a sign stands: its word, its icon and the kind of its chip; the gravest first."""

    ACT = ("Cần làm ngay", "alarm", "lychee")
    LOOK = ("Nên xem", "info-circle", "rain")
    UNKNOWN = ("Chưa biết", "help", "open")
    FINE = ("Tốt", "check", "jade")


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that is watched.

    Attributes:
        value: What was measured, as a sentence or a figure with its unit.
        advice: What to do; empty when nothing.
    """

    name: str
    state: State
    value: str
    advice: str = ""


def signs(measures: Measures) -> list[Sign]:
    """All signs, the gravest first."""
    order = list(State)
    found = [read(measures) for read in _ALL]
    return sorted(found, key=lambda sign: order.index(sign.state))


def heading(found: Sequence[Sign]) -> str:
    """The page's answer in one line."""
    for state, words in ((State.ACT, "việc cần làm ngay"), (State.LOOK, "điều nên xem")):
        if count := sum(sign.state is state for sign in found):
            return f"{count} {words}"
    return "Máy chủ đang chạy tốt"


def _disk(now: Measures) -> Sign:
    free, total = now.room.free, now.room.total
    value = f"còn trống {size(free)} trong {size(total)}; cơ sở dữ liệu {size(now.database_size)}"
    short = 3 * now.database_size
    if free < max(GIGABYTE, total * 0.03):
        advice = "Sắp không nhận được đánh giá. Xóa tệp không cần, hoặc chuyển sang ổ đĩa lớn hơn."
        return Sign("Ổ đĩa", State.ACT, value, advice)
    if free < max(5 * GIGABYTE, total * 0.1, short):
        advice = "Sao lưu và diễn tập cần chỗ gấp ba cơ sở dữ liệu. Dọn bớt trong tháng này."
        return Sign("Ổ đĩa", State.LOOK, value, advice)
    return Sign("Ổ đĩa", State.FINE, value)


def _backup(now: Measures) -> Sign:
    if now.backup is None:
        return _no_backup(now)
    age = now.at - now.backup.at
    value = f"{length(age)} trước, {size(now.backup.size)}"
    if not now.backup_is_there:
        advice = "Tệp của bản sao lưu gần nhất không còn. Chạy nucuoi backup để có bản mới."
        return Sign("Sao lưu", State.ACT, value, advice)
    advice = "Xem tiến trình nền có chạy và ổ đĩa còn chỗ không, rồi chạy nucuoi backup."
    if age > timedelta(hours=72):
        return Sign("Sao lưu", State.ACT, value, advice)
    if age > timedelta(hours=27):
        return Sign("Sao lưu", State.LOOK, value, advice)
    return Sign("Sao lưu", State.FINE, value)


def _no_backup(now: Measures) -> Sign:
    value = "chưa có bản nào"
    if now.in_use_since and now.at - now.in_use_since > timedelta(hours=27):
        return Sign("Sao lưu", State.ACT, value, "Chạy nucuoi backup và xem lỗi nó báo.")
    advice = "Bản đầu tiên được lập sau một giờ chạy; muốn có ngay: nucuoi backup."
    return Sign("Sao lưu", State.LOOK, value, advice)


def _keys(now: Measures) -> Sign:
    if now.keys_saved_at is None:
        advice = (
            "Bản sao lưu không chứa khóa. Mất khóa thì mã tra cứu, thông tin liên hệ và xác thực "
            "hai lớp không dùng lại được. Chạy nucuoi backup --keys TỆP và cất tệp ở nơi khác."
        )
        return Sign("Sao lưu khóa", State.LOOK, "chưa lần nào trên máy này", advice)
    if now.keys_unsaved:
        value = f"{moment(now.keys_saved_at)}; từ đó có thêm {len(now.keys_unsaved)} khóa mới"
        advice = "Chạy lại nucuoi backup --keys TỆP và cất tệp mới ở nơi khác."
        return Sign("Sao lưu khóa", State.LOOK, value, advice)
    return Sign("Sao lưu khóa", State.FINE, moment(now.keys_saved_at))


def _drill(now: Measures) -> Sign:
    done = now.drill
    if done is None:
        advice = "Lần đầu được làm ngay sau bản sao lưu đầu tiên; muốn thử ngay: nucuoi drill."
        return Sign("Diễn tập phục hồi", State.LOOK, "chưa lần nào", advice)
    age = length(now.at - done.at)
    if not done.right:
        advice = (
            "Bản sao lưu không phục hồi được. Chạy nucuoi backup, rồi nucuoi drill, và xem lỗi."
        )
        return Sign("Diễn tập phục hồi", State.ACT, f"{age} trước, không phục hồi được", advice)
    if now.at - done.at > timedelta(days=8):
        advice = "Mỗi tuần nên có một lần. Chạy nucuoi drill và xem lỗi nó báo."
        return Sign("Diễn tập phục hồi", State.LOOK, f"{age} trước, phục hồi được", advice)
    return Sign("Diễn tập phục hồi", State.FINE, f"{age} trước, phục hồi được, kiểm tra đúng")


def _worker(now: Measures) -> Sign:
    silent_s = now.lags.worker_s
    if silent_s is None or silent_s > 60:
        value = "chưa chạy lần nào" if silent_s is None else _ago(timedelta(seconds=silent_s))
        advice = "Đánh giá vẫn được nhận nhưng không vào sổ. Khởi động lại ./run và xem lỗi nó báo."
        return Sign("Tiến trình nền", State.ACT, value, advice)
    if silent_s > 10:
        advice = "Nếu vài phút nữa vẫn vậy: xem tải của máy, rồi khởi động lại ./run."
        return Sign("Tiến trình nền", State.LOOK, _ago(timedelta(seconds=silent_s)), advice)
    return Sign("Tiến trình nền", State.FINE, "đang chạy")


def _ago(silence: timedelta) -> str:
    return f"lần cuối thấy chạy: {length(silence)} trước"


def _log(now: Measures) -> Sign:
    waiting, uncounted = now.lags.pending, now.lags.unfollowed
    value = (
        f"{formats.number(waiting)} đánh giá chờ vào sổ, lâu nhất {length(now.oldest_wait)}; "
        f"{formats.number(uncounted)} dòng chưa cộng"
    )
    advice = "Xem lỗi trong nhật ký của tiến trình nền; không đánh giá nào mất trong lúc chờ."
    if now.oldest_wait > timedelta(minutes=5):
        return Sign("Ghi sổ và cộng số", State.ACT, value, advice)
    if now.oldest_wait > timedelta(seconds=30) or uncounted > 50_000:
        return Sign("Ghi sổ và cộng số", State.LOOK, value, advice)
    if not waiting and not uncounted:
        value = "mọi đánh giá đã vào sổ và đã cộng"
    return Sign("Ghi sổ và cộng số", State.FINE, value)


def _public_log(now: Measures) -> Sign:
    log = now.log
    if log.stopped:
        return Sign("Sổ công khai", State.ACT, "đang dừng công bố", log.stopped)
    if log.published_at is None:
        return Sign("Sổ công khai", State.FINE, "chưa có dòng nào để công bố")
    value = f"mốc mới nhất ký {moment(log.published_at)}"
    if log.unpublished and now.at - log.published_at > timedelta(minutes=10):
        advice = "Xem lỗi của việc publish trong nhật ký của tiến trình nền."
        return Sign("Sổ công khai", State.LOOK, value, advice)
    if not log.witnesses:
        advice = "Mặt trận Tổ quốc ghi tên máy chứng kiến ở trang Giám sát."
        return Sign("Sổ công khai", State.LOOK, f"{value}; chưa có máy chứng kiến", advice)
    if log.witnessed_at is None or log.published_at - log.witnessed_at > timedelta(hours=1):
        advice = "Xem máy chứng kiến có chạy không; báo Mặt trận Tổ quốc."
        return Sign("Sổ công khai", State.LOOK, f"{value}; hơn một giờ chưa được xác nhận", advice)
    return Sign("Sổ công khai", State.FINE, f"{value}; xác nhận {moment(log.witnessed_at)}")


def _clock(now: Measures) -> Sign:
    ahead, kernel = now.clock_ahead, now.kernel_clock
    if ahead is not None and abs(ahead) > timedelta(minutes=1):
        side = "nhanh" if ahead > timedelta() else "chậm"
        value = f"{side} hơn phần lớn máy tại quầy {length(abs(ahead))}"
        advice = "Đặt lại giờ máy chủ và bật đồng bộ giờ; buổi của đánh giá tính theo đồng hồ này."
        return Sign("Đồng hồ", State.ACT, value, advice)
    beside = "" if ahead is None else "; khớp với các máy tại quầy"
    if kernel is None:
        advice = "Hệ điều hành không cho biết. Xem đồng bộ giờ của máy chủ (chrony, timesyncd)."
        return Sign("Đồng hồ", State.UNKNOWN, f"chưa biết có đồng bộ không{beside}", advice)
    if not kernel.synchronised:
        advice = "Bật đồng bộ giờ trên máy chủ: timedatectl set-ntp true, hoặc cài chrony."
        return Sign("Đồng hồ", State.LOOK, f"không được đồng bộ{beside}", advice)
    error = formats.number(kernel.error_s, 2)
    return Sign("Đồng hồ", State.FINE, f"được đồng bộ, lệch không quá {error} giây{beside}")


def _certificate(now: Measures) -> Sign:
    if now.certificate is None:
        value = "máy này không giữ chứng chỉ"
        advice = (
            "Nếu máy đứng trước giữ chứng chỉ, đặt NUCUOI_TLS_CERTIFICATE là tệp đó để theo dõi."
        )
        return Sign("Chứng chỉ HTTPS", State.UNKNOWN, value, advice)
    expires_at = now.certificate_expires_at
    if expires_at is None:
        advice = "Kiểm tra đường dẫn, quyền đọc và dạng PEM của tệp."
        return Sign("Chứng chỉ HTTPS", State.ACT, f"không đọc được {now.certificate.name}", advice)
    return _expiry(expires_at, expires_at - now.at)


def _expiry(expires_at: datetime, left: timedelta) -> Sign:
    advice = "Gia hạn chứng chỉ rồi khởi động lại ./run."
    day = formats.day(expires_at)
    if left <= timedelta():
        return Sign("Chứng chỉ HTTPS", State.ACT, f"đã hết hạn ngày {day}", advice)
    value = f"còn {length(left)}, đến ngày {day}"
    if left <= timedelta(days=7):
        return Sign("Chứng chỉ HTTPS", State.ACT, value, advice)
    if left <= timedelta(days=30):
        return Sign("Chứng chỉ HTTPS", State.LOOK, value, advice)
    return Sign("Chứng chỉ HTTPS", State.FINE, value)


def _devices(now: Measures) -> Sign:
    if not now.devices:
        return Sign("Máy tại quầy", State.FINE, "chưa ghép máy nào")
    total = formats.number(now.devices)
    if not now.silent:
        return Sign("Máy tại quầy", State.FINE, f"{total} máy đã ghép; không máy nào im lặng")
    some = ", ".join(f"{one.name} ({one.place})" for one in now.silent[:NAMED])
    more = len(now.silent) - NAMED
    advice = f"Gọi nơi có máy, xem điện và mạng; máy thôi dùng thì thu hồi: {some}"
    advice += f" và {formats.number(more)} máy nữa." if more > 0 else "."
    value = f"{formats.number(len(now.silent))} trong {total} máy im lặng trong giờ làm việc"
    return Sign("Máy tại quầy", State.LOOK, value, advice)


_ALL: tuple[Callable[[Measures], Sign], ...] = (
    _worker,
    _log,
    _public_log,
    _disk,
    _backup,
    _keys,
    _drill,
    _clock,
    _certificate,
    _devices,
)
