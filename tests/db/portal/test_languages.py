"""What is refused, and what is sent to a left contact, in the language its reader chose."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nucuoi.foundation.languages import LANGUAGES
from nucuoi.notify.actions import deliver
from nucuoi.portal.rules.words import portal_words
from nucuoi.ratings.rules.words import Language
from nucuoi.web.error_words import words_for
from tests.db.cases.test_dialogue import answered, complain
from tests.db.cases.test_protection import leave_contact
from tests.witnessed import rate


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_proof_that_is_not_there_yet(office: Path, lang: str) -> None:
    """404 with the page of the code and a sentence, not an error page."""
    _, code = rate()
    page = Client().post(f"/tra-cuu/chung-minh?lang={lang}", {"code": code})

    assert page.status_code == 404
    assert portal_words(lang)["receipt"]["proof_not_yet"] in page.content.decode()
    assert code in page.content.decode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_act_that_came_too_late(office: Path, lang: str) -> None:
    """Looked at again twice: the refusal is a sentence of the page's language."""
    rating, code = complain()
    answered(rating)
    body = {"code": code, "viec": "xem-lai", "text": ""}
    done = Client().post(f"/tra-cuu/trao-doi?lang={lang}", body)
    again = Client().post(f"/tra-cuu/trao-doi?lang={lang}", body)

    assert portal_words(lang)["dialogue"]["sent_again"] in done.content.decode()
    assert again.status_code == 422
    assert portal_words(lang)["refusals"]["reopened"] in again.content.decode()


def test_an_error_speaks_the_citizens_language_on_her_pages_alone(office: Path) -> None:
    """`lang` or the browser's wish counts under /tra-cuu/; staff addresses stay Vietnamese."""
    chosen = Client().get("/tra-cuu/trao-doi?lang=zh")
    wished = Client().get("/tra-cuu/trao-doi", headers={"Accept-Language": "ko-KR,ko;q=0.9"})
    foreign = Client().post("/tra-cuu/?lang=en", {}, headers={"Sec-Fetch-Site": "cross-site"})
    staff = Client().get("/khong-co/", headers={"Accept-Language": "en-GB"})

    assert words_for(405, "zh").title in chosen.content.decode()
    assert '<html lang="ko"' in wished.content.decode()
    assert words_for(403, "en").sentence in foreign.content.decode()
    assert words_for(404).title in staff.content.decode()
    assert '<html lang="vi"' in staff.content.decode()


def test_a_contact_is_told_in_the_language_of_the_rating(
    office: Path, settings: Any, tmp_path: Path
) -> None:
    """Who rated in Korean is told in Korean, with an address that opens in Korean."""
    settings.MAIL_URL = f"folder://{tmp_path}"
    rating, _ = complain(lang=Language.KO)
    leave_contact(rating)
    answered(rating)

    assert deliver() == 1
    told = json.loads((tmp_path / "mail.jsonl").read_text())
    assert "/tra-cuu/?lang=ko" in told["text"]
    assert "답변" in told["text"]
