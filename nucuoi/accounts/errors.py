"""Why a call of another system is not let in."""

from nucuoi.foundation.errors import Refused


class UnknownKey(Refused):
    """The key is missing, unknown, revoked or made for something else."""

    status = 401

    def __init__(self) -> None:
        super().__init__(
            "Cần khóa kết nối còn hiệu lực, đúng việc: Authorization: Bearer <khóa>. "
            "Người quản trị cấp khóa ở trang Khóa kết nối."
        )
