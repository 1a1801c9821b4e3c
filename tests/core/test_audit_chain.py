"""The log is append-only, and whoever rewrites it past the database breaks its chain."""

from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.core.audit import AuditEntry, first_broken_entry
from app.core.db import db, transaction
from tests.core.log import entries, note, position


def log_of(app: Flask, count: int) -> None:
    """The log holds `count` entries, each of a transaction of its own."""
    with app.app_context():
        for number in range(count):
            with transaction():
                note(label=f"person {number}")


def without_guards(app: Flask, statement: str) -> None:
    """Somebody with the password of the database took the triggers off and ran `statement`."""
    with app.app_context(), db.engine.begin() as connection:
        on_table = " ON audit_entries" if connection.dialect.name == "postgresql" else ""
        for name in ("audit_entries_keep", "audit_entries_stay"):
            connection.execute(text(f"DROP TRIGGER {name}{on_table}"))
        connection.execute(text(statement))


def test_entries_are_numbered_without_gaps_and_chained(app: Flask) -> None:
    log_of(app, 3)

    assert [entry.id for entry in entries(app)] == [1, 2, 3]
    assert len({entry.hash for entry in entries(app)}) == 3
    with app.app_context():
        assert first_broken_entry() is None


def test_an_empty_log_is_whole(app: Flask) -> None:
    with app.app_context():
        assert first_broken_entry() is None


def test_a_long_transaction_leaves_a_whole_chain(app: Flask) -> None:
    with app.app_context():
        with transaction():
            for number in range(2500):
                note(label=f"person {number}")

        assert position(["people"]) == 2500
        assert first_broken_entry() is None


COLUMNS = ", ".join(column.name for column in AuditEntry.__table__.columns if column.name != "id")


@pytest.mark.parametrize(
    "statement, broken",
    [
        pytest.param(
            "UPDATE audit_entries SET actor_name = 'Adam' WHERE id = 2", 2, id="another name"
        ),
        pytest.param(
            "UPDATE audit_entries SET at = '2020-01-01 00:00:00' WHERE id = 3", 3, id="another time"
        ),
        pytest.param(
            """UPDATE audit_entries SET changes = '{"fte": ["1", "0.5"]}' WHERE id = 1""",
            1,
            id="another change",
        ),
        pytest.param("DELETE FROM audit_entries WHERE id = 1", 1, id="the first removed"),
        pytest.param("DELETE FROM audit_entries WHERE id = 2", 2, id="one removed"),
        pytest.param(
            f"INSERT INTO audit_entries (id, {COLUMNS})"
            f" SELECT 5, {COLUMNS} FROM audit_entries WHERE id = 4",
            5,
            id="one inserted at the end",
        ),
        pytest.param(
            f"INSERT INTO audit_entries (id, {COLUMNS})"
            f" SELECT 0, {COLUMNS} FROM audit_entries WHERE id = 1",
            1,
            id="one inserted at the beginning",
        ),
        pytest.param(
            "UPDATE audit_entries SET id = CASE id WHEN 2 THEN -3 ELSE -2 END WHERE id IN (2, 3);"
            "UPDATE audit_entries SET id = -id WHERE id < 0",
            2,
            id="two exchanged",
        ),
    ],
)
def test_rewriting_breaks_the_chain_where_it_happened(
    app: Flask, statement: str, broken: int
) -> None:
    log_of(app, 4)

    first, _, second = statement.partition(";")
    without_guards(app, first)
    if second:
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(text(second))

    with app.app_context():
        assert first_broken_entry() == broken


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE audit_entries SET actor_name = 'Adam'", id="no update"),
        pytest.param("DELETE FROM audit_entries", id="no delete"),
    ],
)
def test_the_database_refuses_to_rewrite_the_log(app: Flask, statement: str) -> None:
    log_of(app, 1)

    with (
        app.app_context(),
        db.engine.connect() as connection,
        pytest.raises(DBAPIError, match="append-only"),
    ):
        connection.execute(text(statement))


def test_writers_at_the_same_time_keep_one_chain(app: Flask) -> None:
    threads = [Thread(target=log_of, args=(app, 8)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [entry.id for entry in entries(app)] == list(range(1, 33))
    with app.app_context():
        assert first_broken_entry() is None
