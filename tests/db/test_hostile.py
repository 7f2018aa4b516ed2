"""Two thousand hostile strings through every field, page and export: none is more than text anywhere."""

import csv
import re
import secrets
import zipfile
from collections.abc import Iterator
from html import unescape
from itertools import cycle
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.utils.html import escape

from nucuoi.accounts import actions as accounts
from nucuoi.accounts.rules import Role
from nucuoi.cases import actions as cases
from nucuoi.cases.follower import follow_all
from nucuoi.cases.models import Case, Reading
from nucuoi.documents.comma_file import write_csv
from nucuoi.documents.table import Column, Table
from nucuoi.documents.workbook import write_xlsx
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation.models import Counter
from nucuoi.ratings.actions import make_named_link, pair_device
from nucuoi.ratings.models import Pending, Questionnaire, Rating, Remark
from nucuoi.ratings.rules.text import clean
from nucuoi.ratings.rules.words import AttributedBy, Channel, Evidence, Language, Rater
from nucuoi.ratings.sealing import seal_all
from tests.cast import person, signed_in
from tests.db.cases.scene import PROVINCE, UNIT, seat
from tests.db.portal.conftest import data, office
from tests.hostile import strings, unescaped
from tests.routes import SAMPLES, all_routes

__all__ = ["data", "office"]

COUNT, SEED = 2_000, 20261128
STRINGS = strings(COUNT, SEED)
LINK: list[str] = []
"""Code of the named link that was made."""
NAMES = frozenset(
    "title name full_name why text masked folded citation position street address note wording".split()
)
"""Columns that hold what somebody typed: they are filled whatever their table."""
QUESTIONS = (
    "tim", "chu_de", "thu_muc", "trang", "ngay", "tu", "den", "ky", "don_vi", "mau", "q", "next", "page",
    "tuyen", "nguoi", "truoc", "lang", "rater", "so",
)  # fmt: skip
_INPUT = re.compile(r'<(?:input|textarea|select)[^>]*\bname="([^"]+)"')
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def said(texts: list[str]) -> None:
    """A bad rating for each text, sealed and followed as the worker does."""
    asked = Questionnaire.objects.get(number=1).content
    Questionnaire.objects.filter(number=90).update(content=asked)
    counter, today = Counter.objects.get(code="bg07210-21-1"), clock.day_number(clock.today())
    ratings = [
        Rating(
            uuid=secrets.token_bytes(16), content=bytes(16), lookup_hash=secrets.token_bytes(16),
            day=today, half=1, counter=counter, form_id=90, evidence=Evidence.KIOSK,
            channel=Channel.KIOSK, rater=Rater.CITIZEN, lang=Language.VI, score=1,
            attributed_by=AttributedBy.COUNTER_ONLY, has_text=True, wants_answer=True,
        )
        for _ in texts
    ]  # fmt: skip
    ratings = Rating.objects.bulk_create(ratings)
    Remark.objects.bulk_create(
        Remark(rating=rating, text=clean(text), salt=secrets.token_bytes(32))
        for rating, text in zip(ratings, texts, strict=True)
    )
    Pending.objects.bulk_create(
        Pending(rating=rating, receipt_digest=secrets.token_bytes(32)) for rating in ratings
    )
    seal_all()
    follow_all()


def furnish() -> None:
    """A row in the tables that pages show; then whatever somebody could have typed is hostile."""
    counter = Counter.objects.get(code="bg07210-21-1")
    pair_device(by=SYSTEM, name="Máy", counter=counter)
    first = Case.objects.earliest("pk").pk
    for act, text in ((cases.note, "ghi"), (cases.answer, "trả lời")):
        act(by=seat(Role.HANDLER), case=first, text=text)
    today = clock.today()
    LINK.append(
        make_named_link(
            by=person(Role.HOME_AFFAIRS, PROVINCE).seat, title="Hội", rater=Rater.BUSINESS,
            counter=counter.code, opens_on=today, closes_on=today,
        )
    )  # fmt: skip
    hostile = cycle(STRINGS)
    for model in apps.get_models():
        fields = [one for one in model._meta.concrete_fields if _typed(one)]
        if model.__module__.startswith("nucuoi.") and fields:
            for row in model._default_manager.order_by("pk")[:40]:
                kept = {
                    one.attname: next(hostile).replace("\0", "")[: one.max_length] for one in fields
                }
                model._default_manager.filter(pk=row.pk).update(**kept)


def _typed(field: "models.Field[Any, Any]") -> bool:
    typed = isinstance(field, models.CharField | models.TextField) and not field.unique
    return typed and not field.choices and field.name in NAMES


@pytest.fixture
def everybody(db: None) -> Client:
    """Somebody with every role over the whole province."""
    member = person(Role.ADMIN)
    for role in Role:
        if role not in (Role.ADMIN, Role.SUPERVISOR):
            unit = UNIT if role in (Role.HANDLER, Role.OFFICIAL) else PROVINCE
            accounts.grant_role(
                by=SYSTEM,
                username=member.user.username,
                role=role,
                unit=unit,
                valid_from=clock.today(),
            )
    return signed_in(member)


