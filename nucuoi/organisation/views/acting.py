"""A page with one form that does one thing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nucuoi.web.components import Link


@dataclass(frozen=True, slots=True)
class Act:
    """What the page of one act says around its form.

    Attributes:
        heading: The task in words.
        button: Verb first.
        back: Address to return to without doing it.
        crumbs: The way down the tree.
        about: What it brings about; may be empty.
        grave: Whether it cannot be undone.
        template: Another than the plain form.
    """

    heading: str
    button: str
    back: str
    crumbs: Sequence[Link]
    about: str = ""
    grave: bool = False
    template: str = "organisation/act.html"


def act_page(request: HttpRequest, act: Act, form: Form) -> HttpResponse:
    """The page with its form, empty or with what is wrong."""
    return render(request, act.template, {"act": act, "form": form, "crumbs": act.crumbs})


def done(request: HttpRequest, sentence: str, url: str) -> HttpResponse:
    """Goes on to a page, which says once what was done."""
    messages.success(request, sentence)
    return redirect(url)
