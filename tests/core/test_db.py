"""A transaction is all or nothing, begins afresh, and is the only thing that makes writes last."""

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import pytest
from flask import Flask
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.pool import NullPool

from app.core.db import after_commit, db, row_by_row, transaction
from app.people.models import Person
from tests.support.city import add_person


def add(name: str) -> Person:
    """Somebody with this surname is about to be stored."""
    return add_person("Jan", name, f"{name.lower()}@szkoly.example")


def stored(app: Flask) -> list[str]:
    """The surnames that everybody else sees."""
    with app.app_context(), db.engine.connect() as connection:
        return list(connection.scalars(select(Person.last_name).order_by(Person.id)))


def in_thread(app: Flask, work: Callable[[], None]) -> Thread:
    """Another request is at work."""

    def run() -> None:
        with app.app_context():
            work()

    thread = Thread(target=run)
    thread.start()
    return thread


def test_everything_written_inside_lasts(app: Flask) -> None:
    with app.app_context(), transaction():
        add("Nowak")
        add("Lis")

    assert stored(app) == ["Nowak", "Lis"]


def test_nothing_lasts_when_something_fails(app: Flask) -> None:
    def fail() -> None:
        with transaction():
            add("Nowak")
            raise KeyError

    with app.app_context(), pytest.raises(KeyError):
        fail()

    assert stored(app) == []


def test_a_row_that_the_database_refuses_takes_the_others_along(app: Flask) -> None:
    def twice() -> None:
        with transaction():
            add("Nowak")
            add("Nowak")

    with app.app_context(), pytest.raises(IntegrityError):
        twice()

    assert stored(app) == []


def test_what_is_written_outside_is_lost(app: Flask) -> None:
    with app.app_context():
        add("Nowak")
        with transaction():
            add("Lis")
        add("Zając")

    assert stored(app) == ["Lis"]


def test_row_by_row_each_row_lasts_and_a_transaction_inside_is_still_whole(app: Flask) -> None:
    def fail() -> None:
        add("Nowak")
        db.session.flush()
        assert stored(app) == ["Nowak"]
        with transaction():
            add("Lis")
            db.session.flush()
            raise KeyError

    with app.app_context(), pytest.raises(KeyError), row_by_row():
        fail()

    assert stored(app) == ["Nowak"]


def test_afterwards_what_is_written_outside_is_lost_again(app: Flask) -> None:
    with app.app_context():
        with row_by_row():
            add("Nowak")
            db.session.flush()
        add("Lis")
        db.session.flush()

    assert stored(app) == ["Nowak"]


def test_what_was_read_before_is_read_again(app: Flask) -> None:
    with app.app_context():
        with transaction():
            person = add("Nowak")
        with db.engine.begin() as somebody_else:
            somebody_else.execute(text("UPDATE persons SET first_name = 'Ewa'"))
        assert person.first_name == "Jan"

        with transaction():
            assert person.first_name == "Ewa"


def test_one_transaction_does_not_stand_inside_another(app: Flask) -> None:
    def nested() -> None:
        with transaction():
            add("Nowak")
            with transaction():
                add("Lis")

    with app.app_context(), pytest.raises(RuntimeError, match="open already"):
        nested()

    assert stored(app) == []


def test_a_transaction_may_follow_another_that_failed(app: Flask) -> None:
    with app.app_context():
        with suppress(KeyError), transaction():
            raise KeyError
        with transaction():
            add("Nowak")

    assert stored(app) == ["Nowak"]


def test_a_writer_waits_for_another(app: Flask) -> None:
    has_begun, may_end = Event(), Event()

    def slow() -> None:
        with transaction():
            add("Nowak")
            has_begun.set()
            may_end.wait(10)

    def quick() -> None:
        with transaction():
            add("Lis")

    first = in_thread(app, slow)
    has_begun.wait(10)
    second = in_thread(app, quick)
    second.join(0.3)
    may_end.set()
    first.join(10)
    second.join(10)

    assert set(stored(app)) == {"Nowak", "Lis"}


def test_whoever_has_read_may_still_write_after_others_have_written(app: Flask) -> None:
    def somebody_else() -> None:
        with transaction():
            add("Nowak")

    with app.app_context():
        assert db.session.scalars(select(Person)).all() == []
        in_thread(app, somebody_else).join(10)
        with transaction():
            add("Lis")

    assert set(stored(app)) == {"Nowak", "Lis"}


def test_what_is_due_after_the_commit_finds_it_done(app: Flask) -> None:
    seen: list[list[str]] = []
    with app.app_context(), transaction():
        after_commit(lambda: seen.append(stored(app)))
        add("Nowak")
        assert seen == []

    assert seen == [["Nowak"]]


def test_what_is_due_after_the_commit_is_dropped_when_it_fails(app: Flask) -> None:
    done: list[str] = []
    with app.app_context():
        with suppress(KeyError), transaction():
            after_commit(lambda: done.append("mail"))
            raise KeyError
        with transaction():
            add("Nowak")

    assert done == []


def test_what_fails_after_the_commit_is_logged_and_the_rest_is_done(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []
    with app.app_context(), transaction():
        add("Nowak")
        after_commit(lambda: Path("/nowhere/at/all").unlink())
        after_commit(lambda: done.append("mail"))

    assert done == ["mail"]
    assert stored(app) == ["Nowak"]
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_connection_that_was_cut_while_it_rested_is_replaced(
    app: Flask, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.core.db._REST_SECONDS", 0)
    with app.app_context():
        pid = db.session.scalar(text("SELECT pg_backend_pid()"))
        db.session.rollback()
        with create_engine(database_url, poolclass=NullPool).connect() as somebody:
            somebody.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        assert db.session.scalar(text("SELECT pg_backend_pid()")) != pid


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_was_prepared_stays_so_when_a_transaction_is_rolled_back(app: Flask) -> None:
    asked = text("SELECT count(*) FROM pg_prepared_statements WHERE from_sql = false")
    with app.app_context():
        for _ in range(8):
            prepared = db.session.scalar(asked)
            db.session.rollback()
    assert prepared == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_failed_transaction_is_rolled_back_like_any_other(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(ProgrammingError):
            db.session.execute(text("SELECT nothing FROM nowhere"))
        db.session.rollback()
        assert db.session.scalar(text("SELECT 1")) == 1
