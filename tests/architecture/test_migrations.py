"""Migrations go up, down and up again, and end where the models are, on both databases."""

import re
from collections import Counter

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from app.cli.database import alembic_config, migrate
from app.core.db import db
from app.models import metadata
from tests.architecture.source import modules
from tests.support.city import City

VERSIONS = [module for module in modules("migrations") if "/versions/" in module.path]


def downgrade(revision: str) -> None:
    """The database of the current application has the older schema of `revision`."""
    with db.engine.connect() as connection:
        command.downgrade(alembic_config(connection), revision)


def rows() -> dict[str, int]:
    """How many rows each table of the current application holds."""
    with db.engine.connect() as connection:
        return {
            name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
            for name in inspect(connection).get_table_names()
        }


def test_the_schema_goes_up_down_and_up_again(app: Flask) -> None:
    with app.app_context():
        downgrade("base")
        assert rows() == {"alembic_version": 0}

        migrate()
        assert rows()["posts"] > 30


def test_a_city_in_use_can_go_all_the_way_down(city: City) -> None:
    with city.app.app_context():
        downgrade("base")
        migrate()

        assert rows()["persons"] == 0


def test_a_step_down_and_up_loses_no_rows(city: City) -> None:
    city.client("kazimierz")  # a session, which hangs on its account
    with city.app.app_context():
        before = rows()

        downgrade("0006")
        migrate()

        assert rows() == before
        assert before["sign_in_sessions"] == 1


def test_a_migration_that_fails_changes_nothing(city: City) -> None:
    with city.app.app_context():
        with db.engine.begin() as connection:
            connection.execute(text("DROP INDEX ix_guesses_bucket_at"))
            connection.execute(text("DROP TABLE guesses"))
        before = rows()

        with pytest.raises(DBAPIError):
            downgrade("base")  # in the middle of which `guesses` cannot be dropped

        assert rows() == before


def test_sqlite_follows_foreign_keys_again_after_a_migration(city: City) -> None:
    with city.app.app_context(), db.engine.connect() as connection:
        command.downgrade(alembic_config(connection), "0006")
        command.upgrade(alembic_config(connection), "head")

        with pytest.raises(DBAPIError, match=r"(?i)foreign key"):
            connection.execute(text("DELETE FROM accounts"))


def test_the_migrated_schema_equals_the_models(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == [], "write a migration for these differences"


def test_migrations_are_one_numbered_line() -> None:
    """Two features that both take the next number are noticed here, not by an operator."""
    script = ScriptDirectory("migrations")
    revisions = [one.revision for one in script.walk_revisions()]

    assert len(script.get_heads()) == 1
    assert sorted(revisions) == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    assert Counter(re.split(r"[/_]", one.path)[2] for one in VERSIONS) == Counter(revisions)


def test_migrations_outlive_the_code_of_today() -> None:
    """None imports from our packages: what they say must not change when those do."""
    importing = [
        one.path
        for one in VERSIONS
        if re.search(
            r"^\s*(from|import) (app|courses|quizzes|certificates|tests)\b", one.text, re.MULTILINE
        )
    ]
    assert importing == []
