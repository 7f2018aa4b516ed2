"""The closed vocabulary of audited acts: `room.thing.verb_past` and its Vietnamese sentence.

A sentence may use `{actor}`, `{subject}` and the facts of the act by name.
"""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # accounts
    "accounts.user.signed_in": "{actor} đăng nhập",
    "accounts.user.signed_out": "{actor} đăng xuất",
    "accounts.user.made": "{actor} lập tài khoản cho {full_name}",
    "accounts.user.changed": "{actor} sửa tài khoản {subject}: {changes}",
    "accounts.user.deactivated": "{actor} ngừng tài khoản {subject}",
    "accounts.user.reactivated": "{actor} mở lại tài khoản {subject}",
    "accounts.password.changed": "{actor} đổi mật khẩu của mình",
    "accounts.link.made": "{actor} tạo liên kết dùng một lần cho {subject}",
    "accounts.link.used": "{subject} đặt mật khẩu bằng liên kết dùng một lần",
    "accounts.grant.made": "{actor} giao vai trò {role} ({unit}) cho {subject} từ {valid_from}",
    "accounts.grant.ended": "{actor} kết thúc vai trò {role} ({unit}) của {subject} từ {valid_to}",
    "accounts.factor.set": "{actor} cài xác thực hai lớp cho tài khoản {subject}",
    "accounts.factor.reset": "{actor} xóa xác thực hai lớp của tài khoản {subject}",
    "accounts.factor.refused": "{actor} nhập sai mã xác thực",
    "accounts.token.made": "{actor} tạo khóa kết nối {name} ({purpose})",
    "accounts.token.revoked": "{actor} thu hồi khóa kết nối {name} ({purpose})",
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
