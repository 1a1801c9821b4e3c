"""Statements of every request: built once, then handed straight to the driver.

SQLAlchemy readies each execution anew, which takes longer than the database takes to find one row.
Whoever checks in asks five such questions (docs/decisions/0036-one-row-needs-no-transaction.md).
"""

import logging
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlalchemy import Dialect, Select, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import ReturningInsert

from app.core.db import Base, conflict_insert, db

log = logging.getLogger(__name__)

Statement = Select[*tuple[Any, ...]] | ReturningInsert[*tuple[Any, ...]]
Convert = Callable[[Any], Any]


class Prompt:
    """A statement with values by name; it passes the objects of the session by."""

    def __init__(self, statement: Statement, *columns: str) -> None:
        """`columns` are those that an INSERT fills."""
        self._statement = statement
        self._columns = columns
        self._wordings: dict[str, _Wording] = {}

    def rows(self, **given: object) -> list[Any]:
        """The answer, within the transaction of the session: rows with the columns as names.

        Raises:
            DBAPIError: the database refuses, or is gone.
        """
        connection = db.session.connection()
        dialect = connection.dialect
        said = self._wordings.get(dialect.name) or self._worded(dialect)
        values = said.values(given)
        driver: Any = connection.connection.driver_connection
        errors = dialect.loaded_dbapi.Error
        log.debug(said.text)
        try:
            found = driver.execute(said.text, values).fetchall()
        except errors as error:
            if dialect.is_disconnect(error, driver, None):
                connection.invalidate(error)
            raise DBAPIError.instance(said.text, values, error, errors, dialect=dialect) from error
        return said.told(found)

    def row(self, **given: object) -> Any | None:  # noqa: ANN401 - its columns are its names
        """The first row of the answer; None if there is none."""
        found = self.rows(**given)
        return found[0] if found else None

    def _worded(self, dialect: Dialect) -> "_Wording":
        said = self._wordings[dialect.name] = _worded(self._statement, self._columns, dialect)
        return said


def insert_once(table: type[Base], row: Mapping[str, Any]) -> int | None:
    """The number of the new row; None if the database has one that it would contradict."""
    name = db.session.connection().dialect.name
    written = _insert_once(table, name, tuple(row)).row(**row)
    return written.id if written else None


@cache
def _insert_once(table: type[Base], dialect: str, columns: tuple[str, ...]) -> Prompt:
    into = cast("Table", table.__table__)
    statement = conflict_insert(into, dialect).on_conflict_do_nothing().returning(into.c.id)
    return Prompt(statement, *columns)


@dataclass(frozen=True, slots=True)
class _Wording:
    """A statement in the words of one database and its driver."""

    text: str
    #: names of its values; None where the driver takes them by name
    order: Sequence[str] | None
    #: what does not depend on what is given
    fixed: Mapping[str, Any]
    #: name of what is given → how the driver wants it
    wanted: Sequence[tuple[str, Convert | None]]
    #: place in a row → how it is read
    read: Sequence[tuple[int, Convert]]
    make: Callable[[Sequence[Any]], Any]

    def values(self, given: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as the driver has it
        asked = dict(self.fixed)
        for name, convert in self.wanted:
            asked[name] = convert(given[name]) if convert else given[name]
        return [asked[name] for name in self.order] if self.order is not None else asked

    def told(self, found: Sequence[Sequence[Any]]) -> list[Any]:
        rows = []
        for one in found:
            values = list(one)
            for place, convert in self.read:
                values[place] = convert(values[place])
            rows.append(self.make(values))
        return rows


def _worded(statement: Statement, columns: Sequence[str], dialect: Dialect) -> _Wording:
    said = statement.compile(dialect=dialect, column_keys=list(columns) or None)
    assert isinstance(said, SQLCompiler)  # noqa: S101 - what is no DDL is said in SQL
    to_driver = {
        name: (bind, bind.type.dialect_impl(dialect).bind_processor(dialect))
        for bind, name in said.bind_names.items()
    }
    results = list(statement.exported_columns)
    readers = (one.type.dialect_impl(dialect).result_processor(dialect, None) for one in results)
    names = [getattr(one, "key", None) or f"column_{place}" for place, one in enumerate(results)]
    make = cast("Any", namedtuple("Row", names))._make  # noqa: PYI024 - names known only now
    return _Wording(
        said.string,
        said.positiontup,
        {
            name: convert(bind.value) if convert else bind.value
            for name, (bind, convert) in to_driver.items()
            if not bind.required
        },
        [(name, convert) for name, (bind, convert) in to_driver.items() if bind.required],
        [(place, reader) for place, reader in enumerate(readers) if reader],
        make,
    )
