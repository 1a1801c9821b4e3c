"""Commands that change when a person is away. Why is nobody's business, and is not stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from app.core import audit
from app.core.actors import Actor
from app.core.db import db
from app.people import facts
from app.people.corrections import Stretch, changes_time_away, rewrites_past
from app.people.models import Absence, Person, Unit
from app.people.refusals import AbsenceOverlap, EndsBeforeStart, ReasonMissing


@dataclass(frozen=True, slots=True)
class AbsenceTerms:
    """From when to when somebody is away, both included; from all work where no unit is named."""

    started_on: date
    ended_on: date | None = None
    unit_id: int | None = None


def add_absence(
    person: Person, terms: AbsenceTerms, reason: str = "", *, by: Actor, today: date
) -> Absence:
    """The person is away; `reason` is that of a correction.

    Raises:
        EndsBeforeStart: the last day is before the first.
        AbsenceOverlap: the person is away from the same on some of the days already.
        ReasonMissing: days before today are affected, and `reason` is empty.
    """
    db.session.refresh(person, with_for_update=True)
    absence = Absence(person_id=person.id)
    correction = _correction(absence, terms, reason, today)
    _store(absence, terms)
    db.session.add(absence)
    db.session.flush()
    _log("people.absence_added", person, ({}, facts.of_absence(absence)), correction, by=by)
    return absence


def change_absence(
    absence: Absence,
    terms: AbsenceTerms,
    seen: str,
    reason: str = "",
    *,
    by: Actor,
    today: date,
) -> Absence:
    """The absence has these days and this unit.

    Raises:
        ChangedMeanwhile: what is stored is not what the fingerprint `seen` was made of.
        EndsBeforeStart, AbsenceOverlap, ReasonMissing: as for `add_absence`.
    """
    before, terms_before = _locked(absence, seen)
    if terms == terms_before:
        return absence
    correction = _correction(absence, terms, reason, today)
    _store(absence, terms)
    db.session.flush()
    after = facts.of_absence(absence)
    _log("people.absence_changed", absence.person, (before, after), correction, by=by)
    return absence


def remove_absence(
    absence: Absence, seen: str, reason: str = "", *, by: Actor, today: date
) -> Person:
    """The absence was entered by mistake and is gone. Raises as `change_absence` does."""
    before, _terms = _locked(absence, seen)
    person = absence.person
    correction = _correction(absence, None, reason, today)
    db.session.delete(absence)
    db.session.flush()
    _log("people.absence_removed", person, (before, {}), correction, by=by)
    return person


def _locked(absence: Absence, seen: str) -> tuple[facts.Facts, AbsenceTerms]:
    db.session.refresh(absence.person, with_for_update=True)
    db.session.refresh(absence)
    before = facts.of_absence(absence)
    facts.demand_unchanged(seen, before)
    return before, _terms_of(absence)


def _store(absence: Absence, terms: AbsenceTerms) -> None:
    if terms.ended_on and terms.ended_on < terms.started_on:
        raise EndsBeforeStart(terms.started_on)
    _demand_free(absence, terms)
    absence.unit = db.session.get_one(Unit, terms.unit_id) if terms.unit_id else None
    absence.started_on, absence.ended_on = terms.started_on, terms.ended_on


def _demand_free(absence: Absence, terms: AbsenceTerms) -> None:
    others = select(Absence).where(
        Absence.person_id == absence.person_id,
        Absence.unit_id.is_not_distinct_from(terms.unit_id),
        Absence.started_on <= (terms.ended_on or date.max),
        or_(Absence.ended_on.is_(None), Absence.ended_on >= terms.started_on),
    )
    if absence.id is not None:
        others = others.where(Absence.id != absence.id)
    other = db.session.scalars(others.order_by(Absence.started_on)).first()
    if other is not None:
        raise AbsenceOverlap(other.started_on, other.ended_on)


def _correction(
    absence: Absence, after: AbsenceTerms | None, reason: str, today: date
) -> tuple[bool, str]:
    """Whether the absence on these terms is a correction, and why; None: it is there no more."""
    stored = {one.id: _stretch(_terms_of(one)) for one in _of_person(absence.person_id)}
    before = stored.get(absence.id)
    rest = [one for number, one in stored.items() if number != absence.id]
    changed = _stretch(after) if after else None
    is_rewritten = rewrites_past(before, changed, today)
    if is_rewritten and not reason:
        raise ReasonMissing
    is_longer = changes_time_away(stored.values(), [*rest, *filter(None, [changed])], today)
    return is_rewritten or is_longer, reason


def _of_person(person_id: int) -> Iterable[Absence]:
    with db.session.no_autoflush:
        return db.session.scalars(select(Absence).where(Absence.person_id == person_id)).all()


def _terms_of(absence: Absence) -> AbsenceTerms:
    return AbsenceTerms(absence.started_on, absence.ended_on, absence.unit_id)


def _stretch(terms: AbsenceTerms) -> Stretch:
    return Stretch(terms.started_on, terms.ended_on, (terms.unit_id,))


def _log(
    action: str,
    person: Person,
    stored: tuple[facts.Facts, facts.Facts],
    correction: tuple[bool, str],
    *,
    by: Actor,
) -> None:
    """The entry is about the person, and says of which absence even what stays the same."""
    (before, after), (is_correction, reason) = stored, correction
    audit.record(
        action,
        audit.Subject("person", person.id, person.full_name),
        by=by,
        changes={name: (before.get(name), after.get(name)) for name in before or after},
        is_correction=is_correction,
        reason=reason,
    )
