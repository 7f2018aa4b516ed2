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
    "accounts.token.replaced": "{actor} thay khóa kết nối {name} ({purpose}); khóa cũ dùng được 24 giờ nữa",
    "accounts.token.revoked": "{actor} thu hồi khóa kết nối {name} ({purpose})",
    # organisation
    "organisation.lists.imported": (
        "{actor} nhập danh mục: thêm {units} đơn vị, {versions} giai đoạn, {successions} quan hệ "
        "kế thừa, {points} nơi tiếp dân, {fields} lĩnh vực, {procedures} thủ tục; sửa {changed} dòng"
    ),
    "organisation.point.opened": "{actor} mở nơi tiếp dân {name} ({subject}) từ {valid_from}",
    "organisation.point.placed": "{actor} sửa địa chỉ của {subject}: “{old}” thành “{new}”",
    "organisation.point.closed": "{actor} đóng nơi tiếp dân {name} ({subject}) từ {valid_to}",
    "organisation.hours.set": "{actor} đặt giờ mở cửa của {subject} từ {valid_from}",
    "organisation.counter.opened": "{actor} mở quầy {number} – {name} ({subject}) từ {valid_from}",
    "organisation.counter.changed": "{actor} sửa số hoặc tên quầy {subject}",
    "organisation.counter.fields_set": "{actor} đặt lĩnh vực của quầy {subject} từ {valid_from}",
    "organisation.counter.closed": "{actor} ngừng quầy {subject} từ {valid_to}",
    "organisation.holder.set": "{actor} giao quầy {subject} cho {official} từ {valid_from}",
    "organisation.holder.emptied": "{actor} để trống người trực quầy {subject} từ {valid_from}",
    "organisation.duty.set": "{actor} phân công {official} trực quầy {subject} ngày {on}",
    "organisation.duty.emptied": "{actor} ghi quầy {subject} không có người trực ngày {on}",
    "organisation.duty.cleared": "{actor} bỏ phân công riêng của quầy {subject} ngày {on}",
    "organisation.official.registered": "{actor} ghi cán bộ {full_name} ({subject})",
    "organisation.official.changed": "{actor} sửa họ tên hoặc loại của cán bộ {subject}",
    "organisation.posting.begun": "{actor} ghi {subject} giữ vị trí {position} tại {unit} từ {valid_from}",
    "organisation.posting.ended": "{actor} ghi {subject} thôi vị trí {position} tại {unit} từ {valid_to}",
    "organisation.visit.recorded": "{actor} ghi {desk_days} số lượt giao dịch, {first_day} – {last_day}",
    "organisation.visit.corrected": "{actor} sửa lượt giao dịch quầy {subject} ngày {on}: {old} thành {new}",
    "organisation.sign_on.begun": "{official} đăng nhập quầy {subject} bằng mã trực quầy",
    "organisation.sign_on.ended": "Người trực quầy {subject} đã đăng xuất trên máy tại quầy",
    # kiosk
    "kiosk.pairing.offered": "{actor} tạo mã ghép cho thiết bị {name} tại {subject}",
    "kiosk.names.shown": "{actor} cho máy tại {subject} hiện tên cán bộ",
    "kiosk.names.hidden": "{actor} thôi hiện tên cán bộ trên máy tại {subject}",
    "kiosk.photos.shown": "{actor} cho máy tại {subject} hiện tên và ảnh cán bộ",
    "kiosk.photo.kept": "{actor} đặt ảnh của {subject} cho máy tại quầy",
    "kiosk.photo.removed": "{actor} gỡ ảnh của {subject} khỏi máy tại quầy",
    "kiosk.held.taken_in": "{actor} nhận lại {taken}/{of} đánh giá máy số {subject} đang giữ",
    "kiosk.badge.made": "{actor} cấp mã trực quầy cho {subject}",
    "kiosk.badge.ended": "{actor} hủy mã trực quầy của {subject}",
    # ratings
    "ratings.device.paired": "{actor} ghép thiết bị {name} với {place}",
    "ratings.device.revoked": "{actor} thu hồi thiết bị {name}: {why}",
    "ratings.ticket.minted": "{actor} phát hành {count} mã mời đánh giá tại quầy {subject}",
    "ratings.sheet.printed": (
        "{actor} in {count} phiếu mời đánh giá tại quầy {subject}, dùng {first_day} – {last_day}"
    ),
    # reports
    "reports.export.asked": (
        "{actor} yêu cầu xuất {what} của {unit}, {since} – {until}, cây đơn vị ngày {as_of}, "
        "loại {evidence}, tệp {form} số {subject}"
    ),
    "reports.export.downloaded": (
        "{actor} tải về {what} của {unit}, {since} – {until}: {rows} dòng, tệp {form} số {subject}"
    ),
    "reports.export.removed": "{actor} xóa tệp {form} số {subject}: {what} của {unit}, {since} – {until}",
    "ratings.questionnaire.drafted": "{actor} soạn bản thảo phiếu hỏi từ bản {subject}",
    "ratings.questionnaire.reworded": "{actor} sửa {texts} câu {language} trong bản thảo phiếu hỏi",
    "ratings.questionnaire.put_aside": "{actor} bỏ bản thảo phiếu hỏi: {why}",
    "ratings.questionnaire.published": (
        "{actor} ban hành phiếu hỏi {subject}, đổi {texts} câu, từ {valid_from}"
    ),
    "ratings.level_mapping.set": (
        "{actor} đặt quy đổi năm mức sang ba bậc từ {valid_from}: {levels} ({citation})"
    ),
    "ratings.named_link.made": (
        "{actor} lập liên kết “{title}” ({subject}) tới {place}, {opens_on} – {closes_on}"
    ),
    "ratings.named_link.ended": "{actor} đóng liên kết “{title}” ({subject}): {why}",
    "ratings.ballot.printed": "{actor} in phiếu giấy số {first} đến {last} cho quầy {subject}",
    "ratings.paper.opened": (
        "{actor} mở lô phiếu giấy {batch}, quầy {subject}, ngày {on}: {sheets} phiếu, "
        "tổng điểm {score_sum}"
    ),
    "ratings.paper.rekeyed": "{actor} sửa phiếu {number} trong lô {batch}, quầy {subject}",
    "ratings.paper.keyed": "{actor} nhập xong lô phiếu giấy {batch}: {sheets} phiếu",
    "ratings.paper.settled": "{actor} định điểm phiếu {number} bị lệch trong lô {batch}",
    "ratings.paper.checked": "{actor} đối chiếu xong lô {batch}: {different} phiếu lệch đã định",
    "ratings.paper.taken_in": "{actor} đưa lô {batch} vào sổ: {sheets} phiếu",
    "ratings.paper.refused": "{actor} trả lại lô phiếu giấy {batch}: {why}",
    # scores
    "scores.flag.looked": "{actor} xem dấu hiệu {subject}: {outcome} ({why})",
    "scores.excluding.proposed": (
        "{actor} đề nghị loại {count} lượt của {what} khỏi số liệu (đề nghị {subject}): {why}"
    ),
    "scores.restoring.proposed": (
        "{actor} đề nghị tính lại {count} lượt của {what} (đề nghị {subject}): {why}"
    ),
    "scores.exclusion.confirmed": "{actor} xác nhận đề nghị {subject}, {count} lượt: {why}",
    "scores.exclusion.refused": "{actor} không chấp nhận đề nghị {subject}: {why}",
    # oversight
    "oversight.witness.named": "{actor} ghi máy chứng kiến {subject}",
    "oversight.witness.ended": "{actor} kết thúc máy chứng kiến {subject}: {why}",
    "oversight.key.rotated": "{actor} đổi khóa ký của sổ công khai, khóa mới số {subject}",
    "oversight.log.resumed": "{actor} cho công bố lại sổ sau khi phục hồi: {how}",
    "oversight.log.begun": "{actor} mở sổ công khai mới {subject} thay sổ cũ",
    "oversight.canary.voided": "{actor} loại {count} lượt đánh giá thử của Mặt trận Tổ quốc",
    "oversight.bundle.made": "{actor} lập gói mở sổ cho người kiểm toán, đến dòng {end}",
    # releases
    "releases.table.released": "{actor} công bố bảng kết quả kỳ {subject}, lần {revision}",
    # cases
    "cases.case.opened": "Phản ánh {subject} được mở theo quy tắc, {unit}",
    "cases.case.assigned": "{actor} giao phản ánh {subject} cho {owner}",
    "cases.case.noted": "{actor} ghi chú nội bộ phản ánh {subject}",
    "cases.case.unmasked": "{actor} xem thông tin đã che của phản ánh {subject}",
    "cases.case.answered": "{actor} trả lời phản ánh {subject}",
    "cases.case.wrote_back": "Người dân viết tiếp vào phản ánh {subject}",
    "cases.case.satisfied": "Người dân cho biết đã hài lòng với câu trả lời phản ánh {subject}",
    "cases.case.took_back": "Người dân rút lại lời đã hài lòng, phản ánh {subject}",
    "cases.case.closed": "{actor} khép phản ánh {subject}",
    "cases.case.reopened": "Người dân đề nghị xem lại phản ánh {subject}",
    "cases.case.climbed": "Phản ánh {subject} quá hạn, báo lên cấp {level}, {unit}",
    "cases.case.passed_on": "{actor} chuyển phản ánh {subject} tới {unit}",
    "cases.case.named": "{actor} ghi người được nhắc đến, phản ánh {subject}",
    "cases.case.called": "{actor} mời giải trình, phản ánh {subject}",
    "cases.case.explained": "{actor} ghi lời giải trình, phản ánh {subject}",
    "cases.case.upheld": "{actor} kết luận có vi phạm, phản ánh {subject}",
    "cases.case.dismissed": "{actor} kết luận không có vi phạm, phản ánh {subject}",
    "cases.case.unproven": "{actor} kết luận không đủ căn cứ, phản ánh {subject}",
    "cases.comments.batched": "Giao {count} lời nhắn theo đợt cho cán bộ {subject}",
    "cases.comment.replied": "{actor} trình bày về một lời nhắn trong đợt của mình",
    "cases.text.erased": "Người dân xóa lời đã viết bằng mã tra cứu",
    "cases.texts.forgotten": "Xóa lời đã viết của {count} đánh giá hết hạn giữ",
    "cases.contacts.forgotten": "Xóa {count} thông tin liên hệ đã hết hạn giữ",
    # keeping
    "keeping.backup.made": "{actor} lập bản sao lưu {subject}",
    "keeping.backup.restored": "{actor} phục hồi dữ liệu từ bản sao lưu {subject}",
    "keeping.erased.tidied": "Dọn phần dữ liệu đã xóa khỏi tệp dữ liệu và chỉ mục",
    "keeping.keys.saved": "{actor} sao lưu {count} khóa vào một tệp có câu mật khẩu",
    "keeping.drill.passed": "{actor} diễn tập phục hồi {subject}: được, mọi kiểm tra đều đúng",
    "keeping.drill.failed": "{actor} diễn tập phục hồi {subject}: không được",
}
