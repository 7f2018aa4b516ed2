"""All that happens without a person: one table, run by `nucuoi worker`."""

from dataclasses import dataclass

from nucuoi.retention import RETENTION


@dataclass(frozen=True, slots=True)
class Job:
    """Something the worker does again and again.

    Attributes:
        name: Short and unique.
        function: Dotted path; takes nothing, returns how many things it did (0 = nothing to do).
        every_s: Pause after it did something, from its start; seconds.
        idle_s: Pause after it had nothing to do.
        purpose: What it is for, in Vietnamese, for the page of jobs.
        after: Name of a job above it; when that one did something, this one is due at once.
    """

    name: str
    function: str
    every_s: float
    idle_s: float
    purpose: str
    after: str = ""


JOBS = (
    Job(
        name="seal",
        function="nucuoi.ratings.sealing.seal_all",
        every_s=0.2,
        idle_s=0.5,
        purpose="Ghi các lượt đánh giá đang chờ vào sổ công khai, thứ tự được xáo trộn.",
    ),
    Job(
        name="follow",
        function="nucuoi.scores.follower.follow_all",
        every_s=0.2,
        idle_s=0.5,
        purpose="Cộng các dòng mới của sổ vào số đếm theo ngày, tuần, tháng.",
        after="seal",
    ),
    Job(
        name="journal",
        function="nucuoi.audit.jobs.commit_rows",
        every_s=60,
        idle_s=60,
        purpose="Mỗi ngày một dòng trong sổ công khai cam kết các dòng nhật ký chưa được cam kết.",
    ),
    Job(
        name="publish",
        function="nucuoi.ledger.publishing.publish",
        every_s=1,
        idle_s=1,
        purpose="Ký và công bố mốc mới của sổ công khai, nhiều nhất một lần mỗi phút.",
    ),
    Job(
        name="cosign",
        function="nucuoi.oversight.cosigning.cosign",
        every_s=1,
        idle_s=1,
        purpose="Xin chữ ký của các máy chứng kiến cho mốc mới nhất của sổ.",
        after="publish",
    ),
    Job(
        name="empty_log",
        function="nucuoi.keeping.jobs.empty_log",
        every_s=1,
        idle_s=1,
        purpose="Chép nhật ký ghi trước của SQLite vào tệp dữ liệu, để không ai phải chờ việc đó.",
    ),
    Job(
        name="read",
        function="nucuoi.cases.follower.follow_all",
        every_s=0.5,
        idle_s=1,
        purpose="Đọc các nhận xét mới trong sổ, che thông tin cá nhân, mở phản ánh cần xử lý.",
        after="seal",
    ),
    Job(
        name="climb",
        function="nucuoi.cases.actions.climbing.climb",
        every_s=60,
        idle_s=60,
        purpose="Báo phản ánh quá hạn lên lãnh đạo đơn vị, cấp trên, rồi kiểm soát thủ tục hành chính.",
    ),
    Job(
        name="settle",
        function="nucuoi.cases.actions.settle",
        every_s=600,
        idle_s=3600,
        purpose="Khép phản ánh 3 ngày sau khi người dân cho biết hài lòng, hoặc 15 ngày không ai viết tiếp.",
    ),
    Job(
        name="comments",
        function="nucuoi.cases.actions.make_batches",
        every_s=60,
        idle_s=3600,
        purpose="Giao cán bộ lời nhắn của người dân theo đợt: từ 5 lời, từ 7 ngày, xáo thứ tự.",
    ),
    Job(
        name="warned",
        function="nucuoi.cases.actions.open_warned",
        every_s=60,
        idle_s=600,
        purpose="Mở việc hỗ trợ cán bộ cho lãnh đạo đơn vị khi có cảnh báo sớm.",
    ),
    Job(
        name="pass_on",
        function="nucuoi.cases.actions.climbing.pass_on_ended",
        every_s=600,
        idle_s=3600,
        purpose="Chuyển phản ánh của đơn vị đã kết thúc cho đơn vị kế thừa.",
    ),
    Job(
        name="deliver",
        function="nucuoi.notify.actions.deliver",
        every_s=5,
        idle_s=15,
        purpose="Gửi thư, tin nhắn báo đã có câu trả lời; chưa được thì gửi lại sau.",
    ),
    Job(
        name="steps",
        function="nucuoi.scores.steps.show_all",
        every_s=60,
        idle_s=60,
        purpose="Ghi bù các bước phân bố đã đủ điều kiện công bố mà lần cộng trước bỏ dở.",
    ),
    Job(
        name="figures",
        function="nucuoi.scores.jobs.compute_figures",
        every_s=60,
        idle_s=60,
        purpose="Mỗi đêm sau 1 giờ tính số liệu công bằng của cán bộ, đơn vị, cảnh báo sớm và dấu hiệu cần xem.",
    ),
    Job(
        name="release",
        function="nucuoi.releases.jobs.release_closed",
        every_s=60,
        idle_s=60,
        purpose="Công bố bảng kết quả của tháng, quý, năm đã khép được 15 ngày, mỗi bảng một dòng trong sổ.",
    ),
    Job(
        name="exports",
        function="nucuoi.reports.jobs.make_exports",
        every_s=1,
        idle_s=1,
        purpose="Cho làm các tệp xuất số liệu đang chờ, trong một tiến trình riêng.",
    ),
    *(
        Job(
            name=f"forget_{row.name}",
            function=row.forget,
            every_s=60,
            idle_s=row.every_s,
            purpose=row.purpose,
        )
        for row in RETENTION
        if row.forget
    ),
    Job(
        name="backup",
        function="nucuoi.keeping.jobs.back_up_daily",
        every_s=60,
        idle_s=60,
        purpose="Lập bản sao lưu mỗi ngày sau 2 giờ sáng, giữ 7 bản ngày và 4 bản tuần.",
    ),
    Job(
        name="drill",
        function="nucuoi.keeping.jobs.drill_weekly",
        every_s=60,
        idle_s=60,
        purpose="Mỗi tuần phục hồi thử bản sao lưu mới nhất vào thư mục tạm và kiểm tra.",
    ),
)
