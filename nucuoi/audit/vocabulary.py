"""The closed vocabulary of audited acts: `room.thing.verb_past` and its Vietnamese sentence.

A sentence may use `{actor}`, `{subject}` and the facts of the act by name.
"""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "accounts.user.signed_in": "{actor} đăng nhập",
    # organisation
    "organisation.lists.imported": (
        "{actor} nhập danh mục: thêm {units} đơn vị, {versions} giai đoạn, {successions} quan hệ "
        "kế thừa, {points} nơi tiếp dân, {fields} lĩnh vực, {procedures} thủ tục; sửa {changed} dòng"
    ),
    # ratings
    "ratings.device.paired": "{actor} ghép thiết bị {name} với {place}",
    "ratings.device.revoked": "{actor} thu hồi thiết bị {name}: {why}",
    "ratings.ticket.minted": "{actor} phát hành mã mời đánh giá tại quầy {subject}",
}
