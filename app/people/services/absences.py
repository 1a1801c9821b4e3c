"""Commands that change when a person is away. Why is nobody's business, and is not stored."""

from datetime import date

from sqlalchemy import or_, select

from app.core import audit
from app.core.db import db
from app.core.permissions import Actor
from app.people import facts
from app.people.corrections import Stretch, rewrites_past
from app.people.models import Absence, Person
from app.people.refusals import AbsenceOverlap, EndsBeforeStart, ReasonMissing


def add_absence(
    person: Person,
    started_on: date,
    ended_on: date | None,
    reason: str = "",
    *,
    by: Actor,
    today: date,
) -> Absence:
    """The person is away from one day to another, both included; `reason` is that of a correction.

    Raises:
        EndsBeforeStart: the last day is before the first.
        AbsenceOverlap: the person is away on some of the days already.
        ReasonMissing: days before today are affected, and `reason` is empty.
    """
    db.session.refresh(person, with_for_update=True)
    absence = Absence(person_id=person.id, started_on=started_on, ended_on=ended_on)
    _demand_free(absence)
    db.session.add(absence)
    db.session.flush()
    after = facts.of_absence(absence)
    _log("people.absence_added", person, {}, after, reason, by=by, today=today)
    return absence


def change_absence(
    absence: Absence,
    started_on: date,
    ended_on: date | None,
    seen: str,
    reason: str = "",
    *,
    by: Actor,
    today: date,
) -> Absence:
    """The absence lasts from one day to another.

    Raises:
        ChangedMeanwhile: what is stored is not what the fingerprint `seen` was made of.
        EndsBeforeStart, AbsenceOverlap, ReasonMissing: as for `add_absence`.
    """
    before = _locked(absence, seen)
    absence.started_on, absence.ended_on = started_on, ended_on
    after = facts.of_absence(absence)
    if before != after:
        with db.session.no_autoflush:
            _demand_free(absence)
        db.session.flush()
        _log("people.absence_changed", absence.person, before, after, reason, by=by, today=today)
    return absence


def remove_absence(
    absence: Absence, seen: str, reason: str = "", *, by: Actor, today: date
) -> Person:
    """The absence was entered by mistake and is gone. Raises as `change_absence` does."""
    before = _locked(absence, seen)
    person = absence.person
    db.session.delete(absence)
    db.session.flush()
    _log("people.absence_removed", person, before, {}, reason, by=by, today=today)
    return person


def _locked(absence: Absence, seen: str) -> facts.Facts:
    db.session.refresh(absence.person, with_for_update=True)
    db.session.refresh(absence)
    before = facts.of_absence(absence)
    facts.demand_unchanged(seen, before)
    return before


def _demand_free(absence: Absence) -> None:
    if absence.ended_on and absence.ended_on < absence.started_on:
        raise EndsBeforeStart(absence.started_on)
    others = select(Absence).where(
        Absence.person_id == absence.person_id,
        Absence.started_on <= (absence.ended_on or date.max),
        or_(Absence.ended_on.is_(None), Absence.ended_on >= absence.started_on),
    )
    if absence.id is not None:
        others = others.where(Absence.id != absence.id)
    other = db.session.scalars(others.order_by(Absence.started_on)).first()
    if other is not None:
        raise AbsenceOverlap(other.started_on, other.ended_on)


def _log(
    action: str,
    person: Person,
    before: facts.Facts,
    after: facts.Facts,
    reason: str,
    *,
    by: Actor,
    today: date,
) -> None:
    is_correction = rewrites_past(_stretch(before), _stretch(after), today)
    if is_correction and not reason:
        raise ReasonMissing
    audit.record(
        action,
        audit.Subject("person", person.id, person.full_name),
        by=by,
        changes={name: (before.get(name), after.get(name)) for name in (*before, *after)},
        is_correction=is_correction,
        reason=reason,
    )


def _stretch(stored: facts.Facts) -> Stretch | None:
    match stored:
        case {"started_on": date() as first, "ended_on": (date() | None) as last}:
            return Stretch(first, last)
    return None
