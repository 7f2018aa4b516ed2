"""The addresses of the tablet app and of its calls, until they are here."""

from typing import NoReturn

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from nucuoi.kiosk.errors import NotYet


@require_safe
def app(request: HttpRequest) -> HttpResponse:
    """Says that the app opens with the next version, and what works on a tablet today."""
    return render(request, "kiosk/soon.html")


@csrf_exempt
@require_POST
def call(request: HttpRequest) -> NoReturn:
    """Says to programs that the call opens with the next version.

    Raises:
        NotYet: Always.
    """
    raise NotYet("Lời gọi này mở ở phiên bản kế tiếp. Mã API đã cấp vẫn giữ nguyên giá trị.")
