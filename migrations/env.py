"""Alembic's entry: runs migrations on the connection that the caller opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from app.models import metadata


def render_plainly(kind: str, item: object, _autogen: object) -> str | Literal[False]:
    """A revision names database types only: it must outlive the classes of today."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


@contextmanager
def loose_foreign_keys(connection: Connection) -> Iterator[None]:
    """SQLite does not follow foreign keys meanwhile.

    Alembic changes a table there by copying it and dropping the first one, which would take along
    every row that points at it, or fail.
    """
    driver = connection.connection.dbapi_connection
    if driver is None or connection.dialect.name != "sqlite":
        yield
        return
    cursor = driver.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        cursor.execute("PRAGMA foreign_keys=ON")


def refuse_loose_ends(connection: Connection) -> None:
    """Every row points at rows that are there.

    Raises:
        RuntimeError: naming the rows that do not.
    """
    if connection.dialect.name == "sqlite":
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if loose:
            raise RuntimeError(f"these rows point at nothing: {loose}")


def run(connection: Connection) -> None:
    """Apply the revisions that Alembic asks for, all in one transaction, or none of them."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=render_plainly,
        compare_type=True,
        compare_server_default=True,
        transactional_ddl=True,  # on SQLite too, because app.core.db says BEGIN there
    )
    with loose_foreign_keys(connection), context.begin_transaction():
        context.run_migrations()
        refuse_loose_ends(connection)


run(context.config.attributes["connection"])
