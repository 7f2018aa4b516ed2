"""Calls that are agreed and not here yet."""

from typing import NoReturn

from django.http import HttpRequest
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from nucuoi.kiosk.errors import NotYet


@csrf_exempt
@require_POST
def call(request: HttpRequest) -> NoReturn:
    """Says to programs that the call opens with the next version.

    Raises:
        NotYet: Always.
    """
    raise NotYet("Lời gọi này mở ở phiên bản kế tiếp. Mã API đã cấp vẫn giữ nguyên giá trị.")
