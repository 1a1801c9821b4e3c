"""Commands that change who a person is."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import IntegrityError

from app.core import audit
from app.core.actors import Actor
from app.core.db import db
from app.people import facts
from app.people.models import Person, name_keys
from app.people.refusals import AddressTaken
from app.people.services.employments import EmploymentTerms, add_employment


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """How a person is called, and the address the person is known by."""

    first_name: str
    last_name: str
    email: str


def add_person(
    details: PersonDetails,
    employment: EmploymentTerms,
    reason: str = "",
    *,
    by: Actor,
    today: date,
) -> Person:
    """The person is known, and employed: somebody without employment would be nobody's.

    Raises:
        AddressTaken: another person has the address.
        ReasonMissing: the employment began before today, and nothing says why it is late.
    """
    person = Person(employments=[], absences=[])
    _store(person, details)
    audit.record(
        "people.person_added",
        audit.Subject("person", person.id, person.full_name),
        by=by,
        changes=audit.difference({}, facts.of_person(person)),
    )
    add_employment(person, employment, reason, by=by, today=today)
    return person


def change_person(person: Person, details: PersonDetails, seen: str, *, by: Actor) -> Person:
    """The person has this name and address.

    Raises:
        ChangedMeanwhile: what is stored is not what the fingerprint `seen` was made of.
        AddressTaken: another person has the address.
    """
    db.session.refresh(person, with_for_update=True)
    before = facts.of_person(person)
    facts.demand_unchanged(seen, before)
    _store(person, details)
    changes = audit.difference(before, facts.of_person(person))
    if changes:
        audit.record(
            "people.person_changed",
            audit.Subject("person", person.id, person.full_name),
            by=by,
            changes=changes,
        )
    return person


def _store(person: Person, details: PersonDetails) -> None:
    try:
        with db.session.begin_nested():
            person.first_name = details.first_name
            person.last_name = details.last_name
            person.email = details.email.lower()
            for key, value in name_keys(details.first_name, details.last_name).items():
                setattr(person, key, value)
            db.session.add(person)
    except IntegrityError as error:
        raise AddressTaken from error
