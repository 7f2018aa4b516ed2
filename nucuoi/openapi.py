"""`/api/openapi.json`: one document for both sides of the API, made from the types that validate.

The Django side is described by django-ninja, intake by its msgspec types.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
from django.http import HttpRequest, JsonResponse

from nucuoi.api import api
from nucuoi.kiosk.api import CALLS, Call
from nucuoi.ratings.intake import application as intake
from nucuoi.ratings.intake.answers import Answer, BatchAnswer
from nucuoi.ratings.intake.payload import BATCH_LIMIT, Submission

Document = dict[str, Any]

_PROBLEM: Document = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "Câu tiếng Việt cho người dùng"},
        "errors": {
            "type": "object",
            "description": "Tên trường và điều chưa đúng",
            "additionalProperties": {"type": "string"},
        },
        "successor": {
            "type": "object",
            "description": "Quầy thay thế, khi quầy đã đóng (410)",
            "required": ["code", "url"],
            "properties": {"code": {"type": "string"}, "url": {"type": "string"}},
        },
    },
}
_REFUSALS = {
    400: "Không phải JSON",
    401: "Khóa hoặc mã thiết bị không đúng, hoặc đã thu hồi",
    403: "Quầy không thuộc nơi đặt thiết bị",
    404: "Không có quầy hoặc mã mời này",
    409: "Cùng id hoặc reference, nội dung khác",
    410: "Quầy đã đóng vào lúc đánh giá, hoặc mã mời đã hết hạn",
    413: "Nội dung quá lớn",
    422: "Có trường chưa đúng; mỗi trường một câu",
    429: "Gửi quá nhiều trong một phút",
    503: "Chưa ghi được; gửi lại sau, cùng id",
}
_OF_DEVICE = _REFUSALS | {
    404: "Mã không đúng hoặc đã hết hạn",
    429: "Gõ sai quá nhiều lần",
}
_PLACE = "#/components/schemas/{name}"
_WHOLE_BATCH = (400, 401, 413, 422, 503)
_WITH_CREDENTIAL = {
    "/api/v1/visits": _WHOLE_BATCH,
    "/api/v1/tickets": (*_WHOLE_BATCH, 409),
    "/api/v1/tickets/batch": (*_WHOLE_BATCH, 409),
    "/api/v1/tickets/number": (*_WHOLE_BATCH, 404, 410, 429),
}
"""How the calls of the Django side that ask for a credential may refuse."""


def openapi(request: HttpRequest) -> JsonResponse:
    """The document, for programs."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@cache
def document() -> Document:
    """The whole OpenAPI document."""
    whole: Document = dict(api.get_openapi_schema())
    (rating, answer, batch_answer), schemas = msgspec.json.schema_components(
        [Submission, Answer, BatchAnswer], ref_template=_PLACE
    )
    components = whole["components"]
    components["schemas"] = {**components.get("schemas", {}), **schemas, "Problem": _PROBLEM}
    components["securitySchemes"] = {
        **components.get("securitySchemes", {}),
        "Key": {"type": "http", "scheme": "bearer", "description": "Khóa kết nối"},
        "Device": {"type": "http", "scheme": "device", "description": "Mã của máy tính bảng"},
    }
    for call in CALLS:
        whole["paths"][f"/api/v1/devices/{call.name}"] = {"post": _of_device(call, components)}
    for path, statuses in _WITH_CREDENTIAL.items():
        refusals = {str(status): _refusal(status) for status in statuses}
        whole["paths"][path]["post"]["responses"] |= refusals
    whole["paths"][intake.SINGLE] = {"post": _single(rating, answer)}
    whole["paths"][intake.BATCH] = {"post": _batch(rating, batch_answer)}
    return whole


def _single(rating: Document, answer: Document) -> Document:
    return {
        "operationId": "send_rating",
        "summary": "Gửi một đánh giá; gửi lại cùng id không bị đếm hai lần",
        "tags": ["ratings"],
        "security": [{}, {"Device": []}],
        "requestBody": _json_body(rating),
        "responses": {
            "201": _json("Đã ghi, kể cả khi mã mời đã dùng (disputed)", answer),
            "200": _json("Đã ghi trước đó, nội dung như nhau", answer),
            **{str(status): _refusal(status) for status in _REFUSALS},
        },
    }


def _batch(rating: Document, answer: Document) -> Document:
    ratings = {"type": "array", "maxItems": BATCH_LIMIT, "items": rating}
    batch = {
        "type": "object",
        "required": ["ratings"],
        "properties": {"ratings": ratings},
        "additionalProperties": False,
    }
    return {
        "operationId": "send_ratings",
        "summary": "Gửi tối đa 500 đánh giá từ một thiết bị; mỗi đánh giá có kết quả riêng",
        "tags": ["ratings"],
        "security": [{"Device": []}],
        "requestBody": _json_body(batch),
        "responses": {
            "200": _json("Kết quả theo thứ tự đã gửi", answer),
            **{str(status): _refusal(status) for status in _WHOLE_BATCH},
        },
    }


def _of_device(call: Call, components: Document) -> Document:
    """A call of a tablet; its types are added to the components."""
    types = [call.sent, call.answer]
    (sent, answer), schemas = msgspec.json.schema_components(types, ref_template=_PLACE)
    components["schemas"] |= schemas
    paired = 401 in call.refusals
    statuses = (400, 413, 422, *call.refusals)
    return {
        "operationId": f"device_{call.name.replace('-', '_')}",
        "summary": call.summary,
        "tags": ["devices"],
        "security": [{"Device": []}] if paired else [{}],
        "requestBody": _json_body(sent),
        "responses": {
            "200": _json("Đã nhận", answer),
            **{str(status): _refusal(status, _OF_DEVICE) for status in statuses},
        },
    }


def _json_body(schema: Document) -> Document:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _json(description: str, schema: Document) -> Document:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _refusal(status: int, words: Mapping[int, str] = _REFUSALS) -> Document:
    return {
        "description": words[status],
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
