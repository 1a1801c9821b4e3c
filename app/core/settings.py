"""Every setting, read from the environment once and checked at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

_SHORTEST_SECRET = 32


class BadSetting(Exception):
    """A variable is missing or malformed; the message names it and shows an example."""

    def __init__(self, name: str, problem: str, example: str) -> None:
        super().__init__(f"{name} {problem}. Example: {name}={example}")
        self.name = name


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set from outside. Each field is described in docs/settings.md."""

    data_dir: Path
    database_url: str
    secret_key: str | None
    base_url: str
    mail_url: str
    mail_from: str
    demo: bool
    bind: str
    workers: int
    threads: int
    trusted_proxies: int
    upload_limit_mb: int
    upload_days: int
    session_hours: int
    invitation_hours: int
    reset_minutes: int
    quiz_attempts: int
    quiz_pause_minutes: int
    room_code_seconds: int
    receipt_minutes: int
    mass_limit: int
    queue_url: str | None
    serve_jobs: bool

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies may travel over HTTPS only."""
        return self.base_url.startswith("https://")

    @property
    def mail_dir(self) -> Path:
        """Where mail goes when it goes to files."""
        return self.data_dir / "mail"

    @property
    def upload_dir(self) -> Path:
        """Where uploaded files wait for their import."""
        return self.data_dir / "uploads"

    @property
    def pack_dir(self) -> Path:
        """Where evidence packs lie that take long to make."""
        return self.data_dir / "evidence"

    @property
    def queue_file(self) -> Path:
        """Where workers are called, unless by a server."""
        return self.data_dir / "queue.sqlite3"

    def demand_secret_key(self) -> None:
        """Pages can be served: sign-ins are signed with a secret, which the demo makes for itself.

        Raises:
            BadSetting: there is none.
        """
        if not self.secret_key and not self.demo:
            raise BadSetting("KADRA_SECRET_KEY", "is missing", "$(openssl rand -hex 32)")

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Settings":
        """Settings from `KADRA_*` variables (of the process, unless given).

        Raises:
            BadSetting: a value is malformed.
        """
        read = _Reader(os.environ if env is None else env)
        data_dir = read.folder("KADRA_DATA_DIR", "var")
        bind = read.bind("KADRA_BIND", "127.0.0.1:8000")
        return cls(
            data_dir=data_dir,
            database_url=read.database_url("KADRA_DATABASE_URL", data_dir / "kadra.sqlite3"),
            secret_key=read.secret("KADRA_SECRET_KEY"),
            base_url=read.url("KADRA_BASE_URL", f"http://{bind}"),
            mail_url=read.mail_url("KADRA_MAIL_URL", "file"),
            mail_from=read.sender("KADRA_MAIL_FROM", "Kadra <kadra@localhost>"),
            demo=read.flag("KADRA_DEMO"),
            bind=bind,
            workers=read.number("KADRA_WORKERS", 2, at_least=1),
            threads=read.number("KADRA_THREADS", 4, at_least=1),
            trusted_proxies=read.number("KADRA_TRUSTED_PROXIES", 0, at_least=0),
            upload_limit_mb=read.number("KADRA_UPLOAD_LIMIT_MB", 30, at_least=1),
            upload_days=read.number("KADRA_UPLOAD_DAYS", 30, at_least=1),
            session_hours=read.number("KADRA_SESSION_HOURS", 12, at_least=1),
            invitation_hours=read.number("KADRA_INVITATION_HOURS", 168, at_least=1),
            reset_minutes=read.number("KADRA_RESET_MINUTES", 60, at_least=5),
            quiz_attempts=read.number("KADRA_QUIZ_ATTEMPTS", 0, at_least=0),
            quiz_pause_minutes=read.number("KADRA_QUIZ_PAUSE_MINUTES", 5, at_least=0),
            room_code_seconds=read.number("KADRA_ROOM_CODE_SECONDS", 20, at_least=5),
            receipt_minutes=read.number("KADRA_RECEIPT_MINUTES", 15, at_least=1),
            mass_limit=read.number("KADRA_MASS_LIMIT", 100, at_least=1),
            queue_url=read.queue_url("KADRA_QUEUE_URL"),
            serve_jobs=read.flag("KADRA_SERVE_JOBS", default="1"),
        )


class _Reader:
    """Typed access to variables, with errors that name them."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env

    def text(self, name: str, default: str) -> str:
        return self._env.get(name, "").strip() or default

    def secret(self, name: str) -> str | None:
        value = self._env.get(name, "")
        if value and len(value) < _SHORTEST_SECRET:
            problem = f"is shorter than {_SHORTEST_SECRET} characters"
            raise BadSetting(name, problem, "$(openssl rand -hex 32)")
        return value or None

    def flag(self, name: str, default: str = "0") -> bool:
        value = self.text(name, default)
        if value not in {"0", "1"}:
            raise BadSetting(name, f"is {value!r}, neither 0 nor 1", "1")
        return value == "1"

    def number(self, name: str, default: int, *, at_least: int) -> int:
        value = self.text(name, str(default))
        if not value.isdecimal() or int(value) < at_least:
            problem = f"is {value!r}, not a whole number from {at_least}"
            raise BadSetting(name, problem, str(default))
        return int(value)

    def folder(self, name: str, default: str) -> Path:
        path = Path(self.text(name, default)).absolute()
        if path.exists() and not path.is_dir():
            raise BadSetting(name, f"is {str(path)!r}, not a folder", "/var/lib/kadra")
        return path

    def bind(self, name: str, default: str) -> str:
        value = self.text(name, default)
        address = _split(f"//{value}")
        if address is None or not address.hostname or not address.port:
            raise BadSetting(name, f"is {value!r}, not a host and a port", default)
        return value

    def sender(self, name: str, default: str) -> str:
        value = self.text(name, default)
        if "@" not in parseaddr(value)[1] or not value.isprintable():
            raise BadSetting(name, f"is {value!r}, not an address", "Kadra <kadra@example.pl>")
        return value

    def url(self, name: str, default: str) -> str:
        value = self.text(name, default).rstrip("/")
        address = _split(value)
        if address is None or address.scheme not in {"http", "https"} or not address.hostname:
            raise BadSetting(name, f"is {value!r}, not a web address", "https://kadra.example.pl")
        return value

    def mail_url(self, name: str, default: str) -> str:
        value = self.text(name, default)
        address = _split(value)
        if value != "file" and (address is None or address.scheme not in {"smtp", "smtps"}):
            problem = "is neither 'file' nor an smtp:// address"
            raise BadSetting(name, problem, "smtp://user:password@host:587")
        return value

    def queue_url(self, name: str) -> str | None:
        value = self.text(name, "")
        if value.startswith("postgres://"):
            value = "postgresql://" + value.removeprefix("postgres://")
        address = _split(value)
        known = address is not None and address.scheme in {"", "postgresql", "redis", "rediss"}
        if not known or (value and "://" not in value):
            problem = "is neither a PostgreSQL nor a Redis address"
            raise BadSetting(name, problem, "redis://localhost:6379/0")
        return value or None

    def database_url(self, name: str, default_file: Path) -> str:
        """The SQLAlchemy URL: SQLite in the default file unless another is given."""
        value = self.text(name, f"sqlite:///{default_file}")
        for short in ("postgresql://", "postgres://"):
            if value.startswith(short):
                value = "postgresql+psycopg://" + value.removeprefix(short)
        known = value.startswith(("postgresql+psycopg://", "sqlite:///"))
        if not known or _split(value) is None:
            problem = "is neither a PostgreSQL nor a SQLite address"
            raise BadSetting(name, problem, "postgresql://kadra:password@host/kadra")
        return value


def _split(address: str) -> SplitResult | None:
    """The parts of the address; None if they make no sense, down to the port."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - it is parsed when it is asked for
    except ValueError:
        return None
    return parts
