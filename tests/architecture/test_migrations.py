"""Migrations go up, down and up again, and end where the models are, on both databases."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from app.cli.database import alembic_config, migrate
from app.core.db import db
from app.models import metadata


def test_the_schema_goes_up_down_and_up_again(app: Flask) -> None:
    with app.app_context():
        with db.engine.connect() as connection:
            command.downgrade(alembic_config(connection), "base")
        migrate()
        with db.engine.connect() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM posts").scalar_one() > 30


def test_the_migrated_schema_equals_the_models(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == [], "write a migration for these differences"
