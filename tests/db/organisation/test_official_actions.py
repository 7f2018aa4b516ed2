"""Officials are registered, posted and leave; who has left gets no more ratings."""

from datetime import date

import pytest

from nucuoi.audit.models import Event
from nucuoi.foundation.clock import Half
from nucuoi.foundation.errors import Conflict, Invalid, NotFound
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation import actions
from nucuoi.organisation.models import Official, Posting
from nucuoi.organisation.queries.desks import desk, duties
from nucuoi.organisation.queries.officials import candidates, officials_under
from nucuoi.organisation.queries.officials import official as official_row
from tests.one_stop import COMMUNE, NEIGHBOUR, OFFICE, POINT, PROVINCE, counter, official

MAY, JUNE = date(2026, 5, 4), date(2026, 6, 1)


def test_an_official_is_registered_and_posted_at_once() -> None:
    """Code in upper case, name with single spaces, an audit row for each step."""
    official(" bg-1 ", "  Hoàng   Thị Mơ ")

    row = official_row("BG-1", MAY)
    assert (row.full_name, row.positions) == ("Hoàng Thị Mơ", "Công chức, Xã Song Mai")
    actions_written = set(Event.objects.values_list("action", flat=True))
    assert {"organisation.official.registered", "organisation.posting.begun"} <= actions_written


@pytest.mark.parametrize(
    ("code", "name", "kind", "field"),
    [
        ("Mã số 1", "Lê Văn An", "cadre", "code"),
        ("x", "Lê Văn An", "cadre", "code"),
        ("x" * 41, "Lê Văn An", "cadre", "code"),
        ("BG-2", " ", "cadre", "full_name"),
        ("BG-2", "a" * 121, "cadre", "full_name"),
        ("BG-2", "Lê Văn An", "robot", "kind"),
    ],
)
def test_wrong_words_name_their_field(code: str, name: str, kind: str, field: str) -> None:
    """Each is refused with a sentence for its field."""
    with pytest.raises(Invalid) as refused:
        actions.register_official(by=SYSTEM, code=code, full_name=name, kind=kind)

    assert list(refused.value.fields) == [field]


def test_a_code_has_one_person() -> None:
    """The second is refused, and her posting with her."""
    official("BG-1", "Hoàng Thị Mơ")

    with pytest.raises(Conflict) as refused:
        official("bg-1", "Lê Văn An")

    assert "code" in refused.value.fields
    assert Posting.objects.count() == Official.objects.count() == 1


def test_lists_go_by_given_name_and_forgive_missing_marks() -> None:
    """An before Ẩn before Mơ; the search finds a name typed without diacritics."""
    for code, name in (("BG-1", "Hoàng Thị Mơ"), ("BG-2", "Vũ Văn An"), ("BG-3", "Đỗ Ẩn")):
        official(code, name)
    official("BG-4", "Bùi Thị Bông", NEIGHBOUR)

    assert [row.code for row in officials_under(COMMUNE, MAY)] == ["BG-2", "BG-3", "BG-1"]
    assert [row.code for row in officials_under(PROVINCE, MAY, "do an")] == ["BG-3"]
    assert [row.code for row in officials_under(PROVINCE, MAY, "bg-4")] == ["BG-4"]
    assert officials_under(COMMUNE, MAY, "bông") == []


def test_who_may_be_given_a_counter() -> None:
    """Those of the commune for its point; those of the departments too for the province's point."""
    actions.open_point(by=SYSTEM, host=PROVINCE, place="", opens_on=date(2021, 1, 1))
    official("BG-1", "Hoàng Thị Mơ")
    official("BG-2", "Lê Văn An", OFFICE)

    assert [row.code for row in candidates(POINT, MAY)] == ["BG-1"]
    assert [row.code for row in candidates(f"{PROVINCE}-mc", MAY)] == ["BG-2"]


def test_with_the_last_posting_an_official_leaves_her_counters() -> None:
    """A second posting keeps her there; the end of the last one takes holder and roster away."""
    official("BG-1", "Hoàng Thị Mơ")
    second = actions.post_official(
        by=SYSTEM, official="BG-1", unit=OFFICE, position="Biệt phái", valid_from=MAY
    )
    first = Posting.objects.exclude(pk=second.pk).get()
    code = counter()
    actions.set_holder(by=SYSTEM, counter=code, official="BG-1", valid_from=MAY)
    actions.set_duty(by=SYSTEM, counter=code, on=JUNE, half=Half.MORNING, official="BG-1")

    actions.end_posting(by=SYSTEM, posting=first.pk, on=JUNE)
    assert desk(code, JUNE).holder == ("BG-1", "Hoàng Thị Mơ")
    actions.end_posting(by=SYSTEM, posting=second.pk, on=JUNE)

    assert desk(code, JUNE).holder is None
    assert desk(code, MAY).holder is not None
    assert duties(desk(code, JUNE).id, MAY) == []


def test_a_posting_is_begun_and_ended_once() -> None:
    """Not twice in the same place, not before it began, not in a unit that is not there."""
    official("BG-1", "Hoàng Thị Mơ", since=MAY)
    posting = Posting.objects.get()
    with pytest.raises(Conflict):
        actions.post_official(
            by=SYSTEM, official="BG-1", unit=COMMUNE, position="Công chức", valid_from=JUNE
        )
    with pytest.raises(NotFound):
        actions.post_official(
            by=SYSTEM, official="BG-1", unit="khong-co", position="Công chức", valid_from=JUNE
        )
    with pytest.raises(Invalid):
        actions.end_posting(by=SYSTEM, posting=posting.pk, on=date(2026, 5, 3))
    actions.end_posting(by=SYSTEM, posting=posting.pk, on=JUNE)
    with pytest.raises(Conflict):
        actions.end_posting(by=SYSTEM, posting=posting.pk, on=JUNE)
    with pytest.raises(NotFound):
        actions.end_posting(by=SYSTEM, posting=10**9, on=JUNE)


def test_name_and_kind_are_corrected() -> None:
    """Old and new stand in the audit; the same again writes nothing."""
    official("BG-1", "Hoàng Thị Mơ")
    for _ in range(2):
        actions.change_official(by=SYSTEM, code="BG-1", full_name="Hoàng Thị Mở", kind="cadre")

    event = Event.objects.get(action="organisation.official.changed")
    assert event.facts["old"] == {"full_name": "Hoàng Thị Mơ", "kind": "civil_servant"}
