"""The tablet application: its shell, its manifest and its service worker."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

_STATIC = Path(__file__).resolve().parent.parent / "static"
_BESIDES = (
    "web/mark.svg",
    "web/css/base.css",
    "web/css/parts.css",
    "web/css/public.css",
    "web/fonts/be-vietnam-pro-latin-400.woff2",
    "web/fonts/be-vietnam-pro-latin-600.woff2",
    "web/fonts/be-vietnam-pro-vietnamese-400.woff2",
    "web/fonts/be-vietnam-pro-vietnamese-600.woff2",
    "ratings/rate/answers.js",
    "ratings/rate/receipt.js",
)
"""What the shell uses of other rooms."""


@require_safe
@gzip_page
@cache_control(no_cache=True)
def app(request: HttpRequest) -> HttpResponse:
    """The shell: every screen is in it, the tablet fills in words and places."""
    return render(request, "kiosk/app.html", {"version": version(), "modules": modules()})


@require_safe
@cache_control(no_cache=True)
def manifest(request: HttpRequest) -> HttpResponse:
    """What makes the application installable."""
    icons = [
        {"src": staticfiles_storage.url(f"kiosk/icon-{size}.png"), "sizes": f"{size}x{size}"}
        for size in (192, 512)
    ]
    content = {
        "id": reverse("kiosk:app"),
        "name": "Nụ Cười · máy tại quầy",
        "short_name": "Nụ Cười",
        "lang": "vi",
        "start_url": reverse("kiosk:app"),
        "scope": reverse("kiosk:app"),
        "display": "fullscreen",
        "background_color": "#F7F5F0",
        "theme_color": "#F7F5F0",
        "icons": [icon | {"type": "image/png", "purpose": "any maskable"} for icon in icons],
    }
    return JsonResponse(content, content_type="application/manifest+json")


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker with the list of what it keeps; another version is another file."""
    context = {"version": version(), "shell": reverse("kiosk:app"), "files": json.dumps(files())}
    text = render_to_string("kiosk/sw.js", context)
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


@lru_cache(maxsize=1)
def files() -> list[str]:
    """Addresses of everything the application needs to start without a network."""
    own = sorted(
        str(path.relative_to(_STATIC))
        for path in _STATIC.rglob("*")
        if path.suffix in {".js", ".css", ".png", ".svg"}
    )
    return [staticfiles_storage.url(name) for name in (*_BESIDES, *own)]


def modules() -> list[str]:
    """The scripts among them: fetched at once rather than one import after the other."""
    return [file for file in files() if file.endswith(".js")]


@lru_cache(maxsize=1)
def version() -> str:
    """Twelve signs that change with any file, or with the shell itself."""
    context = {"version": "", "modules": modules(), "demo_banner": settings.DEMO}
    shell = render_to_string("kiosk/app.html", context)
    text = "\n".join([shell, *files()])
    return hashlib.sha256(text.encode()).hexdigest()[:12]
