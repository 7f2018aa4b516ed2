"""The API of the Django side; its document is at /api/openapi.json, intake included."""

from typing import NoReturn

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.errors import ValidationError

from nucuoi import __version__
from nucuoi.foundation.errors import Invalid
from nucuoi.organisation.api import router as organisation

api = NinjaAPI(
    title="Nụ Cười",
    version=__version__,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
api.add_router("", organisation)


@api.exception_handler(ValidationError)
def refuse_fields(request: HttpRequest, error: ValidationError) -> NoReturn:
    """Hands wrong fields on as `Invalid`, which `web.middleware` answers.

    Raises:
        Invalid: Always, naming each field.
    """
    fields = {_field(wrong): _reason(wrong) for wrong in error.errors}
    raise Invalid("Có mục chưa đúng. Xin sửa rồi gửi lại.", fields=fields) from error


def _field(wrong: dict[str, object]) -> str:
    """Name of the field: the place of the error without where it was sent (query, body)."""
    place = wrong.get("loc")
    return ".".join(map(str, place[1:])) if isinstance(place, list | tuple) else ""


def _reason(wrong: dict[str, object]) -> str:
    """Our own Vietnamese reason, or a general one where the library found the error."""
    context = wrong.get("ctx")
    own = context.get("error") if isinstance(context, dict) else None
    return str(own) if own else "Giá trị không đúng."
