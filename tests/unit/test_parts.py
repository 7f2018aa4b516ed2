"""The parts of pages: what they promise to screen readers, keyboards and people without JavaScript."""

import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from nucuoi.web import icons
from nucuoi.web.components import Band, Entry, Person
from nucuoi.web.error_words import words_for

TEMPLATES = Path(__file__).parents[2] / "nucuoi"


def render(source: str, **context: object) -> str:
    """A scrap of template as HTML."""
    return Template(source).render(Context(context))


class Sample(forms.Form):
    """One field with help and a rule, one free, one group."""

    code = forms.CharField(label="Mã", help_text="17 ký tự.", max_length=3)
    note = forms.CharField(label="Ghi chú", required=False)
    way = forms.ChoiceField(label="Cách", choices=[("a", "A")], widget=forms.RadioSelect)


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    """A page never asks for an icon that is not drawn."""
    used = set[str]()
    for template in TEMPLATES.glob("*/templates/**/*.html"):
        used |= set(re.findall(r'{% icon "([^"]+)"', template.read_text(encoding="utf-8")))

    assert used
    assert used - set(icons.drawings()) == set()


def test_an_unknown_icon_is_refused_by_name() -> None:
    """The author of a page learns which icon is missing."""
    with pytest.raises(LookupError, match="zzz"):
        render('{% icon "zzz" %}')


def test_an_inline_icon_needs_no_sprite() -> None:
    """A citizen's page can draw its icons without another request."""
    html = render('{% icon "check" inline=True %}')

    assert "<path" in html
    assert ".svg#" not in html
    assert "xmlns" not in html


def test_field_links_help_and_error_to_the_input() -> None:
    """The input names the ids under which its help and its error stand."""
    html = render("{% field form.code %}", form=Sample({"code": "abcd"}))
    described = re.search(r'aria-describedby="([^"]+)"', html)

    assert described
    assert all(f'id="{place}"' in html for place in described[1].split())
    assert 'aria-invalid="true"' in html
    assert '<label for="id_code">' in html


def test_field_says_what_is_optional() -> None:
    """Optional fields say so; required ones carry no star."""
    html = render("{% field form.note %}{% field form.code %}", form=Sample())

    assert html.count("(không bắt buộc)") == 1


def test_field_group_is_a_fieldset_with_legend() -> None:
    """Radio buttons are named by a legend and described as a group."""
    html = render("{% field form.way %}", form=Sample({}))

    assert "<legend>Cách" in html
    assert '<fieldset class="field" aria-describedby="id_way_error">' in html
    assert 'id="id_way_error"' in html


def test_face_rows_are_radio_buttons_with_words_and_score() -> None:
    """A face works in a plain form and carries the score for tests; none is chosen beforehand."""
    html = render('{% face_row "score" 5 "Rất hài lòng" %}{% face_cells "spirit" "Tinh thần" %}')

    assert html.count('type="radio"') == 6
    assert 'data-score="5"' in html
    assert "checked" not in html
    assert html.count("Rất không hài lòng") == 1


def test_small_faces_have_thicker_features() -> None:
    """At 28 px and less the face is drawn bolder."""
    assert "face-small" in render("{% face 5 28 %}")
    assert "face-small" not in render("{% face 5 29 %}")


def test_labels_from_outside_are_escaped() -> None:
    """Names of people and units cannot become markup."""
    html = render(
        '{% chip x %}{% button x %}{% avatar x %}{% note "sun" x %}{{ x }}{% endnote %}', x="<i>"
    )

    assert "<i>" not in html
    assert html.count("&lt;i&gt;") == 5


def test_every_band_has_words() -> None:
    """Colour never speaks alone."""
    html = render("{% for band in bands %}{% band_chip band %}{% endfor %}", bands=list(Band))

    assert all(band.value[0] in html for band in Band)


def test_pagination_keeps_the_other_filters() -> None:
    """Turning the page does not lose what was asked."""
    page = Paginator(range(50), 10).page(2)
    request = RequestFactory().get("/", {"ky": "05/2025", "trang": "2"})
    html = render("{% pagination page %}", page=page, request=request)

    assert 'href="?ky=05%2F2025&amp;trang=1"' in html
    assert 'href="?ky=05%2F2025&amp;trang=3"' in html


def test_one_page_needs_no_pagination() -> None:
    """A short list has nothing to turn."""
    assert render("{% pagination page %}", page=Paginator([1], 10).page(1)).strip() == ""


def test_bar_marks_the_current_entry_and_counts_what_waits() -> None:
    """The bar and the dock say where one is, and how much is due."""
    entries = [
        Entry("Hôm nay", "/a/", "sun", current=True),
        Entry("Phản ánh", "/b/", "messages", count=6),
    ]
    html = render('{% include "web/_bar.html" %}{% include "web/_dock.html" %}', navigation=entries)

    assert html.count('href="/a/" aria-current="page"') == 2
    assert html.count('<span class="badge">6</span>') == 2


def test_the_public_sees_no_person_and_no_sign_out() -> None:
    """Without somebody signed in there is nothing to sign out of."""
    assert "Đăng xuất" not in render('{% include "web/_bar.html" %}')
    assert Person("Giáp Thị Mến", "GM").title == ""


@pytest.mark.parametrize("status", [400, 403, 404, 409, 410, 413, 422, 429, 500, 503, 418, 502])
def test_error_pages_say_what_happened_and_what_to_do(status: int) -> None:
    """Every status has its words, none shows its number."""
    words = words_for(status)
    html = render('{% extends "web/error.html" %}', status=status)

    assert words.title in html
    assert words.advice in html
    assert str(status) not in html.split("<main")[1]


def test_error_page_prefers_the_sentence_of_the_error() -> None:
    """What the rule says is clearer than what the status says; fields are listed."""
    html = render(
        '{% extends "web/error.html" %}',
        status=422,
        message="Quầy này đã đóng.",
        fields={"day": "Tháng 6 có 30 ngày."},
    )

    assert "Quầy này đã đóng." in html
    assert "Tháng 6 có 30 ngày." in html
    assert words_for(422).sentence not in html


def test_demo_banner_stands_on_both_layouts() -> None:
    """A demonstration says so on every page, and only there."""
    for layout in ("web/base_public.html", "web/base_staff.html"):
        assert "Bản trình diễn." in render(f'{{% extends "{layout}" %}}', demo_banner=True)
        assert "Bản trình diễn." not in render(f'{{% extends "{layout}" %}}')
