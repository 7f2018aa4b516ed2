"""The dialogue with a code: answers read, messages sent, judged, reopened once; each message a leaf."""

from datetime import timedelta

import pytest
from django.test import Client

from nucuoi.accounts.rules import Role
from nucuoi.cases import actions
from nucuoi.cases.follower import follow_all
from nucuoi.cases.models import CaseMessage, CaseMove, CaseStanding
from nucuoi.cases.queries.dialogue import dialogue_of
from nucuoi.cases.rules.words import Act, Level, State
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.fsck import leaves
from nucuoi.ledger.models import Leaf
from nucuoi.ledger.rules.parts import canonical_json, part_digest
from nucuoi.ratings.models import Rating
from nucuoi.ratings.sealing import seal_all
from nucuoi.scores.follower import follow_all as count_all
from nucuoi.scores.models import MonthTally
from tests.db.cases.scene import LATE_AGAIN, opened, seat
from tests.db.portal.conftest import data, office
from tests.witnessed import header, rate

__all__ = ["data", "office"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
ANSWER = "Chúng tôi xin lỗi. Mời Ông/Bà đến nhận ngày 05/12/2026."


def complain(text: str = LATE_AGAIN, **columns: object) -> tuple[Rating, str]:
    """A bad rating with a receipt, followed; the rating and its code."""
    rating, code = rate(on=clock.today(), score=1, remark=text, **columns)
    seal_all()
    follow_all()
    return rating, code


def answered(rating: Rating) -> int:
    """Answers the matter of a rating; its number."""
    case: int = opened(rating).pk
    actions.answer(by=seat(Role.HANDLER), case=case, text=ANSWER)
    return case


def send(code: str, what: str = "", text: str = "") -> str:
    """The page after doing something with the code."""
    client = Client()
    body = {"code": code, "viec": what, "text": text}
    answer = client.post("/tra-cuu/trao-doi" if what else "/tra-cuu/", body)
    assert answer["Cache-Control"] == "no-store"
    assert not client.cookies
    return answer.content.decode()


def test_complained_answered_reopened() -> None:
    """By the pages alone: the answer is read by code, written back to, and looked at again, once."""
    rating, code = complain()
    assert "Đơn vị chưa trả lời" in send(code)
    case = answered(rating)
    assert ANSWER in send(code)
    assert "Đã gửi lời nhắn" in send(code, "viet", "Tôi vẫn chưa nhận được giấy.")
    assert "Cấp trên của đơn vị cùng theo dõi" in send(code, "xem-lai", "Vẫn chưa có.")
    standing = CaseStanding.objects.get(pk=case)
    assert (standing.state, standing.level) == (State.OPEN, Level.ABOVE)
    assert standing.due_at is not None
    actions.answer(by=seat(Role.HANDLER), case=case, text=ANSWER)
    page = send(code, "xem-lai")

    assert "không mở lại được nữa" in page
    assert CaseMove.objects.filter(act=Act.REOPENED).count() == 1


def test_own_words_are_never_shown() -> None:
    """Whoever looks over her shoulder sees no score and nothing she wrote."""
    rating, code = complain()
    answered(rating)
    page = send(code, "viet", "Lời riêng của tôi")
    api = str(Client().get("/api/v1/receipts", headers={"Receipt": header(code)}).json())

    for shown in (page, api):
        assert "Lời riêng" not in shown
        assert "Hẹn ngày 06" not in shown
    assert "Ông/Bà đã viết thêm" in page
    assert ANSWER in api


def test_each_message_is_a_leaf_that_moves_nothing() -> None:
    """The digest opens with the message's salt; counts stay; the log's checker is content."""
    rating, _ = complain()
    answered(rating)
    actions.write_back(rating=rating.pk, text="Cảm ơn, tôi chờ.")
    count_all()
    message = CaseMessage.objects.order_by("-pk")[0]
    leaf = Leaf.objects.get(index=message.leaf or 0)
    written = canonical_json({"message": "Cảm ơn, tôi chờ.", "v": 1})

    assert bytes(leaf.text_digest or b"") == part_digest("text", bytes(message.salt), written)
    assert Leaf.objects.filter(kind=2).count() == 2
    assert list(MonthTally.objects.values_list("n", flat=True)) == [1]
    assert [*leaves.changes(), *leaves.digests(), *leaves.gaps()] == []


def test_messages_are_masked_for_who_only_reads() -> None:
    """A phone number in a message is masked as in a remark; the handler's look shows it."""
    rating, _ = complain()
    actions.write_back(rating=rating.pk, text="Gọi tôi 0987654321 nhé")
    case = opened(rating).pk
    message = CaseMessage.objects.get()

    assert "0987654321" not in message.masked
    assert "0987654321" in actions.unmask(by=seat(Role.HANDLER), case=case)


def test_satisfied_takes_effect_after_three_days() -> None:
    """Until then the code undoes it; then the matter is closed."""
    rating, code = complain()
    case = answered(rating)
    assert "vẫn rút lại được" in send(code, "hai-long")
    now = clock.now()
    assert actions.settle(now=now + timedelta(days=2, hours=23)) == 0
    assert "Đã rút lại" in send(code, "rut-lai")
    assert actions.settle(now=now + timedelta(days=4)) == 0
    send(code, "hai-long")
    assert actions.settle(now=clock.now() + timedelta(days=3)) == 1

    assert CaseStanding.objects.get(pk=case).state == State.CLOSED
    assert "Phản ánh đã khép lại" in send(code)


def test_silence_closes() -> None:
    """Fifteen days after the answer without a word the matter ends; any word moves that on."""
    rating, _ = complain()
    answered(rating)

    assert actions.settle(now=clock.now() + timedelta(days=14, hours=23)) == 0
    assert actions.settle(now=clock.now() + timedelta(days=15)) == 1


def test_what_may_not_be_done() -> None:
    """Too long, too often, before an answer, without a matter: each is refused with a sentence."""
    rating, _ = complain()
    with pytest.raises(Invalid):
        actions.write_back(rating=rating.pk, text=" ")
    with pytest.raises(Invalid):
        actions.write_back(rating=rating.pk, text="a" * 2001)
    with pytest.raises(Conflict):
        actions.say_satisfied(rating=rating.pk)
    with pytest.raises(Conflict):
        actions.reopen(rating=rating.pk)
    for _ in range(10):
        actions.write_back(rating=rating.pk, text="Còn nữa")
    with pytest.raises(Conflict):
        actions.write_back(rating=rating.pk, text="Còn nữa")
    silent, _ = rate(on=clock.today(), score=5)
    with pytest.raises(NotFound):
        actions.write_back(rating=silent.pk, text="Xin chào")
    assert dialogue_of(silent.pk) is None


def test_nothing_without_the_code() -> None:
    """A wrong code and a form from another site do nothing."""
    rating, code = complain()
    answered(rating)
    wrong = Client().post("/tra-cuu/trao-doi", {"code": "0000-0000", "viec": "hai-long"})
    elsewhere = Client().post(
        "/tra-cuu/trao-doi",
        {"code": code, "viec": "hai-long"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert (wrong.status_code, elsewhere.status_code) == (302, 403)
    assert "Xin nhập" not in send(code, "viet", "x" * 2001)
    assert not CaseMove.objects.filter(act=Act.SATISFIED).exists()
