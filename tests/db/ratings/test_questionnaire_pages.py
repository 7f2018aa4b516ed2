"""Pages of the questionnaire: who opens them, what they show, what they refuse."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from nucuoi.foundation import clock
from nucuoi.foundation.languages import LANGUAGES
from nucuoi.ratings.models import QuestionnaireDraft
from nucuoi.ratings.queries import questionnaires
from nucuoi.ratings.rules import wordings

ClientOf = Callable[..., Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client_of: ClientOf) -> Client:
    """Somebody of Sở Nội vụ."""
    return client_of("home_affairs")


@pytest.fixture
def draft(editor: Client) -> str:
    """Address of a fresh draft."""
    return str(editor.post("/phieu-hoi/soan/").headers["Location"])


def filled(editor: Client, draft: str, lang: str = "vi", **changes: str) -> dict[str, Any]:
    """The form of a draft as the page would send it, with some texts changed."""
    page = editor.get(draft, {"lang": lang}).context["form"]
    fields = {bound.name: bound.value() for bound in page}
    return fields | changes


def save(editor: Client, draft: str, lang: str, path: str, text: str) -> Any:
    """Saves one text."""
    return editor.post(f"{draft}?lang={lang}", filled(editor, draft, lang) | {path: text})


def test_a_new_question_is_drafted_checked_and_published(editor: Client, draft: str) -> None:
    """As an editor goes through it: four languages, what differs, the day, the new version."""
    for lang in LANGUAGES:
        answer = save(editor, draft, lang, "question.citizen", f"Câu hỏi mới ({lang})?")
        assert answer.status_code == 302
    page = editor.get(f"{draft}ban-hanh/")
    assert "khác 4 câu" in page.content.decode()
    assert not page.context["left_behind"]

    day = clock.today() + timedelta(days=1)
    said = {"revision": page.context["row"].revision, "valid_from": f"{day:%d/%m/%Y}"}
    assert editor.post(f"{draft}ban-hanh/", said).headers["Location"] == "/phieu-hoi/"
    assert questionnaires.current(day).content["question"]["citizen"]["zh"] == "Câu hỏi mới (zh)?"
    assert "Câu hỏi mới (zh)?" in editor.get("/phieu-hoi/101/?lang=zh").content.decode()
    assert "4 câu khác bản trước" in editor.get("/phieu-hoi/101/").content.decode()


def test_a_translation_left_behind_is_said_before_publishing(editor: Client, draft: str) -> None:
    """A hint, not a refusal: perhaps the translation still holds."""
    save(editor, draft, "vi", "headings.thanks", "Xin cảm ơn Ông/Bà.")
    page = editor.get(f"{draft}ban-hanh/")

    assert "English, 中文, 한국어" in page.content.decode()
    assert "Ban hành phiếu hỏi" in page.content.decode()


def test_a_text_too_long_comes_back_at_its_field(editor: Client, draft: str) -> None:
    """422, and the draft stays as it was."""
    answer = save(editor, draft, "vi", "tags.said.chao", "a" * 41)

    assert answer.status_code == 422
    assert "tags.said.chao" in answer.context["form"].errors
    assert QuestionnaireDraft.objects.get().revision == 1


def test_the_fixed_words_have_no_field(editor: Client, draft: str) -> None:
    """SIPAS's labels can be translated but not reworded."""
    vietnamese = editor.get(draft).context["form"].fields
    english = editor.get(draft, {"lang": "en"}).context["form"].fields

    assert set(wordings.FIXED) & set(vietnamese) == set()
    assert set(wordings.FIXED) < set(english)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("medium", ["dien-thoai", "may-tinh-bang"])
def test_previews_say_what_the_draft_says(
    editor: Client, draft: str, lang: str, medium: str
) -> None:
    """In every language, for both raters; and nothing on them can be sent."""
    save(editor, draft, lang, "question.business", "Doanh nghiệp thấy sao?")
    page = editor.get(f"{draft}{medium}/", {"lang": lang, "rater": "business"}).content.decode()

    assert "Doanh nghiệp thấy sao?" in page
    assert f'<html lang="{lang}"' in page
    assert "data-rate=" not in page
    assert 'method="post"' not in page


def test_the_preview_of_a_version_needs_no_draft(client_of: ClientOf) -> None:
    """The Fatherland Front reads what people are asked, and changes nothing of it."""
    witness = client_of("supervisor")

    assert witness.get("/phieu-hoi/").status_code == 200
    assert witness.get("/phieu-hoi/1/dien-thoai/?lang=ko").status_code == 200
    assert witness.get("/phieu-hoi/quy-doi/").status_code == 200
    assert witness.post("/phieu-hoi/soan/").status_code == 403
    assert witness.post("/phieu-hoi/quy-doi/", levels_form()).status_code == 403


def test_others_do_not_come_in(client_of: ClientOf, draft: str) -> None:
    """A head of unit asks in the words of the province."""
    for role in ("head", "official", "press", "association"):
        assert client_of(role).get(draft).status_code == 403
        assert client_of(role).get("/phieu-hoi/").status_code == 403


def test_a_mapping_is_entered_on_its_page(editor: Client) -> None:
    """And refused with a sentence at the field when it turns things round."""
    wrong = editor.post("/phieu-hoi/quy-doi/", levels_form(step_5="1"))
    assert wrong.status_code == 422
    assert "step_3" in wrong.context["form"].errors

    assert editor.post("/phieu-hoi/quy-doi/", levels_form()).status_code == 302
    assert "Quyết định 12/QĐ-UBND" in editor.get("/phieu-hoi/quy-doi/").content.decode()


def levels_form(**changes: str) -> dict[str, str]:
    """The form of a mapping."""
    steps = dict(zip((f"step_{n}" for n in range(1, 6)), "11223", strict=True))
    return {"valid_from": "01/07/2025", "citation": "Quyết định 12/QĐ-UBND", **steps, **changes}
