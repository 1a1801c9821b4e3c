"""Settings are read once; a bad one stops the start with its name and an example."""

from pathlib import Path

import pytest

from app.core.settings import BadSetting, Settings

SECRET = "s" * 32


def read(**env: str) -> Settings:
    """Settings from these variables alone."""
    return Settings.from_env(env)


def test_nothing_has_to_be_set() -> None:
    settings = read()

    assert settings.data_dir == Path("var").absolute()
    assert settings.database_url == f"sqlite:///{settings.data_dir / 'kadra.sqlite3'}"
    assert (settings.bind, settings.base_url) == ("127.0.0.1:8000", "http://127.0.0.1:8000")
    assert (settings.mail_url, settings.mail_from) == ("file", "Kadra <kadra@localhost>")
    assert (settings.secret_key, settings.demo, settings.secure_cookies) == (None, False, False)
    assert (settings.workers, settings.threads, settings.trusted_proxies) == (2, 4, 0)
    assert settings.upload_limit_mb == 30
    assert (settings.session_hours, settings.invitation_hours) == (12, 168)
    assert settings.reset_minutes == 60
    assert (settings.queue_url, settings.serve_jobs) == (None, True)


@pytest.mark.parametrize(
    "name, value, field, expected",
    [
        ("KADRA_DATA_DIR", "/tmp/kadra", "data_dir", Path("/tmp/kadra")),
        ("KADRA_DATA_DIR", " /tmp/kadra ", "data_dir", Path("/tmp/kadra")),
        ("KADRA_DATABASE_URL", "sqlite:////tmp/k.db", "database_url", "sqlite:////tmp/k.db"),
        (
            "KADRA_DATABASE_URL",
            "postgres://kadra:pass@db/kadra",
            "database_url",
            "postgresql+psycopg://kadra:pass@db/kadra",
        ),
        (
            "KADRA_DATABASE_URL",
            "postgresql://db:5433/kadra",
            "database_url",
            "postgresql+psycopg://db:5433/kadra",
        ),
        (
            "KADRA_DATABASE_URL",
            "postgresql+psycopg://db/kadra",
            "database_url",
            "postgresql+psycopg://db/kadra",
        ),
        ("KADRA_SECRET_KEY", SECRET, "secret_key", SECRET),
        ("KADRA_BASE_URL", "https://kadra.example.pl/", "base_url", "https://kadra.example.pl"),
        ("KADRA_BASE_URL", "https://kadra.example.pl", "secure_cookies", True),
        ("KADRA_BASE_URL", "http://kadra.example.pl", "secure_cookies", False),
        ("KADRA_MAIL_URL", "smtps://u:p@mail:465", "mail_url", "smtps://u:p@mail:465"),
        ("KADRA_MAIL_URL", "smtp://127.0.0.1", "mail_url", "smtp://127.0.0.1"),
        ("KADRA_MAIL_FROM", "Kadra Płock <k@plock.eu>", "mail_from", "Kadra Płock <k@plock.eu>"),
        ("KADRA_DEMO", "1", "demo", True),
        ("KADRA_DEMO", "0", "demo", False),
        ("KADRA_DEMO", "", "demo", False),
        ("KADRA_BIND", "0.0.0.0:80", "bind", "0.0.0.0:80"),
        ("KADRA_BIND", "[::1]:8000", "bind", "[::1]:8000"),
        ("KADRA_WORKERS", "1", "workers", 1),
        ("KADRA_THREADS", "16", "threads", 16),
        ("KADRA_TRUSTED_PROXIES", "0", "trusted_proxies", 0),
        ("KADRA_UPLOAD_LIMIT_MB", "100", "upload_limit_mb", 100),
        ("KADRA_UPLOAD_DAYS", "7", "upload_days", 7),
        ("KADRA_SESSION_HOURS", "1", "session_hours", 1),
        ("KADRA_INVITATION_HOURS", "72", "invitation_hours", 72),
        ("KADRA_RESET_MINUTES", "5", "reset_minutes", 5),
        ("KADRA_SERVE_JOBS", "0", "serve_jobs", False),
        ("KADRA_QUEUE_URL", "postgres://db/queue", "queue_url", "postgresql://db/queue"),
        ("KADRA_QUEUE_URL", "rediss://:p@cache:6380/1", "queue_url", "rediss://:p@cache:6380/1"),
    ],
)
def test_each_variable_sets_its_field(name: str, value: str, field: str, expected: object) -> None:
    assert getattr(read(**{name: value}), field) == expected


