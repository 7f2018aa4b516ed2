"""The ways out: SMTP, an SMS gateway by HTTP, or a folder on this machine to look at."""

import json
import smtplib
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from django.conf import settings

from nucuoi.notify.errors import Impossible, NotTaken
from nucuoi.notify.rules import Way

Port = Callable[[str, str, str], None]
"""Takes address, subject and text; raises NotTaken or Impossible."""
_PATIENCE_S = 20.0
_FOR_GOOD = 500


def port_of(way: Way) -> Port | None:
    """The way out that the settings name; None = there is none, and nothing is to be queued.

    Raises:
        ValueError: If a setting names a way that does not exist.
    """
    url = settings.MAIL_URL if way is Way.MAIL else settings.SMS_URL
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme == "folder":
        return _folder(Path(parts.path), way)
    if way is Way.MAIL and parts.scheme in ("smtp", "smtps"):
        return _smtp(parts)
    if way is Way.SMS and parts.scheme in ("http", "https"):
        return _gateway(parts)
    raise ValueError(f"no way out by {parts.scheme!r}")


def _smtp(parts: SplitResult) -> Port:
    def send(to: str, subject: str, text: str) -> None:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = settings.MAIL_FROM, to, subject
        message.set_content(text)
        try:
            with _session(parts) as session:
                session.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _ in refused.recipients.values()]
            raise (Impossible if min(codes) >= _FOR_GOOD else NotTaken)(str(codes)) from refused
        except (OSError, smtplib.SMTPException) as fault:
            raise NotTaken(type(fault).__name__) from fault

    return send


def _session(parts: SplitResult) -> smtplib.SMTP:
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    session = kind(parts.hostname or "localhost", parts.port or 0, timeout=_PATIENCE_S)
    if parts.username:
        if parts.scheme == "smtp":
            session.starttls()
        session.login(unquote(parts.username), unquote(parts.password or ""))
    return session


def _gateway(parts: SplitResult) -> Port:
    host = parts.hostname or ""
    address = urlunsplit(parts._replace(netloc=f"{host}:{parts.port}" if parts.port else host))
    headers = {"Content-Type": "application/json"}
    if parts.password:
        headers["Authorization"] = f"Bearer {unquote(parts.password)}"

    def send(to: str, subject: str, text: str) -> None:
        body = json.dumps({"to": to, "text": text}).encode()
        request = urllib.request.Request(address, body, headers)  # noqa: S310  # http(s) by port_of
        try:
            urllib.request.urlopen(request, timeout=_PATIENCE_S).close()  # noqa: S310  # the same
        except urllib.error.HTTPError as fault:
            raise (NotTaken if fault.code >= _FOR_GOOD else Impossible)(str(fault.code)) from fault
        except OSError as fault:
            raise NotTaken(type(fault).__name__) from fault

    return send


def _folder(folder: Path, way: Way) -> Port:
    def send(to: str, subject: str, text: str) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        line = json.dumps({"to": to, "subject": subject, "text": text}, ensure_ascii=False)
        with (folder / f"{way}.jsonl").open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    return send
