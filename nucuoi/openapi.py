"""`/api/openapi.json`: one document for both sides of the API, made from the types that validate.

The Django side is described by django-ninja, intake by its msgspec types.
"""

from functools import cache
from typing import Any

import msgspec
from django.http import HttpRequest, JsonResponse

from nucuoi.api import api
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
    401: "Mã thiết bị không đúng hoặc đã thu hồi",
    403: "Quầy không thuộc nơi đặt thiết bị",
    404: "Không có quầy này",
    409: "Cùng id, nội dung khác",
    410: "Quầy đã đóng vào lúc đánh giá",
    413: "Nội dung quá lớn",
    422: "Có trường chưa đúng; mỗi trường một câu",
    429: "Gửi quá nhiều trong một phút",
    503: "Chưa ghi được; gửi lại sau, cùng id",
}
_WHOLE_BATCH = (400, 401, 413, 422, 503)


def openapi(request: HttpRequest) -> JsonResponse:
    """The document, for programs."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@cache
def document() -> Document:
    """The whole OpenAPI document."""
    whole: Document = dict(api.get_openapi_schema())
    (rating, answer, batch_answer), schemas = msgspec.json.schema_components(
        [Submission, Answer, BatchAnswer], ref_template="#/components/schemas/{name}"
    )
    components = whole["components"]
    components["schemas"] = {**components.get("schemas", {}), **schemas, "Problem": _PROBLEM}
    components["securitySchemes"] = {
        **components.get("securitySchemes", {}),
        "Device": {"type": "http", "scheme": "device", "description": "Mã của máy tính bảng"},
    }
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


def _json_body(schema: Document) -> Document:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _json(description: str, schema: Document) -> Document:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _refusal(status: int) -> Document:
    return {
        "description": _REFUSALS[status],
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }
