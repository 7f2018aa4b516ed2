"""The data dictionary of released tables: what each column means, in words for anybody."""

from dataclasses import dataclass

from nucuoi.documents.table import Cell
from nucuoi.releases.rules.content import Row


@dataclass(frozen=True)
class Member:
    """A member of a row.

    Attributes:
        name: As JSON and the API have it; `levels.1` is the first of a list.
        title: As .csv and .xlsx have it.
        about: What it means.
    """

    name: str
    title: str
    about: str
    width: int = 12

    def cell(self, row: Row) -> Cell:
        """The value in a file."""
        name, _, place = self.name.partition(".")
        value = getattr(row, name)
        if place:
            return value[int(place) - 1] if value else None
        return ", ".join(value) if isinstance(value, list) else value


MEMBERS = (
    Member("unit", "Mã đơn vị", "Mã riêng của đơn vị, không bao giờ dùng lại", 18),
    Member("name", "Đơn vị", "Tên vào ngày cuối kỳ", 30),
    Member("level", "Cấp", "province, district, commune, department, office, service_point …"),
    Member("parent", "Mã đơn vị cấp trên", "Trong cây đơn vị của ngày cuối kỳ", 18),
    Member("n", "Lượt", "Lượt đánh giá có mã mời hoặc tại ki-ốt; mọi tỷ lệ tính từ đây"),
    Member("open", "Kênh mở", "Lượt qua QR, liên kết, tin nhắn không có mã mời; không cộng vào"),
    Member("paper", "Phiếu giấy", "Lượt từ phiếu giấy; không cộng vào"),
    Member("excluded", "Loại trừ", "Lượt bị loại sau khi Mặt trận xác nhận; không tính ở đâu"),
    Member("late", "Đến muộn", "Lượt đến sau lần công bố đầu tiên của kỳ"),
    Member("hidden", "Không nêu", "Những số đếm bị ẩn vì ít, hoặc để không ai tính ra số ít", 16),
    Member("visits", "Lượt giao dịch", "Theo số đơn vị khai; trống khi không ai khai"),
    Member("coverage", "Độ phủ, %", "Số lượt đánh giá trên 100 lượt giao dịch, ở ngày có khai"),
    Member("share", "Hài lòng, %", "Chọn mức 4 hoặc 5; huyện, xã: đã điều chỉnh theo loại việc"),
    Member("low", "Từ, %", "Đầu dưới của khoảng 90%"),
    Member("high", "Đến, %", "Đầu trên của khoảng 90%"),
    Member("band", "Nhóm", "much_better, better, expected, lower, much_lower so với cùng cấp"),
    Member("levels.1", "Mức 1, %", "Rất không hài lòng; năm mức chỉ nêu khi mức nào cũng đủ lượt"),
    Member("levels.2", "Mức 2, %", "Không hài lòng"),
    Member("levels.3", "Mức 3, %", "Bình thường"),
    Member("levels.4", "Mức 4, %", "Hài lòng"),
    Member("levels.5", "Mức 5, %", "Rất hài lòng"),
    Member("why", "Vì sao không nêu", "none, few (dưới 20 lượt), coverage (dưới 5%), reliability"),
)
