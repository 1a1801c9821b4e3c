"""The database: one base class, one session, and the one place where a transaction ends."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from time import monotonic
from typing import Any, Generic, TypeVar

from flask_sqlalchemy import SQLAlchemy
from psycopg import OperationalError
from sqlalchemy import Connection, Dialect, Engine, MetaData, String, Table, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry, Pool
from sqlalchemy.types import DateTime, TypeDecorator

from app.core.postgres import KeepingConnection

log = logging.getLogger(__name__)

#: a connection to PostgreSQL that nobody used for longer may have been cut
_REST_SECONDS = 1.0

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of every table; constraint names follow one convention on both databases."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


E = TypeVar("E", bound=StrEnum)

ConflictInsert = postgresql.Insert | sqlite.Insert


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, stored in UTC and always aware; a naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"naive datetime {value!r}: use app.core.clock"
            raise ValueError(message)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Coded(TypeDecorator[E], Generic[E]):
    """A member of a `StrEnum`, stored as its value."""

    impl = String(30)
    cache_ok = True

    def __init__(self, codes: type[E]) -> None:
        super().__init__()
        self.codes = codes

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        return None if value is None else self.codes(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        return None if value is None else self.codes(value)


def ordered_text(length: int) -> String:
    """Text that sorts and compares by code point on both databases, whatever their collation."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def dialect_name() -> str:
    """Of the database of the current session: "postgresql" or "sqlite"."""
    return db.session.get_bind().dialect.name


def conflict_insert(table: type[Base] | Table, dialect: str) -> ConflictInsert:
    """An INSERT that can say what to do on a conflict, in the words of that database."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


_writing: ContextVar[bool] = ContextVar("writing", default=False)
_alone: ContextVar[bool] = ContextVar("alone", default=False)
_before_commit: list[Callable[[Session], None]] = []


def before_commit(hook: Callable[[Session], None]) -> Callable[[Session], None]:
    """`hook` runs inside every transaction, last, just before it is committed."""
    _before_commit.append(hook)
    return hook


def after_commit(action: Callable[[], None]) -> None:
    """`action` runs once the current transaction is durable, and never if it fails.

    What it raises is logged: the transaction stands, and the other actions are still due.
    """
    db.session().info.setdefault("after_commit", []).append(action)


def demand_no_transaction() -> None:
    """Nothing is being written.

    Raises:
        RuntimeError: a transaction is open.
    """
    if _writing.get():
        raise RuntimeError("a transaction is open already, and this would end it")


@contextmanager
def transaction() -> Iterator[Session]:
    """All writes inside become durable together, or none does; what was written before is lost.

    What was read before is read again when it is used: it may have changed since. On SQLite the
    write lock is taken at the start, so a writer waits instead of failing half-way.
    Mail and files go out afterwards, see `after_commit`.

    Raises:
        RuntimeError: one transaction stands inside another.
    """
    demand_no_transaction()
    session = db.session()
    session.rollback()  # ends the read snapshot, which SQLite cannot upgrade to a write lock
    session.expire_all()
    session.info.clear()
    token = _writing.set(True)
    try:
        yield session
        session.flush()
        for hook in _before_commit:
            hook(session)
        session.commit()
    except BaseException:
        session.rollback()
        session.info.clear()
        raise
    finally:
        _writing.reset(token)
    for action in session.info.pop("after_commit", []):
        _carry_out(action)


@contextmanager
def row_by_row() -> Iterator[None]:
    """Each statement inside is a transaction of its own, except inside `transaction`.

    A row is durable once it is written, nobody waits meanwhile, and two questions may be answered
    from two moments. It is for what asks a little and writes one row, in a hurry.
    """
    session = db.session()
    if session.in_transaction():
        session.rollback()
    token = _alone.set(True)
    try:
        yield
    finally:
        session.rollback()
        _alone.reset(token)


def _carry_out(action: Callable[[], None]) -> None:
    try:
        action()
    except Exception:  # whatever it is, telling the user that nothing was saved would be untrue
        log.exception("something due after a transaction failed")


def engine_options(database_url: str) -> dict[str, Any]:
    """Engine arguments that fit the database behind `database_url`."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite":
        return {}
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    return {"connect_args": {"timeout": 30}}


@event.listens_for(Engine, "do_connect")
def _keep_prepared(
    dialect: Dialect, _record: object, given: list[Any], named: dict[str, Any]
) -> KeepingConnection | None:
    return KeepingConnection.connect(*given, **named) if dialect.name == "postgresql" else None


@event.listens_for(Engine, "connect")
def _configure_sqlite(connection: object, _record: object) -> None:
    if not isinstance(connection, SQLiteConnection):
        return
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Pool, "checkin")
def _note_rest(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info["rests_since"] = monotonic()


@event.listens_for(Pool, "checkout")
def _wake(connection: object, record: ConnectionPoolEntry, _proxy: object) -> None:
    """A connection that has rested is asked whether it is alive; one just used is not, for speed.

    Raises:
        DisconnectionError: it is not; the pool opens another.
    """
    has_rested = monotonic() - record.info.get("rests_since", monotonic()) > _REST_SECONDS
    if not has_rested or not isinstance(connection, KeepingConnection):
        return
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except OperationalError as error:
        raise DisconnectionError from error


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    driver, is_writing = connection.connection.driver_connection, _writing.get()
    is_alone = _alone.get() and not is_writing
    if isinstance(driver, KeepingConnection):
        driver.stand_alone(is_wanted=is_alone)
    elif isinstance(driver, SQLiteConnection) and not is_alone:
        driver.execute("BEGIN IMMEDIATE" if is_writing else "BEGIN")
