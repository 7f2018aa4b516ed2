"""The report: one page in Vietnamese, to print and to sign."""

from collections.abc import Iterator
from datetime import datetime

from nucuoi.auditor.check import Findings

SHOWN = 20
_REASONS = {
    "canary": "lượt thử của Mặt trận",
    "trial": "bấm thử, bấm chơi trên máy",
    "stuffing": "một người bấm nhiều lượt",
    "after_hours": "bấm khi không có người dân",
    "sabotage": "bấm phá để hạ điểm",
    "ticket": "mã mời không do người giao dịch dùng",
    "": "không nêu lý do",
}


def report(found: Findings, at: datetime, canaries: str = "") -> str:
    """The page.

    Args:
        at: When the audit was made, in Viet Nam.
        canaries: A sentence about canaries; empty when none were looked for.
    """
    return "".join(f"{line}\n" for line in _lines(found, at, canaries))


def _lines(found: Findings, at: datetime, canaries: str) -> Iterator[str]:
    yield "BÁO CÁO KIỂM TOÁN SỔ CÔNG KHAI"
    yield f"Sổ: {found.origin}"
    yield f"Lập lúc {at.hour}:{at.minute:02} ngày {at:%d/%m/%Y}"
    yield ""
    yield "KẾT LUẬN: " + ("MỌI SỐ LIỆU KHỚP VỚI SỔ." if not found.total else "CÓ SAI LỆCH.")
    yield ""
    for size in dict.fromkeys(tree.size for tree in found.trees):
        yield f"- Đã đối chiếu mốc ký gồm {_number(size)} dòng."
    yield f"- Đã mở {_number(found.leaves)} dòng, trong đó {_number(found.entries)} đánh giá."
    yield f"- Đã tính lại {_number(found.cells)} ô số liệu."
    if found.tables:
        yield f"- Đã tính lại {_number(found.tables)} bảng kết quả đã công bố."
    for why, count in sorted(found.excluded.items()):
        yield f"- {_number(count)} đánh giá không tính: {_REASONS.get(why, why)}."
    if canaries:
        yield f"- {canaries}"
    yield ""
    if found.canaries:
        yield "LOẠI VÌ LÀ LƯỢT THỬ: chỉ Mặt trận được loại; xin đối chiếu với sổ tay lượt thử."
        yield from (f"- {voided}." for voided in found.canaries)
        yield ""
    if found.total:
        yield f"SAI LỆCH ({_number(found.total)}), chỗ đầu tiên trước:"
        yield from (f"{place}. {said}" for place, said in enumerate(found.wrong[:SHOWN], start=1))
        yield "Giữ gói mở sổ, các mốc ký và báo cáo này: đó là bằng chứng."
    yield ""
    yield "Người kiểm toán (ký, ghi rõ họ tên):"


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
