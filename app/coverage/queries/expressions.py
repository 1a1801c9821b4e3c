"""Pieces of SQL: what the two databases say differently, and a condition as a number."""

from sqlalchemy import ColumnElement, Integer, String, case
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class day_number(FunctionElement[int]):  # noqa: N801 - reads as the function it is in SQL
    """SQL: a date as a number that grows by one a day."""

    name = "day_number"
    type = Integer()
    inherit_cache = True


@compiles(day_number, "postgresql")
def _days_of_postgresql(element: day_number, compiler: SQLCompiler, **given: object) -> str:
    return f"(CAST({compiler.process(element.clauses, **given)} AS DATE) - DATE '2000-01-01')"


@compiles(day_number, "sqlite")
def _days_of_sqlite(element: day_number, compiler: SQLCompiler, **given: object) -> str:
    return f"CAST(julianday({compiler.process(element.clauses, **given)}) + 0.5 AS INTEGER)"


class before_dot(FunctionElement[str]):  # noqa: N801 - reads as the function it is in SQL
    """SQL: the text up to its first dot."""

    name = "before_dot"
    type = String()
    inherit_cache = True


@compiles(before_dot, "postgresql")
def _before_dot_of_postgresql(element: before_dot, compiler: SQLCompiler, **given: object) -> str:
    return f"split_part({compiler.process(element.clauses, **given)}, '.', 1)"


@compiles(before_dot, "sqlite")
def _before_dot_of_sqlite(element: before_dot, compiler: SQLCompiler, **given: object) -> str:
    whole = compiler.process(element.clauses, **given)
    return f"substr({whole}, 1, instr({whole}, '.') - 1)"


def flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """SQL: 1 where the condition holds, else 0."""
    return case((condition, 1), else_=0)
