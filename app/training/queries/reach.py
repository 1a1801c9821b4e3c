"""Whose completions an actor may know: of people whom the units within reach employ or employed."""

from sqlalchemy import ColumnElement, exists, select

from app.core.db import db
from app.people.models import Employment, Unit
from app.training.models.completions import Completion


def of_units(paths: tuple[str, ...]) -> ColumnElement[bool]:
    """SQL: the completion is of somebody who ever worked at or below one of these paths.

    The same rule as `Completion.scope_paths`, which the gate asks.
    """
    return exists().where(
        Employment.person_id == Completion.person_id,
        Employment.unit_id == Unit.id,
        Unit.below(*paths),
    )


def units_within(paths: tuple[str, ...]) -> list[Unit]:
    """Every unit at or below these paths, in order of names."""
    wanted = select(Unit).where(Unit.below(*paths)).order_by(Unit.sort_key, Unit.id)
    return list(db.session.scalars(wanted))
