"""Two entries of one human become one: whatever either says is said of the one that stays."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import selectinload

from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.core.events import person_merged
from app.core.permissions import Permission, allows
from app.people import facts
from app.people.corrections import Stretch
from app.people.models import Absence, Employment, Person
from app.people.overlaps import uncovered
from app.people.refusals import MergedAlready, MergedWithItself, MergeOutOfReach


def merge(gone_id: int, into_id: int, reason: str, *, by: Actor, at: datetime) -> Person:
    """Everything that was kept about the first is kept about the second, who is returned.

    The first stays as an entry that leads to the second and is listed nowhere. Days that both
    record of the same work, or of the same absence, are kept once; what is not kept twice stands
    in the log. Published figures stay as they are.

    Raises:
        MergedWithItself, MergedAlready, MergeOutOfReach
        Refusal: of a receiver of `person_merged`, see there.
    """
    gone, into = _held(gone_id, into_id)
    _demand_reach(gone, by)
    _demand_reach(into, by)
    gone.merged_into_id = into.id
    earlier = update(Person).where(Person.merged_into_id == gone.id)
    db.session.execute(earlier.values(merged_into_id=into.id))
    db.session.flush()
    dropped = [*_move_absences(gone, into), *_move_employments(gone, into)]
    person_merged.send(gone, into=into, by=by, at=at)
    db.session.flush()
    _record(gone, into, dropped, reason, by)
    db.session.expire_all()
    return into


def _held(gone_id: int, into_id: int) -> tuple[Person, Person]:
    """Both as they are now; nobody else changes or merges them before this transaction ends."""
    if gone_id == into_id:
        raise MergedWithItself
    wanted = (
        select(Person)
        .where(Person.id.in_([gone_id, into_id]), Person.merged_into_id.is_(None))
        .order_by(Person.id)
        .with_for_update(of=Person)
        .options(selectinload(Person.employments).joinedload(Employment.unit))
        .execution_options(populate_existing=True)
    )
    found = {one.id: one for one in db.session.scalars(wanted)}
    if len(found) != 2:  # noqa: PLR2004 - both
        raise MergedAlready
    return found[gone_id], found[into_id]


def _demand_reach(person: Person, by: Actor) -> None:
    """A merge changes figures wherever the person works or worked."""
    if not all(allows(by, Permission.PERSON_MERGE, one) for one in person.employments):
        raise MergeOutOfReach


def _move_employments(gone: Person, into: Person) -> list[str]:
    """All work is that of `into`, no day of one post at one unit twice; what was dropped."""
    dropped = []
    held = [(one.unit_id, one.post_id, _stretch(one)) for one in into.employments]
    for job in list(gone.employments):
        same = [days for *work, days in held if work == [job.unit_id, job.post_id]]
        pieces = uncovered(_stretch(job), same)
        if pieces != [_stretch(job)]:
            dropped.append(_said(facts.of_employment(job)))
        _store_pieces(job, pieces, into)
    return dropped


def _store_pieces(job: Employment, pieces: Sequence[Stretch], into: Person) -> None:
    """The employment is of `into` in its first piece; others are employments of their own."""
    if not pieces:
        db.session.delete(job)
        return
    job.person_id = into.id
    job.started_on, job.ended_on = pieces[0].started_on, pieces[0].ended_on
    for piece in pieces[1:]:
        db.session.add(
            Employment(
                person_id=into.id,
                unit_id=job.unit_id,
                post_id=job.post_id,
                fte=job.fte,
                started_on=piece.started_on,
                ended_on=piece.ended_on,
            )
        )


def _move_absences(gone: Person, into: Person) -> list[str]:
    """All days away are those of `into`; what was said otherwise before."""
    every = {job.unit_id for person in (gone, into) for job in person.employments}
    wanted: list[tuple[int | None, Stretch]] = []
    for person in (into, gone):
        for absence in person.absences:
            for unit_id in _away_from(absence, person, every):
                same = [days for unit, days in wanted if unit == unit_id]
                pieces = uncovered(Stretch(absence.started_on, absence.ended_on), same)
                wanted += [(unit_id, piece) for piece in pieces]
    return _rewrite_absences([*into.absences, *gone.absences], wanted, into)


def _away_from(absence: Absence, person: Person, every: set[int]) -> Sequence[int | None]:
    """The units, None for all: "all work" meant the work that this entry knew of."""
    own = {job.unit_id for job in person.employments}
    if absence.unit_id is not None or not own or own == every:
        return (absence.unit_id,)
    return sorted(own)


def _rewrite_absences(
    rows: Sequence[Absence], wanted: Sequence[tuple[int | None, Stretch]], into: Person
) -> list[str]:
    missing, dropped = list(wanted), []
    for row in rows:
        said = (row.unit_id, Stretch(row.started_on, row.ended_on))
        if said in missing:
            missing.remove(said)
            row.person_id = into.id
        else:
            dropped.append(_said(facts.of_absence(row)))
            db.session.delete(row)
    db.session.flush()
    for unit_id, days in missing:
        absence = Absence(person_id=into.id, unit_id=unit_id)
        absence.started_on, absence.ended_on = days.started_on, days.ended_on
        db.session.add(absence)
    return dropped


def _stretch(job: Employment) -> Stretch:
    return Stretch(job.started_on, job.ended_on)


def _said(known: facts.Facts) -> str:
    return ", ".join(str(value) for value in known.values() if value is not None)


def _record(gone: Person, into: Person, dropped: Sequence[str], reason: str, by: Actor) -> None:
    changes: dict[str, tuple[object, object]] = {
        "merged": (None, f"{gone.full_name}, {gone.email} ({gone.id})")
    }
    if dropped:
        changes["kept_once"] = (None, "; ".join(dropped))
    audit.record(
        "people.persons_merged",
        Subject("person", into.id, into.full_name),
        by=by,
        changes=changes,
        is_correction=True,
        reason=reason,
    )
