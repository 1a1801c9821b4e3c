"""The schema keeps its own rules: what it names, what it indexes, what fits into its columns."""

import pytest
from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    inspect,
)
from sqlalchemy.schema import ColumnCollectionConstraint

from app.core.db import Coded, db
from app.models import metadata
from tests.support.city import City

TABLES = list(metadata.tables.values())
LONGEST_CODE = 30  # as app.core.db.Coded has it, and every migration


def named(table: Table) -> pytest.ParameterSet:
    """The table, called by its name in the report."""
    return pytest.param(table, id=table.name)


every_table = pytest.mark.parametrize("table", [named(table) for table in TABLES])


def columns(thing: Index | ColumnCollectionConstraint) -> tuple[str, ...]:
    """The columns of an index or a constraint, in their order."""
    return tuple(column.name for column in thing.columns)


def foreign_keys(table: Table) -> list[ForeignKeyConstraint]:
    """In a fixed order."""
    keys = [one for one in table.constraints if isinstance(one, ForeignKeyConstraint)]
    return sorted(keys, key=columns)


@every_table
def test_every_table_has_a_primary_key(table: Table) -> None:
    assert list(table.primary_key.columns)


@every_table
def test_every_constraint_has_a_name(table: Table) -> None:
    """One that has none cannot be dropped by a migration."""
    assert [constraint for constraint in table.constraints if not constraint.name] == []


@every_table
def test_every_foreign_key_is_indexed(table: Table) -> None:
    """Alone or in front, so that whoever looks from the other side does not read the table."""
    unique = (UniqueConstraint, PrimaryKeyConstraint)
    indexed = [
        *(columns(one) for one in table.constraints if isinstance(one, unique)),
        *(columns(one) for one in table.indexes if not one.dialect_kwargs),  # not the partial ones
    ]
    keys = [columns(one) for one in foreign_keys(table)]

    assert [key for key in keys if not any(one[: len(key)] == key for one in indexed)] == []


@every_table
def test_every_foreign_key_says_what_a_removal_does(table: Table) -> None:
    keys = foreign_keys(table)

    assert [key.name for key in keys if key.ondelete not in {"RESTRICT", "CASCADE"}] == []


@every_table
def test_every_code_fits_its_column(table: Table) -> None:
    """SQLite would take a longer one, PostgreSQL would not."""
    too_long = [
        f"{column.name}: {code.value}"
        for column in table.columns
        if isinstance(column.type, Coded)
        for code in column.type.codes
        if len(code.value) > LONGEST_CODE
    ]
    assert too_long == []


def test_the_database_knows_constraints_by_the_names_of_the_models(city: City) -> None:
    with city.app.app_context():
        inspector = inspect(db.engine)
        found = {
            table.name: {one["name"] for one in inspector.get_check_constraints(table.name)}
            for table in TABLES
        }
    expected = {
        table.name: {str(one.name) for one in table.constraints if isinstance(one, CheckConstraint)}
        for table in TABLES
    }
    assert found == expected
