"""What is stored about a thing, in the words of the log; two people who edit it compare by this."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from app.people.models import Absence, Employment, Person, Post, Unit
from app.people.refusals import ChangedMeanwhile

Facts = Mapping[str, object]


def of_person(person: Person) -> Facts:
    return {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
    }


def of_employment(employment: Employment) -> Facts:
    return {
        "unit": employment.unit.short_name,
        "post": employment.post.name,
        "fte": employment.fte,
        "started_on": employment.started_on,
        "ended_on": employment.ended_on,
    }


def of_absence(absence: Absence) -> Facts:
    return {
        "unit": absence.unit.short_name if absence.unit else None,
        "started_on": absence.started_on,
        "ended_on": absence.ended_on,
    }


def of_unit(unit: Unit) -> Facts:
    return {
        "name": unit.name,
        "short_name": unit.short_name,
        "kind": unit.kind.value,
        "rspo": unit.rspo,
        "parent": unit.parent.short_name if unit.parent else None,
    }


def of_post(post: Post) -> Facts:
    return {"name": post.name, "is_teaching": post.is_teaching}


def fingerprint(facts: Facts) -> str:
    """A short text that is the same as long as the facts are."""
    plain = {name: _plain(value) for name, value in facts.items()}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:16]


def demand_unchanged(seen: str, facts: Facts) -> None:
    """The facts are still those that were shown under this fingerprint.

    Raises:
        ChangedMeanwhile: they are not.
    """
    now = fingerprint(facts)
    if seen != now:
        raise ChangedMeanwhile(facts, now)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value
