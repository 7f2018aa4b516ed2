"""The parts that pages are composed of, as template tags; `docs/reference/components.md` shows each."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, ClassVar, Protocol

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.forms.widgets import CheckboxInput
from django.http import QueryDict
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from nucuoi.foundation.languages import USUAL
from nucuoi.web import icons
from nucuoi.web.components import FACES, Band, Clock, Event, Link, ToDo
from nucuoi.web.error_words import ErrorWords, words_for

register = template.Library()
Context = dict[str, Any]


class Chart(Protocol):
    """A record of `web.charts`: it knows the template that draws it."""

    template: ClassVar[str]


_NOTE_ICONS = {
    "jade": "info-circle",
    "sun": "heart",
    "rain": "trending-down",
    "lychee": "alarm",
}


@register.simple_tag
@cache
def icon(name: str, *, small: bool = False, inline: bool = False) -> SafeString:
    """An outline icon, silent for screen readers: words stand beside it.

    Args:
        name: One of the names in the sprite.
        small: 16 px instead of 20.
        inline: Draw it inside the page, which spares a citizen's phone the sprite.
    """
    shapes = icons.drawing(name)
    content = shapes if inline else format_html('<use href="{}#{}"/>', static(icons.SPRITE), name)
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">{}</svg>',
        " icon-small" if small else "",
        mark_safe(content),  # noqa: S308  # the sprite is our own file
    )


@register.inclusion_tag("web/_face.html")
def face(score: int, size: int = 48, label: str = "") -> Context:
    """One of the five faces.

    Args:
        score: 1 to 5.
        size: Width in CSS pixels; at 28 and less the features grow thicker.
        label: Said by screen readers; leave it empty where the words stand beside the face.
    """
    return {"score": score, "size": size, "label": label}


@register.filter
def face_label(score: int) -> str:
    """The official words of a face: 5 is "Rất hài lòng"."""
    return FACES[score]


@register.inclusion_tag("web/_mark.html")
def mark(size: int = 32) -> Context:
    """The bud with the smile; never below 20 px."""
    return {"size": size}


@register.inclusion_tag("web/_button.html")
def button(label: str, kind: str = "plain", **options: Any) -> Context:
    """A button, or a link that looks like one.

    Args:
        label: Verb first.
        kind: main (one a view), plain, bare or grave.
        **options: `href`, `icon`, `name`, `value`, `type` (default submit), `action` (for
            `data-action`), `wide`, `busy` (words while sending), `disabled` and `described_by`
            (id of the sentence that says why).
    """
    return {"label": label, "kind": kind, "type": "submit", **options}


@register.simple_block_tag
def note(content: str, kind: str = "jade", title: str = "", icon_name: str = "") -> SafeString:
    """A notice: jade explains, sun thanks, rain is an early sign, lychee is overdue.

    Args:
        content: What follows the first sentence: what to do.
        kind: jade, sun, rain or lychee.
        title: The first sentence, in bold.
        icon_name: Another icon than the usual one of the kind.
    """
    return format_html(
        '<div class="note note-{}">{}<p><strong>{}</strong> {}</p></div>',
        kind,
        icon(icon_name or _NOTE_ICONS[kind]),
        title,
        content,
    )


@register.simple_tag
def chip(label: str, kind: str = "plain", icon_name: str = "") -> SafeString:
    """A small rounded label; kind is plain, sun, rain, lychee, jade, open, line or thin."""
    picture = icon(icon_name, small=True) if icon_name else ""
    return format_html('<span class="chip chip-{}">{}{}</span>', kind, picture, label)


@register.simple_tag
def band_chip(band: Band) -> SafeString:
    """Where a unit stands against its peers, as chevrons and words."""
    label, icon_name, kind = band.value
    return chip(label, kind, icon_name)


@register.simple_tag
def clock_chip(clock: Clock, label: str) -> SafeString:
    """How near a deadline is; the label says it in words ("Còn 3 ngày")."""
    icon_name, kind = clock.value
    return chip(label, kind, icon_name)


@register.inclusion_tag("web/_tick.html")
def tick(name: str, value: str, label: str, **options: Any) -> Context:
    """A check box as a tile.

    Options: `checked`, `breach` (lychee, for the well of criterion 4), `type` (`radio` where one
    tick excludes the others).
    """
    return {"name": name, "value": value, "label": label, **options}


@register.inclusion_tag("web/_face_row.html")
def face_row(name: str, score: int, label: str, **options: bool) -> Context:
    """A face as a radio button over the whole row of a phone; carries `data-score`.

    Options: `checked`, `focus` (has focus when the page opens).
    """
    return {"name": name, "score": score, "label": label, **options}


@register.inclusion_tag("web/_face_cells.html")
def face_cells(
    name: str, legend: str, labels: Mapping[int, str] = FACES, chosen: int = 0
) -> Context:
    """Five faces in a row from 1 to 5, as radio buttons, for one dimension; chosen 0 = none yet."""
    return {
        "name": name,
        "legend": legend,
        "faces": [(score, labels[score]) for score in range(1, 6)],
        "chosen": chosen,
    }


@register.inclusion_tag("web/_field.html")
def field(bound: BoundField, optional: str = "(không bắt buộc)") -> Context:
    """A form field with label, help and error, linked by `aria-describedby`.

    Args:
        bound: The field.
        optional: What is said of one that may be left empty; empty = nothing.
    """
    check = isinstance(bound.field.widget, CheckboxInput)
    return {"field": bound, "check": check, "optional": "" if bound.field.required else optional}


@register.inclusion_tag("web/_choice.html")
def choice(links: Iterable[Link], label: str) -> Context:
    """A segmented choice of links, the current one filled; label names it for screen readers."""
    return {"links": links, "label": label}


@register.inclusion_tag("web/_breadcrumbs.html")
def breadcrumbs(links: Iterable[Link]) -> Context:
    """The way down the tree to this page, the page itself left out."""
    return {"links": links}


@register.inclusion_tag("web/_pagination.html", takes_context=True)
def pagination(context: Mapping[str, Any], page: Page[Any], parameter: str = "trang") -> Context:
    """Earlier and later pages of a list, keeping the other filters; nothing when there is one page."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query.pop(parameter, None)
    return {"page": page, "parameter": parameter, "query": query.urlencode()}


