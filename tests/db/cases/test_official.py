"""What reaches the official: thanks at once, the rest in batches that point to nobody, and her right of reply."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from nucuoi.accounts.rules import Role
from nucuoi.audit.models import Event
from nucuoi.cases import actions
from nucuoi.cases.actions.retention import erase
from nucuoi.cases.follower import follow_all
from nucuoi.cases.models import BatchedComment, CommentBatch, CommentReply, WaitingComment
from nucuoi.cases.queries.own import batches_of, calls_to
from nucuoi.cases.rules.words import Act, State
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, NotFound
from nucuoi.foundation.seat import Seat
from nucuoi.ledger import actions as ledger
from nucuoi.ratings.models import Rating
from nucuoi.ratings.sealing import seal_all
from tests.cast import person
from tests.db.cases.scene import LATE_AGAIN, OTHER, UNIT, opened, seat
from tests.ratings_made import make_rating, make_tree

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]
OWN = "/loi-nhan-cua-toi/"
SAID = (
    "Chờ lâu quá, không ai gọi số cho người già.",
    "Hướng dẫn chưa rõ, phải đi lại nhiều lần.",
    "Cán bộ nhiệt tình, giải thích dễ hiểu.",
    "Nên có thêm ghế ngồi cho người chờ.",
    "Cán bộ nói nhanh, tôi không nghe kịp.",
    "Nhanh gọn, tôi hài lòng với cách làm.",
)


@pytest.fixture(autouse=True)
def tree(db: None) -> None:
    """Counters to rate at."""
    make_tree()


def write(text: str, days: int = 8, **columns: object) -> Rating:
    """A remark about `cb-1` of some days ago, sealed and followed."""
    on = clock.today() - timedelta(days=days)
    given: dict[str, object] = {"official": "cb-1", "score": 3} | columns
    rating = make_rating(on=on, remark=text, **given)  # type: ignore[arg-type]  # passed on as they are
    seal_all()
    follow_all()
    return rating


def official(code: str = "cb-1", username: str = "official") -> Seat:
    """An official whose account says who she is."""
    member = person(Role.OFFICIAL, username=username)
    member.user.official = code
    member.user.save()
    return member.seat


def own_page(client_of: Clients) -> str:
    """Her page."""
    official()
    answer = client_of(Role.OFFICIAL).get(OWN)
    assert answer.status_code == 200
    return answer.content.decode()


def test_thanks_come_at_once_where_the_writer_ticked_it(client_of: Clients) -> None:
    """The one that was meant for her stands there today; another of today does not."""
    write("Cảm ơn chị đã hướng dẫn tận tình", 0, score=5, thanks=True)
    write("Cảm ơn, rất nhanh và dễ hiểu", 0, score=5)
    write("Cảm ơn anh đã giúp mẹ tôi", 0, score=5, thanks=True, official="cb-2")
    page = own_page(client_of)

    assert "Cảm ơn chị đã hướng dẫn tận tình" in page
    assert "rất nhanh và dễ hiểu" not in page
    assert "giúp mẹ tôi" not in page


def test_fewer_than_five_make_no_batch() -> None:
    """Four wait; the fifth must be seven days old as well; then all come together."""
    for text in SAID[:4]:
        write(text)
    write(SAID[4], days=6)
    assert actions.make_batches() == 0
    assert batches_of("cb-1") == []

    assert actions.make_batches(now=clock.now() + timedelta(days=1)) == 1
    [batch] = batches_of("cb-1")
    assert {one.text for one in batch.comments} == set(SAID[:5])
    assert not WaitingComment.objects.exists()
    assert Event.objects.filter(action="cases.comments.batched", subject="cb-1").count() == 1


def test_a_batch_a_week() -> None:
    """The next one waits until a week after the last, however many there are."""
    for text in SAID[:5]:
        write(text)
    assert actions.make_batches() == 1
    for text in SAID:
        write(f"{text} Lần sau.")
    assert actions.make_batches() == 0

    assert actions.make_batches(now=clock.now() + timedelta(days=7, minutes=1)) == 1
    assert [batch.number for batch in batches_of("cb-1")] == [2, 1]


def test_the_order_is_shuffled() -> None:
    """Forty comments do not come in the order they were written; the rows tell no order either."""
    written = [write(f"{SAID[place % 6]} Ý thứ {place}.").pk for place in range(40)]
    actions.make_batches()
    stored = list(BatchedComment.objects.order_by("pk").values_list("rating", flat=True))
    placed = list(BatchedComment.objects.order_by("place").values_list("rating", flat=True))

    assert stored == placed
    assert sorted(stored) == written
    assert stored != written


def test_nothing_points_to_a_person(client_of: Clients) -> None:
    """No day, hour, counter, score, number of a matter, name or phone stands on the page."""
    write("Tôi đến 10 giờ 30 ngày 06, quầy 2, cán bộ không giải thích vì sao phải chờ lâu", score=1)
    write("Gọi tôi số 0912345678 nếu cần, còn lại cán bộ hướng dẫn rất dễ hiểu")
    for text in SAID[:4]:
        write(text)
    rating = Rating.objects.order_by("pk")[0]
    actions.make_batches()
    page = own_page(client_of)
    shown = re.search(r"Góp ý theo đợt.*", page, re.DOTALL)

    assert shown
    for told in ("10 giờ", "ngày 06", "quầy 2", "0912345678", f"{clock.day_of(rating.day):%d/%m}"):
        assert told not in shown.group(), told
    assert f"{clock.today():%d/%m/%Y}" not in shown.group()
    assert "Rất không hài lòng" not in page
    assert "PA-" not in page
    assert "không giải thích vì sao phải chờ lâu" in page


def test_what_never_stands_in_a_batch() -> None:
    """What points to a breach, insults, says nothing, is masked too much, or belongs to another."""
    for text in SAID[:5]:
        write(text)
    write("Cán bộ vòi tiền tôi khi nộp hồ sơ đất")
    write("Làm việc chậm chạp, không ai giải thích", breaches=1, score=1)
    write("Đồ ngu, cút đi")
    write("asdf asdf")
    write("0912345678 0987654321")
    write("Việc của cán bộ khác, chờ rất lâu", official="cb-2")
    write("Không biết ai trực, chờ rất lâu", official=None)
    actions.make_batches()

    [batch] = batches_of("cb-1")
    assert {one.text for one in batch.comments} == set(SAID[:5])


def test_what_goes_to_the_inspectors_meanwhile_is_left_out() -> None:
    """Passed on by the unit before the batch is made: never first to whom it is about."""
    for text in SAID[:5]:
        write(text)
    passed = write(LATE_AGAIN, score=1)
    actions.pass_on(by=seat(Role.HEAD), case=opened(passed).pk, text="Có dấu hiệu gợi ý tiền.")
    actions.make_batches()

    assert not BatchedComment.objects.filter(rating=passed.pk).exists()
    assert BatchedComment.objects.count() == 5


def test_followed_again_nothing_comes_twice() -> None:
    """A rebuild of the readings puts no comment into a second batch."""
    for text in SAID:
        write(text)
    actions.make_batches()
    ledger.set_cursor("cases", 0)
    follow_all()

    assert not WaitingComment.objects.exists()
    assert CommentBatch.objects.count() == 1


def test_an_erased_comment_is_gone_with_what_was_said_to_it() -> None:
    """Erased by code: neither the words nor a reply that may quote them remain."""
    ratings = [write(text) for text in SAID]
    actions.make_batches()
    place = BatchedComment.objects.get(rating=ratings[0].pk).place
    actions.reply(by=official(), batch=1, place=place, text="Hôm đó máy lấy số hỏng.")
    erase(rating=ratings[0].pk)
    waiting = write("Một lời đang đợi trong hàng của chị ấy")
    erase(rating=waiting.pk)

    [batch] = batches_of("cb-1")
    assert len(batch.comments) == 5
    assert not CommentReply.objects.exists()
    assert not WaitingComment.objects.exists()


def test_the_right_of_reply(client_of: Clients) -> None:
    """Once to each comment, masked, by its owner alone; the head reads it, beside the matter too."""
    rating = write("Trễ hẹn trả kết quả, không ai xin lỗi hay báo trước.", score=1)
    for text in SAID[:5]:
        write(text)
    actions.make_batches()
    place = BatchedComment.objects.get(rating=rating.pk).place
    address = f"{OWN}1/{place}/"
    field = f"loi-1-{place}-text"
    official()
    client = client_of(Role.OFFICIAL)
    assert client.post(address, {field: " "}).status_code == 422
    sent = client.post(address, {field: "Hồ sơ chờ xác minh; tôi đã gọi 0987654321 để báo."})
    assert sent.headers["Location"] == OWN
    assert client.post(address, {field: "Thêm nữa."}).status_code == 422
    with pytest.raises(NotFound):
        actions.reply(
            by=official("cb-2", "nguoi-khac"), batch=1, place=place, text="Không phải tôi"
        )

    case = client_of(Role.HEAD).get(f"/phan-anh/{opened(rating).pk}/").content.decode()
    listed = client_of(Role.HEAD).get("/phan-anh/trinh-bay/").content.decode()
    for page in (case, listed):
        assert "Hồ sơ chờ xác minh" in page
        assert "0987654321" not in page
    assert f'href="/phan-anh/{opened(rating).pk}/"' in listed
    for role, unit in ((Role.HEAD, OTHER), (Role.INSPECTOR, UNIT)):
        elsewhere = client_of(role, unit, f"{role}-khac").get("/phan-anh/trinh-bay/")
        assert "Hồ sơ chờ xác minh" not in elsewhere.content.decode()


def test_the_unit_asks_and_the_official_explains(client_of: Clients) -> None:
    """She reads the question alone, not the remark; her words stand in the matter; the clock runs on."""
    rating = write(LATE_AGAIN, 0, score=1)
    case = opened(rating).pk
    due = opened(rating).due_at
    handler = seat(Role.HANDLER)
    actions.call_to_explain(by=handler, case=case, text="Vì sao hồ sơ trả chậm và ai đã báo dân?")
    with pytest.raises(Conflict):
        actions.call_to_explain(by=handler, case=case, text="Xin trả lời.")
    page = own_page(client_of)
    assert "Đơn vị mời anh/chị trình bày" in page
    assert "Vì sao hồ sơ trả chậm" in page
    assert "Hẹn ngày" not in page
    client = client_of(Role.OFFICIAL)
    sent = client.post(f"{OWN}viec/{case}/", {f"viec-{case}-text": "Chờ xác minh ba ngày."})

    assert sent.headers["Location"] == OWN
    assert calls_to("cb-1") == []
    standing = opened(rating)
    assert (standing.state, standing.due_at) == (State.OPEN, due)
    shown = client_of(Role.HANDLER).get(f"/phan-anh/{case}/").content.decode()
    assert "Chờ xác minh ba ngày." in shown
    assert standing.case.moves.filter(act=Act.EXPLAINED, by="official").count() == 1


def test_nobody_explains_uncalled() -> None:
    """Without a call, or for another's matter, there is nothing to explain."""
    case = opened(write(LATE_AGAIN, 0, score=1)).pk
    her, other = official(), official("cb-2", "nguoi-khac")
    with pytest.raises(NotFound):
        actions.explain_oneself(by=her, case=case, text="Tôi xin trình bày.")
    actions.call_to_explain(by=seat(Role.HEAD), case=case, text="Xin cho biết vì sao.")

    for seated in (other, official("", "khong-ma")):
        with pytest.raises(NotFound):
            actions.explain_oneself(by=seated, case=case, text="Tôi xin trình bày.")


def test_a_unit_cannot_ask_somebody_unknown() -> None:
    """Where nobody knows who was on duty, nobody is asked."""
    case = opened(write(LATE_AGAIN, 0, score=1, official=None)).pk

    with pytest.raises(Conflict):
        actions.call_to_explain(by=seat(Role.HEAD), case=case, text="Xin cho biết vì sao.")


def test_the_page_of_an_account_without_an_official(client_of: Clients) -> None:
    """It says what is missing; nothing of officials unknown to the log is shown."""
    write("Cảm ơn cô chú nhiều", 0, score=5, thanks=True, official=None)
    page = client_of(Role.OFFICIAL).get(OWN).content.decode()

    assert "chưa nối với cán bộ nào" in page
    assert "Cảm ơn cô chú" not in page
