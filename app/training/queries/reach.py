"""Whose completions an actor may know: of people whom the units within reach employ or employed."""

from sqlalchemy import ColumnElement, exists

from app.people.models import Employment, Unit
from app.training.models import Completion


def of_units(paths: tuple[str, ...]) -> ColumnElement[bool]:
    """SQL: the completion is of somebody who ever worked at or below one of these paths.

    The same rule as `Completion.scope_paths`, which the gate asks.
    """
    return exists().where(
        Employment.person_id == Completion.person_id,
        Employment.unit_id == Unit.id,
        Unit.below(*paths),
    )
