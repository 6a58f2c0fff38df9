"""Reading settings from the environment: flags, numbers, lists, the data folder and its secret
key, database and mail. What does not fit is refused in words, by ImproperlyConfigured."""

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=20000",
    "foreign_keys=ON",
    "cache_size=-20000",
    "journal_size_limit=67108864",
    "temp_store=MEMORY",
    "secure_delete=ON",
)


def flag(name: str) -> bool:
    """Whether the variable says 1, true, yes or on; ImproperlyConfigured for other words."""
    value = os.environ.get(name, "").strip().lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("", "0", "false", "no", "off"):
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; say 1 or 0")


def number(name: str, default: int) -> int:
    """The variable as a whole number from 0; ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}; say a whole number")
    return int(value)


def listed(name: str) -> list[str]:
    """The comma-separated words of the variable."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def data_folder(name: str, default: Path) -> Path:
    """The folder that the variable names, made for us alone if it is new."""
    folder = Path(os.environ.get(name) or default).expanduser().resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} is {str(folder)!r}, which cannot be made: {error.strerror}"
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"{name} is {str(folder)!r}, where nothing may be written")
    return folder


def secret_key(path: Path) -> str:
    """The key in the file, made once with mode 0600; two processes starting together agree."""
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(handle, "w") as file:
            file.write(get_random_secret_key())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        os.unlink(draft)
    return path.read_text()


def database(name: str, path: Path) -> dict[str, Any]:
    """Django's settings for DATABASE_URL (postgres://…), or for SQLite in the given file."""
    url = os.environ.get(name, "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": ";".join(f"PRAGMA {pragma}" for pragma in PRAGMAS),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name} begins with {parts.scheme!r}; say postgres://…")
    options = {"connect_timeout": "10", **dict(parse_qsl(parts.query))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def email(name: str) -> dict[str, Any]:
    """Mail settings for EMAIL_URL: smtp://user:password@host:port, smtps://…; else the console."""
    url = os.environ.get(name, "")
    backends = "django.core.mail.backends"
    if not url:
        return {"EMAIL_BACKEND": f"{backends}.console.EmailBackend", "HAS_MAIL": False}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtp+tls", "smtps"):
        raise ImproperlyConfigured(f"{name} begins with {parts.scheme!r}; say smtp://…")
    options = dict(parse_qsl(parts.query))
    return {
        "EMAIL_BACKEND": f"{backends}.smtp.EmailBackend",
        "HAS_MAIL": True,
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or {"smtps": 465, "smtp+tls": 587}.get(parts.scheme, 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "DEFAULT_FROM_EMAIL": options.get("from", f"sayso@{parts.hostname or 'localhost'}"),
        "EMAIL_TIMEOUT": 10,
    }
