"""Reading that takes its time and sees one moment all the while."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.core.db import db, demand_no_transaction, dialect_name


@contextmanager
def steady_reading() -> Iterator[Session]:
    """Everything read inside is of one moment, however long it takes; nothing is written.

    Nobody waits for it. What was read before is read again when it is used.

    Raises:
        RuntimeError: it stands inside a transaction that writes.
    """
    demand_no_transaction()
    session = db.session()
    session.rollback()
    session.expire_all()
    if dialect_name() == "postgresql":
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    try:
        yield session
    finally:
        session.rollback()
