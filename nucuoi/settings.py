"""Django settings, all read from the environment; the table is in docs/reference/settings.md."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from nucuoi.foundation.keys import load_or_make
from nucuoi.foundation.postgresql import database_of
from nucuoi.foundation.sqlite import EMPTY_LATER, OVERWRITE
from nucuoi.web.logs import logging_configuration

PACKAGE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("NUCUOI_DATA", "var")).resolve()
KEYS = DATA / "keys"

BASE_URL = os.environ.get("NUCUOI_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
SECRET_KEY = os.environ.get("NUCUOI_SECRET_KEY") or load_or_make(KEYS, "django").hex()
ALLOWED_HOSTS = os.environ.get("NUCUOI_ALLOWED_HOSTS", "*").split(",")
DEBUG = False

OPEN_LIMIT_PER_MINUTE = int(os.environ.get("NUCUOI_OPEN_LIMIT", "30"))
"""Open-channel ratings a minute and address; 0 = none are limited."""
TRUSTED_PROXIES = tuple(filter(None, os.environ.get("NUCUOI_TRUSTED_PROXIES", "").split(",")))
"""Addresses whose X-Forwarded-For is believed."""
SMS_SECRET = os.environ.get("NUCUOI_SMS_SECRET", "")
"""What the SMS gateway shows at /hooks/sms; empty = no messages are taken."""
SMS_NUMBER = os.environ.get("NUCUOI_SMS_NUMBER", "") if SMS_SECRET else ""
"""Number that people send messages to, as it stands on posters; empty = none."""
PUBLISH_EVERY_S = float(os.environ.get("NUCUOI_PUBLISH_EVERY_S", "60"))
"""A checkpoint of the public log is signed at most this often."""
OPEN_DATA_LICENCE = os.environ.get(
    "NUCUOI_OPEN_DATA_LICENCE", "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/deed.vi"
)
"""Name of the licence, a space, its address."""
LOG_KEY = os.environ.get("NUCUOI_LOG_KEY", "")
"""File of the key that signs checkpoints; empty = `log.key` in the data folder's keys."""
MAIL_URL = os.environ.get("NUCUOI_MAIL_URL", "")
"""smtp://user:password@host:port, smtps://…, or folder:///path to look at; empty = no mail leaves."""
MAIL_FROM = os.environ.get("NUCUOI_MAIL_FROM", "nu-cuoi@localhost")
SMS_URL = os.environ.get("NUCUOI_SMS_URL", "")
"""https://:secret@host/path of the gateway, or folder:///path; empty = no text messages leave."""
KEEP_TEXT_DAYS = int(os.environ.get("NUCUOI_KEEP_TEXT_DAYS", "0"))
"""What a person wrote goes so long after her visit; 0 = it stays until she erases it."""
KEEP_CONTACT_DAYS = int(os.environ.get("NUCUOI_KEEP_CONTACT_DAYS", "30"))
"""A contact goes so long after its matter was closed: kept for a reopening."""
KEEP_LONE_CONTACT_DAYS = int(os.environ.get("NUCUOI_KEEP_LONE_CONTACT_DAYS", "60"))
"""A contact whose rating opened no matter goes so long after the visit."""
KEEP_INTAKE_DAYS = int(os.environ.get("NUCUOI_KEEP_INTAKE_DAYS", "45"))
"""How a rating reached us is forgotten after so long."""
KEEP_HELD_DAYS = int(os.environ.get("NUCUOI_KEEP_HELD_DAYS", "180"))
"""What a tablet could not deliver goes after so long."""
METRICS_TOKEN = os.environ.get("NUCUOI_METRICS_TOKEN", "")
_CERTIFICATE = os.environ.get("NUCUOI_TLS_CERTIFICATE", "")
TLS_CERTIFICATE = Path(_CERTIFICATE) if _CERTIFICATE else None
"""PEM file whose expiry the health page watches; None = none."""
DEMO = (DATA / "demo.json").exists()
"""Whether this data folder is a demonstration: every page then says so in red."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "nucuoi.web",
    "nucuoi.ledger",
    "nucuoi.notify",
    "nucuoi.audit",
    "nucuoi.accounts",
    "nucuoi.organisation",
    "nucuoi.ratings",
    "nucuoi.kiosk",
    "nucuoi.scores",
    "nucuoi.releases",
    "nucuoi.cases",
    "nucuoi.reports",
    "nucuoi.oversight",
    "nucuoi.desk",
    "nucuoi.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "nucuoi.web.request_log.RequestLog",
    "csp.middleware.CSPMiddleware",
    "nucuoi.web.middleware.Errors",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "nucuoi.accounts.middleware.Gate",
]

ROOT_URLCONF = "nucuoi.urls"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nucuoi.web.context.installation",
                "nucuoi.desk.context.person",
            ],
            "builtins": [
                "nucuoi.web.templatetags.web_parts",
                "nucuoi.web.templatetags.vi",
                "nucuoi.web.templatetags.languages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASE_URL = os.environ.get("DATABASE_URL", "")
_SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "nucuoi.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        f"{EMPTY_LATER}; {OVERWRITE}",
    },
    "CONN_MAX_AGE": None,
}
DATABASES = {"default": database_of(DATABASE_URL) if DATABASE_URL else _SQLITE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "nucuoi.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "nucuoi.accounts.passwords.NotCommon"},
    {"NAME": "nucuoi.accounts.passwords.NotLikeTheName"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "nucuoi.accounts.adapter.SignInAdapter"
ACCOUNT_FORMS = {"login": "nucuoi.accounts.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "30/m/ip,5/300s/key"}
"""A whole office signs in from one address at 7:30; five wrong tries a name in five minutes."""
MFA_ADAPTER = "nucuoi.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {"authenticate": "nucuoi.accounts.forms.CodeForm"}
MFA_TOTP_ISSUER = "Nụ Cười"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_REAUTHENTICATION_REQUIRED = False
_CACHE = "db.DatabaseCache" if DATABASE_URL else "locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": f"django.core.cache.backends.{_CACHE}", "LOCATION": "shared_cache"}
}
"""Holds sign-in limits and used codes: with PostgreSQL in a table, as several processes serve."""
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_COOKIES = BASE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
"""Behind a web server that holds the certificate, forms come from there while we are asked by http."""
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "nucuoi.web.storage.HashedStaticFiles"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

MAX_BODY_BYTES = 8 * 1024 * 1024
"""The largest body that any page reads; intake has limits of its own."""
CSRF_FAILURE_VIEW = "nucuoi.web.views.csrf_failed"

LOGGING = logging_configuration(os.environ.get("NUCUOI_LOG_LEVEL", "INFO"))
