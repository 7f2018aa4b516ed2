"""Log lines for operators: one JSON object a line on stderr, without addresses that hold secrets.

Standard output stays free for what commands print.
"""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The request that is being answered; every line written meanwhile carries it."""

FACTS = "facts"
"""Name of the `extra` with which a line brings facts of its own: a mapping of JSON values."""


def logging_configuration(level: str) -> dict[str, Any]:
    """Django's `LOGGING`: every logger of the process writes JSON.

    Args:
        level: Lowest level written: `DEBUG INFO WARNING ERROR`.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_paths": {"()": WithoutPaths}},
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "filters": ["without_paths"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {"django": {"handlers": [], "level": "INFO"}},
    }


class JsonLines(logging.Formatter):
    """One line: when, how grave, who says it, what, and its facts."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **getattr(record, FACTS, {}),
        }
        if request_id.get():
            line["request_id"] = request_id.get()
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class WithoutPaths(logging.Filter):
    """Keeps paths out of Django's own messages, for they may hold a ticket.

    Messages of 4xx are dropped: the request's own line says the same.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is None:
            return True
        if record.levelno < logging.ERROR:
            return False
        match = getattr(request, "resolver_match", None)
        record.msg, record.args = "unhandled error" if record.exc_info else "no answer", ()
        status = getattr(record, "status_code", None)
        setattr(record, FACTS, {"route": match.view_name if match else None, "status": status})
        return True