def pages(client: Client) -> Iterator[tuple[str, Any]]:
    """Every address with something there, asked plainly and with a hostile question."""
    first = Case.objects.earliest("pk").pk
    codes = (UNIT, "bg-07210-2021-mc", "bg07210-21-1", *LINK)
    hostile = cycle(STRINGS)
    for route in all_routes():
        for code in (
            codes if any(kind == "str" or kind == "slug" for _, kind in route.places) else ("",)
        ):
            known = {"int": first, "str": code, "slug": code}
            with pytest.MonkeyPatch.context() as patch:
                for kind, value in known.items():
                    patch.setitem(SAMPLES, kind, value)
                address = route.sample
            yield address, client.get(address)
            yield f"{address}?…", client.get(address, {name: next(hostile) for name in QUESTIONS})


def wrong_in(answer: Any) -> list[str]:
    """What got through into an answer; only HTML can be more than text."""
    if "html" not in answer.get("Content-Type", "") or answer.streaming:
        return []
    return unescaped(answer.content.decode())


@pytest.mark.django_db
@pytest.mark.usefixtures("office")
def test_every_remark_in_the_inbox(everybody: Client) -> None:
    """All 2,000 in remarks, four to each, in the pages of the inbox and some opened and unmasked."""
    remarks = [" ".join(STRINGS[first : first + 4]) for first in range(0, COUNT, 4)]
    said(remarks)
    assert Reading.objects.count() == len(remarks)
    seen, address = "", "?thu_muc=dang-cho"
    while address:
        page = everybody.get(f"/phan-anh/{address}").content.decode()
        assert unescaped(page) == []
        seen, further = seen + page, re.search(r'rel="next" href="([^"]+)"', page)
        address = unescape(further[1]) if further else ""
    assert len(set(re.findall(r"zqx(\d{5})", seen))) > COUNT * 0.95
    for case in Case.objects.order_by("pk").values_list("pk", flat=True)[::50]:
        assert wrong_in(everybody.get(f"/phan-anh/{case}/")) == []
        assert wrong_in(everybody.post(f"/phan-anh/{case}/xem-day-du/")) == []


@pytest.mark.either
@pytest.mark.django_db
@pytest.mark.usefixtures("office")
def test_every_page_over_hostile_rows(everybody: Client) -> None:
    """Names, titles, reasons and notes in every table, and questions in every address."""
    said(STRINGS[:60])
    furnish()
    found = {
        address: (answer.status_code, wrong_in(answer)) for address, answer in pages(everybody)
    }

    assert {address: status for address, (status, _) in found.items() if status == 500} == {}
    assert {address: wrong for address, (_, wrong) in found.items() if wrong} == {}
    assert len([1 for status, _ in found.values() if status == 200]) > 60


@pytest.mark.either
@pytest.mark.django_db
@pytest.mark.usefixtures("office")
def test_every_form_sent_hostile(everybody: Client) -> None:
    """Every form of every page, filled with hostile words, is refused or taken without one getting through."""
    said(STRINGS[:60])
    hostile = cycle(STRINGS)
    wrong, sent = {}, 0
    for route in all_routes():
        address = route.sample
        page = everybody.get(address)
        if "html" not in page.get("Content-Type", "") or page.streaming:
            continue
        names = set(_INPUT.findall(page.content.decode())) - {"csrfmiddlewaretoken"}
        if not names or "dang-xuat" in address:
            continue
        answer = everybody.post(address, {name: next(hostile) for name in names}, follow=True)
        sent += 1
        if answer.status_code >= 500 or wrong_in(answer):
            wrong[address] = (answer.status_code, wrong_in(answer))

    assert wrong == {}
    assert sent > 20


def test_nothing_in_an_export_is_computed(tmp_path: Path) -> None:
    """In both kinds of file every cell is text, none begins as a formula, and in .xlsx none is changed."""
    table = Table("Bảng", [Column(STRINGS[0]), Column("b")], [(text, text) for text in STRINGS])
    write_csv(table, tmp_path / "a.csv")
    write_xlsx(table, tmp_path / "a.xlsx")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314  # our own

    assert [len(row) for row in rows] == [2] * (COUNT + 1)
    assert [cell for row in rows for cell in row if cell.strip().startswith(_FORMULA)] == []
    kinds = {cell.tag.rpartition("}")[2] for cell in sheet.iter()}
    cells = [cell for cell in sheet.iter() if cell.tag.endswith("}c")]
    assert "f" not in kinds
    assert len(cells) == 2 * (COUNT + 1)
    assert {cell.get("t") for cell in cells} <= {"s", "inlineStr"}


def test_the_check_would_see_one() -> None:
    """Unescaped, most of the strings with tags are found out; escaped, none."""
    with_tags = [text for text in STRINGS if "<script" in text or "onerror" in text]
    assert len(with_tags) > 200
    assert [text for text in with_tags if not unescaped(f"<p>{text}</p>")] == []
    assert [
        text for text in STRINGS if unescaped(f'<p title="{escape(text)}">{escape(text)}</p>')
    ] == []