@register.simple_tag
def avatar(initials: str) -> SafeString:
    """A person's initials in a circle; the name stands beside it."""
    return format_html('<span class="avatar" aria-hidden="true">{}</span>', initials)


@register.inclusion_tag("web/_empty.html")
def empty(title: str, text: str, label: str = "", url: str = "") -> Context:
    """A list with nothing in it yet: what will come, and at most one thing to do."""
    return {"title": title, "text": text, "label": label, "url": url}


@register.inclusion_tag("web/_timeline.html")
def timeline(events: Iterable[Event]) -> Context:
    """What happened and what comes, oldest first."""
    return {"events": events}


@register.inclusion_tag("web/_todo.html")
def todo(items: Iterable[ToDo]) -> Context:
    """What waits for the person, the most urgent first."""
    return {"items": items}


@register.inclusion_tag("web/_undo.html", takes_context=True)
def undo(context: Mapping[str, Any], message: str, url: str) -> Context:
    """Says what was done and offers to take it back for 10 seconds (POST to `url`)."""
    return {"message": message, "url": url, "csrf_token": context.get("csrf_token")}


@register.simple_tag
def error_words(status: int, lang: str = "") -> ErrorWords:
    """What the error page of a status says, in Vietnamese where no language is given."""
    return words_for(status, lang or USUAL)


@register.simple_tag
def chart(drawing: Chart) -> SafeString:
    """Draws a chart of `web.charts` with its own template."""
    return mark_safe(render_to_string(drawing.template, {"chart": drawing}))  # noqa: S308  # a template escaped it
