"""Settings of one node, read from the environment; an instance lives in one folder."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from platformdirs import user_data_path

import vedette

PACKAGE = Path(vedette.__file__).parent


def _instance_folder() -> Path:
    named = os.environ.get("VEDETTE_HOME")
    return Path(named).expanduser().resolve() if named else user_data_path("vedette")


def _secret(home: Path, name: str) -> str:
    """Return a key that is made once per instance and readable by its owner only."""
    if given := os.environ.get(f"VEDETTE_{name.upper()}"):
        return given
    path = home / "keys" / name
    if not path.exists():
        if not home.exists():  # nothing is written before `vedette init`
            return secrets.token_urlsafe(48)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def _count(name: str) -> int:
    """Return a whole number that the environment may give; 0 if it gives none."""
    given = os.environ.get(name, "").strip()
    if given and not given.isdecimal():
        raise ImproperlyConfigured(f"{name} is a whole number, 0 or more, and not {given!r}")
    return int(given or 0)


def _database(home: Path) -> dict[str, Any]:
    url = os.environ.get("VEDETTE_DATABASE_URL", "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "vedette.sqlite3",
            "OPTIONS": {
                # A writer takes its lock at once, so that two imports queue up instead of failing.
                "transaction_mode": "IMMEDIATE",
                "timeout": 60,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA busy_timeout=60000; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; "
                "PRAGMA wal_autocheckpoint=8000; PRAGMA mmap_size=268435456;",
            },
        }
    parts = urlsplit(url)
    asked = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": asked.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        # Pages are a few look-ups each: an index is cheap to follow on today's disks, and
        # compiling a statement takes longer than running it.
        "OPTIONS": {"options": "-c random_page_cost=1.1 -c jit=off"},
    }


VEDETTE_HOME = _instance_folder()
SECRET_KEY = _secret(VEDETTE_HOME, "web")
VEDETTE_PSEUDONYM_KEY = _secret(VEDETTE_HOME, "pseudonyms")
VEDETTE_NODE = os.environ.get("VEDETTE_NODE", "National focal point")
VEDETTE_PUBLIC_URL = os.environ.get("VEDETTE_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
# When spectra of several laboratories are one unknown (catalogue/spectra/rules.py).
VEDETTE_UNKNOWNS = {
    "likeness": float(os.environ.get("VEDETTE_UNKNOWN_LIKENESS", "0.75")),
    "laboratories": int(os.environ.get("VEDETTE_UNKNOWN_LABORATORIES", "3")),
    "ppm": float(os.environ.get("VEDETTE_UNKNOWN_PPM", "10")),
}
# How warnings leave: smtp://user:password@relay:25, smtp+starttls:// or smtps://.
VEDETTE_SMTP = os.environ.get("VEDETTE_SMTP", "")
VEDETTE_MAIL_FROM = os.environ.get("VEDETTE_MAIL_FROM", "warnings@localhost")
VEDETTE_PRIVATE_WEBHOOKS = os.environ.get("VEDETTE_PRIVATE_WEBHOOKS") == "1"
DEBUG = os.environ.get("VEDETTE_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("VEDETTE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [VEDETTE_PUBLIC_URL]
# How many proxies in a row stand before this node: so many entries of X-Forwarded-For are
# believed, from the right. 0: nobody is, and whoever connects is who asks (web/floods.py).
VEDETTE_TRUSTED_PROXIES = _count("VEDETTE_TRUSTED_PROXIES")

DATABASES = {"default": _database(VEDETTE_HOME)}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Apart and roomy: what pages remember, or a flood of names, must push no count out.
    "floods": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "floods",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = VEDETTE_PUBLIC_URL.startswith("https:")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

CONTEXTS = [
    "vedette.base.accounts",
    "vedette.base.journal",
    "vedette.base.markings",
    "vedette.base.schema",
    "vedette.catalogue.places",
    "vedette.catalogue.substances",
    "vedette.catalogue.laboratories",
    "vedette.catalogue.spectra",
    "vedette.catalogue.working_groups",
    "vedette.catalogue.practice",
    "vedette.evidence.ingest",
    "vedette.evidence.observations",
    "vedette.evidence.samples",
    "vedette.evidence.cases",
    "vedette.evidence.customs",
    "vedette.evidence.reference_analyses",
    "vedette.evidence.tellings",
    "vedette.evidence.snapshots",
    "vedette.judgement.signals",
    "vedette.judgement.deadlines",
    "vedette.judgement.drills",
    "vedette.judgement.assessments",
    "vedette.response.alerts",
    "vedette.response.exchange",
    "vedette.response.evaluation",
    "vedette.response.policy",
    "vedette.response.indicators",
    "vedette.response.guidelines",
    "vedette.surfaces.web",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "template_partials",
    "ninja",
    *CONTEXTS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vedette.surfaces.web.unkeepable.RefuseUnkeepable",
]
ROOT_URLCONF = "vedette.surfaces.urls"
WSGI_APPLICATION = "vedette.surfaces.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vedette.surfaces.web.frame.frame",
            ],
        },
    }
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
# A correction sends back the whole panel: at most 2,000 lines of eight cells each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
STATIC_URL = "/static/"
STATIC_ROOT = VEDETTE_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

# Maltese and Irish are official languages of the Union; Django ships no Maltese.
LANGUAGES = [
    ("bg", "български"), ("cs", "čeština"), ("da", "dansk"), ("de", "Deutsch"),
    ("el", "ελληνικά"), ("en", "English"), ("es", "español"), ("et", "eesti"),
    ("fi", "suomi"), ("fr", "français"), ("ga", "Gaeilge"), ("hr", "hrvatski"),
    ("hu", "magyar"), ("it", "italiano"), ("lt", "lietuvių"), ("lv", "latviešu"),
    ("mt", "Malti"), ("nl", "Nederlands"), ("pl", "polski"), ("pt", "português"),
    ("ro", "română"), ("sk", "slovenčina"), ("sl", "slovenščina"), ("sv", "svenska"),
]  # fmt: skip
# Without an entry here Django knows neither name nor direction of Maltese and raises KeyError.
LANG_INFO.setdefault("mt", {"bidi": False, "code": "mt", "name": "Maltese", "name_local": "Malti"})
LANGUAGE_CODE = "en"
LOCALE_PATHS = [PACKAGE / "surfaces" / "locale"]
TIME_ZONE = os.environ.get("VEDETTE_TIME_ZONE", "Europe/Brussels")
USE_TZ = True
USE_I18N = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("VEDETTE_LOG", "WARNING")},
}