@pytest.mark.parametrize(
    "name, value",
    [
        ("KADRA_DATABASE_URL", "mysql://db/kadra"),
        ("KADRA_DATABASE_URL", "sqlite://"),
        ("KADRA_DATABASE_URL", "postgresql://db:port/kadra"),
        ("KADRA_SECRET_KEY", "s" * 31),
        ("KADRA_BASE_URL", "kadra.example.pl"),
        ("KADRA_BASE_URL", "ftp://kadra.example.pl"),
        ("KADRA_BASE_URL", "https://"),
        ("KADRA_BASE_URL", "https://[kadra"),
        ("KADRA_BASE_URL", "https://kadra.example.pl:ssl"),
        ("KADRA_MAIL_URL", "files"),
        ("KADRA_MAIL_URL", "http://mail"),
        ("KADRA_MAIL_URL", "smtp://mail:port"),
        ("KADRA_MAIL_FROM", "Kadra"),
        ("KADRA_MAIL_FROM", "Kadra <k@plock.eu>\nBcc: all@plock.eu"),
        ("KADRA_DEMO", "yes"),
        ("KADRA_BIND", "8000"),
        ("KADRA_BIND", "127.0.0.1"),
        ("KADRA_BIND", "127.0.0.1:http"),
        ("KADRA_WORKERS", "0"),
        ("KADRA_THREADS", "four"),
        ("KADRA_TRUSTED_PROXIES", "-1"),
        ("KADRA_UPLOAD_LIMIT_MB", "1.5"),
        ("KADRA_SESSION_HOURS", "0"),
        ("KADRA_INVITATION_HOURS", "a week"),
        ("KADRA_RESET_MINUTES", "4"),
        ("KADRA_SERVE_JOBS", "no"),
        ("KADRA_QUEUE_URL", "localhost"),
        ("KADRA_QUEUE_URL", "amqp://mq"),
        ("KADRA_QUEUE_URL", "redis://cache:port"),
    ],
)
def test_a_malformed_value_is_refused_by_name_with_an_example(name: str, value: str) -> None:
    with pytest.raises(BadSetting) as refused:
        read(**{name: value})

    assert refused.value.name == name
    assert str(refused.value).startswith(f"{name} is ")
    assert f"Example: {name}=" in str(refused.value)


@pytest.mark.parametrize(
    "name, secret",
    [
        ("KADRA_SECRET_KEY", "hunter2"),
        ("KADRA_DATABASE_URL", "mysql://kadra:hunter2@db/kadra"),
        ("KADRA_MAIL_URL", "mail://kadra:hunter2@mail"),
        ("KADRA_QUEUE_URL", "amqp://kadra:hunter2@mq"),
    ],
)
def test_a_refusal_does_not_repeat_a_secret(name: str, secret: str) -> None:
    with pytest.raises(BadSetting) as refused:
        read(**{name: secret})

    assert "hunter2" not in str(refused.value)


def test_a_file_where_the_data_folder_should_be_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "kadra"
    file.touch()

    with pytest.raises(BadSetting, match=r"^KADRA_DATA_DIR is .* not a folder"):
        read(KADRA_DATA_DIR=str(file))


def test_without_a_base_url_links_lead_to_where_we_listen() -> None:
    assert read(KADRA_BIND="127.0.0.1:9000").base_url == "http://127.0.0.1:9000"


def test_mail_uploads_and_the_queue_lie_in_the_data_folder() -> None:
    settings = read(KADRA_DATA_DIR="/tmp/kadra")

    assert settings.mail_dir == Path("/tmp/kadra/mail")
    assert settings.upload_dir == Path("/tmp/kadra/uploads")
    assert settings.queue_file == Path("/tmp/kadra/queue.sqlite3")


def test_the_environment_of_the_process_is_read_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KADRA_THREADS", "7")

    assert Settings.from_env().threads == 7
    assert read().threads == 4
