"""The API of the Django side; its document is at /api/openapi.json, intake included."""

from collections.abc import Mapping
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from nucuoi import __version__
from nucuoi.foundation.errors import Invalid, Refused
from nucuoi.organisation.api import router as organisation
from nucuoi.portal.api import router as portal
from nucuoi.ratings.api import router as ratings
from nucuoi.ratings.errors import Malformed
from nucuoi.releases.api import router as releases

api = NinjaAPI(
    title="Nụ Cười",
    version=__version__,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
api.add_router("", organisation)
api.add_router("", portal)
api.add_router("", ratings)
api.add_router("", releases)

_SENTENCES: Mapping[str, str] = {
    "missing": "Cần có mục này.",
    "extra_forbidden": "Không có trường này.",
    "string_type": "Phải là văn bản.",
    "string_too_short": "Ít nhất {min_length} ký tự.",
    "string_too_long": "Nhiều nhất {max_length} ký tự.",
    "int_type": "Phải là số nguyên.",
    "int_from_float": "Phải là số nguyên.",
    "greater_than_equal": "Phải từ {ge} trở lên.",
    "less_than_equal": "Phải không quá {le}.",
    "bool_type": "Phải là true hoặc false.",
    "list_type": "Phải là một danh sách.",
    "too_short": "Cần ít nhất {min_length} dòng.",
    "too_long": "Mỗi lần gửi không quá {max_length} dòng.",
    "model_attributes_type": "Phải là một đối tượng JSON.",
    "timezone_aware": "Phải kèm múi giờ, ví dụ 2026-11-23T08:30:00+07:00.",
    "datetime_type": "Phải là thời điểm kiểu RFC 3339 kèm múi giờ.",
    "datetime_from_date_parsing": "Phải là thời điểm kiểu RFC 3339 kèm múi giờ.",
    "datetime_parsing": "Phải là thời điểm kiểu RFC 3339 kèm múi giờ.",
}
_OTHERWISE = "Giá trị không đúng."
_SHOWN = 50
"""So that an answer is never much longer than what was sent."""


@api.exception_handler(ValidationError)
def refuse_fields(request: HttpRequest, error: ValidationError) -> NoReturn:
    """Hands wrong fields on as `Invalid`, which `web.middleware` answers.

    Raises:
        Invalid: Always, naming each field.
    """
    fields = {_field(wrong): _reason(wrong) for wrong in error.errors[:_SHOWN]}
    raise Invalid("Có mục chưa đúng. Xin sửa rồi gửi lại.", fields=fields) from error


@api.exception_handler(Refused)
def refuse(request: HttpRequest, error: Refused) -> NoReturn:
    """Hands our own refusals on to `web.middleware`, which answers them.

    Raises:
        Refused: The same.
    """
    raise error


@api.exception_handler(HttpError)
def refuse_body(request: HttpRequest, error: HttpError) -> NoReturn:
    """Hands on that the body is no JSON.

    Raises:
        Malformed: Always.
    """
    raise Malformed("Nội dung gửi lên không phải JSON (UTF-8) đúng.") from error


def _field(wrong: dict[str, object]) -> str:
    """Name of the field: the place of the error without where it was sent (query, body)."""
    place = wrong.get("loc")
    parts = place[1:] if isinstance(place, list | tuple) else ()
    return ".".join(map(str, parts[1:] if parts[:1] == ("body",) else parts))


def _reason(wrong: dict[str, Any]) -> str:
    """Our own Vietnamese reason, or the sentence for what the library found."""
    context = wrong.get("ctx") or {}
    own = context.get("error")
    return str(own) if own else _SENTENCES.get(str(wrong["type"]), _OTHERWISE).format(**context)
