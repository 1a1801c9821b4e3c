"""Commands that change where, as what and how long a person works."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import or_, select

from app.core import audit
from app.core.actors import Actor
from app.core.db import db
from app.people import facts
from app.people.corrections import Stretch, rewrites_past
from app.people.models import Employment, Person, Post, Unit
from app.people.refusals import EmploymentOverlap, EndsBeforeStart, ReasonMissing


@dataclass(frozen=True, slots=True)
class EmploymentTerms:
    """Where, as what and how long somebody works, both days included.

    `fte` is above 0 and at most 2; 1 is full time.
    """

    unit_id: int
    post_id: int
    fte: Decimal
    started_on: date
    ended_on: date | None = None


def add_employment(
    person: Person, terms: EmploymentTerms, reason: str = "", *, by: Actor, today: date
) -> Employment:
    """The person works on these terms.

    Raises:
        EndsBeforeStart: the last day is before the first.
        EmploymentOverlap: the person holds this post at this unit on some of the days already.
        ReasonMissing: days before today are affected, and `reason` is empty.
    """
    db.session.refresh(person, with_for_update=True)
    employment = Employment(person_id=person.id)
    _store(employment, terms)
    db.session.add(employment)
    db.session.flush()
    _log("people.employment_added", employment, {}, _correction(None, terms, reason, today), by=by)
    return employment


def change_employment(
    employment: Employment,
    terms: EmploymentTerms,
    seen: str,
    reason: str = "",
    *,
    by: Actor,
    today: date,
) -> Employment:
    """The employment has these terms.

    Raises:
        ChangedMeanwhile: what is stored is not what the fingerprint `seen` was made of.
        EndsBeforeStart, EmploymentOverlap, ReasonMissing: as for `add_employment`.
    """
    return _change("people.employment_changed", employment, terms, seen, reason, by=by, today=today)


def end_employment(
    employment: Employment,
    last_day: date,
    seen: str,
    reason: str = "",
    *,
    by: Actor,
    today: date,
) -> Employment:
    """The person works there up to and including `last_day`. Raises as `change_employment` does."""
    terms = replace(_terms_of(employment), ended_on=last_day)
    return _change("people.employment_ended", employment, terms, seen, reason, by=by, today=today)


def _change(
    action: str,
    employment: Employment,
    terms: EmploymentTerms,
    seen: str,
    reason: str,
    *,
    by: Actor,
    today: date,
) -> Employment:
    db.session.refresh(employment.person, with_for_update=True)
    db.session.refresh(employment)
    before, terms_before = facts.of_employment(employment), _terms_of(employment)
    facts.demand_unchanged(seen, before)
    if terms == terms_before:
        return employment
    correction = _correction(terms_before, terms, reason, today)
    _store(employment, terms)
    db.session.flush()
    _log(action, employment, before, correction, by=by)
    return employment


def _store(employment: Employment, terms: EmploymentTerms) -> None:
    if terms.ended_on and terms.ended_on < terms.started_on:
        raise EndsBeforeStart(terms.started_on)
    _demand_free(employment, terms)
    employment.unit = db.session.get_one(Unit, terms.unit_id)
    employment.post = db.session.get_one(Post, terms.post_id)
    employment.fte = terms.fte
    employment.started_on, employment.ended_on = terms.started_on, terms.ended_on


def _demand_free(employment: Employment, terms: EmploymentTerms) -> None:
    others = select(Employment).where(
        Employment.person_id == employment.person_id,
        Employment.unit_id == terms.unit_id,
        Employment.post_id == terms.post_id,
        Employment.started_on <= (terms.ended_on or date.max),
        or_(Employment.ended_on.is_(None), Employment.ended_on >= terms.started_on),
    )
    if employment.id is not None:
        others = others.where(Employment.id != employment.id)
    with db.session.no_autoflush:
        other = db.session.scalars(others.order_by(Employment.started_on)).first()
    if other is not None:
        raise EmploymentOverlap(other.started_on, other.ended_on)


def _correction(
    before: EmploymentTerms | None, after: EmploymentTerms, reason: str, today: date
) -> tuple[bool, str]:
    is_correction = rewrites_past(_stretch(before) if before else None, _stretch(after), today)
    if is_correction and not reason:
        raise ReasonMissing
    return is_correction, reason


def _stretch(terms: EmploymentTerms) -> Stretch:
    what = (terms.unit_id, terms.post_id, terms.fte)
    return Stretch(terms.started_on, terms.ended_on, what)


def _terms_of(employment: Employment) -> EmploymentTerms:
    return EmploymentTerms(
        employment.unit_id,
        employment.post_id,
        employment.fte,
        employment.started_on,
        employment.ended_on,
    )


def _log(
    action: str,
    employment: Employment,
    before: facts.Facts,
    correction: tuple[bool, str],
    *,
    by: Actor,
) -> None:
    """The entry is about the person, and names unit and post even where they stay the same."""
    after = facts.of_employment(employment)
    which = {name: (before.get(name), after[name]) for name in ("unit", "post")}
    person, (is_correction, reason) = employment.person, correction
    audit.record(
        action,
        audit.Subject("person", person.id, person.full_name),
        by=by,
        changes={**which, **audit.difference(before, after)},
        is_correction=is_correction,
        reason=reason,
    )
