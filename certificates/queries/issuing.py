"""What is needed to write a certificate: who worked where, and who issues it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from app.core.db import db
from app.people.models import Employment, Person, Unit, UnitKind
from app.training.models.completions import Completion
from app.training.models.trainings import TrainingVersion
from certificates.models import Certificate

# asked once for each certificate of an online course, so built once
_HELD = (
    select(Completion)
    .where(Completion.id.in_(bindparam("ids", expanding=True)))
    .order_by(Completion.id)
    .with_for_update(of=Completion)
    .execution_options(populate_existing=True)
    .options(
        joinedload(Completion.person).joinedload(Person.employments).joinedload(Employment.unit),
        joinedload(Completion.version).joinedload(TrainingVersion.training),
    )
)
_KNOWN = select(Certificate).where(Certificate.completion_id.in_(bindparam("ids", expanding=True)))
_OFFICES = (
    select(Unit.id, Unit.parent_id, Unit.kind, Unit.name)
    .where(
        Unit.id.in_(bindparam("above", expanding=True))
        | (
            Unit.parent_id.in_(bindparam("above", expanding=True))
            & (Unit.kind == UnitKind.SHARED_SERVICE_CENTRE)
        )
    )
    .order_by(Unit.sort_key, Unit.id)
)


def held_completions(ids: Sequence[int]) -> dict[int, Completion]:
    """The completions as they are now, by number; nobody else decides about them meanwhile.

    Each has its person with her employments, and its training, at hand.
    """
    held = db.session.scalars(_HELD, {"ids": list(ids)}).unique()
    return {completion.id: completion for completion in held}


def certificates_for(completion_ids: Iterable[int]) -> dict[int, Certificate]:
    """The certificates that these completions have, by the number of the completion."""
    known = db.session.scalars(_KNOWN, {"ids": list(completion_ids)})
    return {certificate.completion_id: certificate for certificate in known}


def schools_on(person: Person, day: date) -> list[Unit]:
    """The units where the person worked on that day, by name."""
    units = {one.unit_id: one.unit for one in person.employments if one.is_active(day)}
    return sorted(units.values(), key=lambda unit: (unit.sort_key, unit.id))


def issuers(paths: Iterable[str]) -> Mapping[str, str]:
    """For each path of a unit the name of who issues certificates there.

    That is the nearest shared services centre above the unit or beside one above it, else the root.
    """
    wanted = set(paths)
    above = sorted({number for path in wanted for number in _numbers(path)})
    units = db.session.execute(_OFFICES, {"above": above}).all()
    roots = {unit.id: unit.name for unit in units if unit.parent_id is None}
    centres = [unit for unit in units if unit.kind is UnitKind.SHARED_SERVICE_CENTRE]
    found: dict[str, str] = {}
    for path in wanted:
        line = _numbers(path)
        near = [one for one in centres if one.id in line or one.parent_id in line]
        near.sort(key=lambda one: line.index(one.id if one.id in line else one.parent_id))
        found[path] = near[-1].name if near else roots[line[0]]
    return found


def _numbers(path: str) -> list[int]:
    """The numbers of the units from the root down to the one with this path."""
    return [int(number) for number in path.split(".") if number]
