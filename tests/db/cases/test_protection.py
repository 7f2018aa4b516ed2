"""What people wrote is told to nobody else, and goes when its time is over or she says so."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection

from nucuoi.accounts.rules import Role
from nucuoi.cases import actions
from nucuoi.cases.actions.retention import erase, forget_contacts
from nucuoi.cases.models import Case, CaseMessage, CaseMove, Reading
from nucuoi.cases.queries import search
from nucuoi.cases.queries.shelves import Folder, shelves
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Conflict
from nucuoi.notify.actions import deliver
from nucuoi.notify.models import Notice
from nucuoi.ratings.intake import keyring
from nucuoi.ratings.models import ContactDetail, Rating, Remark
from nucuoi.scores.follower import follow_all as count_all
from nucuoi.scores.models import MonthTally
from tests.db.cases.scene import opened, seat
from tests.db.cases.test_dialogue import ANSWER, answered, complain, send
from tests.db.portal.conftest import data, office

__all__ = ["data", "office"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


def leave_contact(rating: Rating, contact: str = "an@vidu.example") -> None:
    """A contact as intake seals it."""
    sealed = keyring.load(django_settings.KEYS).contact.encrypt(contact.encode())
    ContactDetail.objects.create(rating=rating, sealed=sealed)


def test_a_contact_is_told_that_an_answer_waits(settings: Any, tmp_path: Path) -> None:
    """The notice holds neither the answer nor the remark, only where to look."""
    settings.MAIL_URL = f"folder://{tmp_path}"
    rating, _ = complain()
    leave_contact(rating)
    answered(rating)

    assert deliver() == 1
    told = json.loads((tmp_path / "mail.jsonl").read_text())
    assert told["to"] == "an@vidu.example"
    assert "/tra-cuu/" in told["text"]
    assert ANSWER not in told["text"]
    assert Notice.objects.get().sealed_to is None


def test_contacts_are_forgotten() -> None:
    """Thirty days after the matter was closed, or sixty after a visit that opened none."""
    closed, _ = complain()
    running, _ = complain()
    for rating in (closed, running):
        leave_contact(rating)
    actions.close(by=seat(Role.HEAD), case=opened(closed).pk, text="Xong tại chỗ.")
    assert forget_contacts() == 0
    CaseMove.objects.filter(case__rating=closed.pk).update(at=clock.now() - timedelta(days=30))

    assert (forget_contacts(), forget_contacts()) == (1, 0)
    assert list(ContactDetail.objects.values_list("pk", flat=True)) == [running.pk]


def found_by_the_index(words: str) -> list[int]:
    """Ratings of the unit's waiting matters."""
    waiting = shelves([seat(Role.HANDLER)], clock.today())[Folder.WAITING]
    return search.find(words, waiting)


def test_erased_by_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remark, messages, contact and what can be found of them go; score, leaf and matter stay."""
    rating, code = complain("Trễ hẹn quá, bà Nguyễn Thị Hoa ở quầy bảo chờ")
    leave_contact(rating)
    actions.write_back(rating=rating.pk, text="Tôi vẫn chờ")
    count_all()
    monkeypatch.setattr(search, "_FEW", 0)
    assert found_by_the_index("trễ hẹn") == [rating.pk]
    assert "Đã xóa lời Ông/Bà" in send(code, "xoa")

    assert found_by_the_index("trễ hẹn") == []
    for model in (Remark, ContactDetail, Reading, CaseMessage):
        assert not model.objects.exists(), model
    assert Case.objects.count() == 1
    assert list(MonthTally.objects.values_list("n", flat=True)) == [1]
    with pytest.raises(Conflict):
        erase(rating=rating.pk)


@pytest.mark.sqlite
def test_planted_identifiers() -> None:
    """Of planted phone numbers none is in the index or a masked text; of erased ones none in the file."""
    planted = {f"09{number:08}": complain(f"Trễ hẹn, gọi 09{number:08}") for number in range(25)}
    texts = "".join(Reading.objects.values_list("masked", flat=True))
    erased = dict(list(planted.items())[:12])
    for rating, _ in erased.values():
        erase(rating=rating.pk)
    connection.ensure_connection()
    whole = connection.connection.serialize()

    assert [number for number in planted if number in texts] == []
    assert [number for number in erased if number.encode() in whole] == []
    assert all(number.encode() in whole for number in planted.keys() - erased.keys())
