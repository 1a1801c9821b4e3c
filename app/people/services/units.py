"""Commands that change the tree of units."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select, update

from app.core import audit
from app.core.actors import Actor
from app.core.db import db
from app.core.folding import fold
from app.people import facts
from app.people.models import Employment, Unit, UnitKind, unit_sort_key
from app.people.refusals import (
    MovedBelowItself,
    ReasonMissing,
    RspoTaken,
    TreeTooDeep,
    UnitNameTaken,
)
from app.people.unit_names import short_name

_MAX_PATH_LENGTH = 200


@dataclass(frozen=True, slots=True)
class UnitDetails:
    """What a unit is called and is; an empty short name is made from the name."""

    kind: UnitKind
    name: str
    short_name: str = ""
    rspo: int | None = None


def create_unit(parent: Unit, details: UnitDetails, *, by: Actor) -> Unit:
    """The unit stands below `parent`.

    Raises:
        RspoTaken: another unit has the number.
        UnitNameTaken: another unit below `parent` has the name.
        TreeTooDeep: there are too many units above it.
    """
    _lock_tree()
    unit = Unit(parent=parent, path="")
    _store(unit, details)
    unit.path = _path_below(parent, unit)
    db.session.flush()
    audit.record(
        "people.unit_added",
        audit.Subject("unit", unit.id, unit.name),
        by=by,
        changes=audit.difference({}, facts.of_unit(unit)),
    )
    return unit


def change_unit(
    unit: Unit,
    parent: Unit | None,
    details: UnitDetails,
    seen: str,
    reason: str = "",
    *,
    by: Actor,
    today: date,
) -> Unit:
    """The unit is called and is this, and stands below `parent` with everything below it.

    Another kind or place changes figures of days gone by, if anybody worked there before today.

    Raises:
        ChangedMeanwhile: what is stored is not what the fingerprint `seen` was made of.
        MovedBelowItself: `parent` is the unit itself or stands below it.
        ReasonMissing: figures of days gone by change, and `reason` is empty.
        RspoTaken, UnitNameTaken, TreeTooDeep: as for `create_unit`.
    """
    _lock_tree()
    db.session.refresh(unit)
    before = facts.of_unit(unit)
    facts.demand_unchanged(seen, before)
    if parent is not None and parent.id != unit.parent_id:
        _move(unit, parent)
    _store(unit, details)
    _log_change(unit, before, reason, by=by, today=today)
    return unit


def _log_change(unit: Unit, before: facts.Facts, reason: str, *, by: Actor, today: date) -> None:
    changes = audit.difference(before, facts.of_unit(unit))
    is_correction = not changes.keys().isdisjoint({"kind", "parent"}) and _had_staff(unit, today)
    if is_correction and not reason:
        raise ReasonMissing
    if changes:
        audit.record(
            "people.unit_changed",
            audit.Subject("unit", unit.id, unit.name),
            by=by,
            changes=changes,
            is_correction=is_correction,
            reason=reason,
        )


def _lock_tree() -> None:
    """Nobody else changes the tree before this transaction ends: two moves could make a ring."""
    db.session.execute(select(Unit.id).where(Unit.parent_id.is_(None)).with_for_update())


def _store(unit: Unit, details: UnitDetails) -> None:
    parent_id = unit.parent.id if unit.parent else None
    with db.session.no_autoflush:
        _demand_new_name(unit.id, parent_id, details.name)
        _demand_new_rspo(unit.id, details.rspo)
        unit.kind, unit.rspo = details.kind, details.rspo
        unit.rename(details.name, details.short_name or short_name(details.name))
        db.session.add(unit)
    db.session.flush()


def _demand_new_rspo(unit_id: int | None, rspo: int | None) -> None:
    if rspo is None:
        return
    other = db.session.scalars(select(Unit).where(Unit.rspo == rspo)).one_or_none()
    if other is not None and other.id != unit_id:
        raise RspoTaken(rspo, other.short_name)


def _demand_new_name(unit_id: int | None, parent_id: int | None, name: str) -> None:
    alike = select(Unit.id, Unit.name).where(
        Unit.parent_id == parent_id, Unit.sort_key == unit_sort_key(name)
    )
    for other_id, other_name in db.session.execute(alike):
        if other_id != unit_id and fold(other_name) == fold(name):
            raise UnitNameTaken


def _path_below(parent: Unit, unit: Unit) -> str:
    path = f"{parent.path}{unit.id}."
    if len(path) > _MAX_PATH_LENGTH:
        raise TreeTooDeep
    return path


def _move(unit: Unit, parent: Unit) -> None:
    """The unit stands below `parent`, and the paths of all below it say so."""
    db.session.refresh(parent)
    if parent.path.startswith(unit.path):
        raise MovedBelowItself
    old, new = unit.path, _path_below(parent, unit)
    below = select(func.max(func.length(Unit.path))).where(Unit.below(old))
    if db.session.scalars(below).one() - len(old) + len(new) > _MAX_PATH_LENGTH:
        raise TreeTooDeep
    moved = (
        update(Unit).where(Unit.below(old)).values(path=new + func.substr(Unit.path, len(old) + 1))
    )
    db.session.execute(moved, execution_options={"synchronize_session": False})
    db.session.expire_all()
    unit.parent = parent


def _had_staff(unit: Unit, today: date) -> bool:
    staff = exists().where(
        Employment.unit_id == Unit.id, Unit.below(unit.path), Employment.started_on < today
    )
    return bool(db.session.scalar(select(staff)))
