"""Answers about one unit."""

from itertools import accumulate

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.core.errors import NotFound
from app.people.models import Unit

#: asked on every page of a unit, so built once
_UNIT = select(Unit).where(Unit.id == bindparam("unit_id")).options(joinedload(Unit.parent))


def unit_or_404(unit_id: int) -> Unit:
    """The unit with this number, and the one above it at hand.

    Raises:
        NotFound: there is none.
    """
    unit = db.session.scalars(_UNIT, {"unit_id": unit_id}).one_or_none()
    if unit is None:
        raise NotFound
    return unit


def stands_above(paths: tuple[str, ...]) -> ColumnElement[bool]:
    """SQL: the unit stands at one of these paths or above it."""
    steps = ([f"{number}." for number in path.split(".")[:-1]] for path in paths)
    return Unit.path.in_({path for ways in steps for path in accumulate(ways)})


def top_unit(paths: tuple[str, ...]) -> Unit:
    """The highest unit at or below these paths; the first by name of several.

    Raises:
        NotFound: there are no paths.
    """
    unit = db.session.scalars(top_unit_of(paths)).one_or_none()
    if unit is None:
        raise NotFound
    return unit


def top_unit_of(paths: tuple[str, ...]) -> Select[Unit]:
    """SQL: the same, no row without paths; for a question that asks for more at once."""
    depth = min((path.count(".") for path in paths), default=0)
    highest = [path for path in paths if path.count(".") == depth]
    is_highest = Unit.parent_id.is_(None) if "" in highest else Unit.path.in_(highest)
    return select(Unit).where(is_highest).order_by(Unit.sort_key, Unit.id).limit(1)
