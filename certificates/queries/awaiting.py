"""Completions that have no certificate yet and could have one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, true
from sqlalchemy.orm import contains_eager

from app.core.db import db
from app.people.models import Employment, Person
from app.training.models.completions import Completion, Source
from app.training.models.trainings import Training, TrainingVersion
from app.training.queries.reach import of_units
from certificates.models import Certificate

Statement = Select[*tuple[Any, ...]]

#: nobody looks through more people than this before pressing a button
MAX_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """Completions of a training, or taken from a list, or both; what is None does not narrow."""

    training_id: int | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A training and a list with completions that could have certificates; how many those are."""

    training_id: int
    title: str
    source: Source
    reference: str
    count: int


@dataclass(frozen=True, slots=True)
class Awaiting:
    """The first completions of a choice by name, at most `MAX_AT_ONCE`; how many there are.

    `unconfirmed` ones could have certificates once somebody stands for them.
    """

    completions: Sequence[Completion]
    total: int
    unconfirmed: int


def groups(paths: tuple[str, ...]) -> list[Group]:
    """What there is to issue, of people of the units below `paths`; the latest first."""
    by = (Training.id, Training.title, Completion.source, Completion.reference)
    count = func.count().label("number_of_people")
    rows = db.session.execute(
        _joined(select(*by, count))
        .where(_could_have_one(), _is_vouched_for(), of_units(paths))
        .group_by(*by)
        .order_by(func.max(Completion.completed_on).desc(), Training.title, Completion.reference)
        .limit(MAX_AT_ONCE)
    )
    return [
        Group(row.id, row.title, row.source, row.reference, row.number_of_people) for row in rows
    ]


def awaiting(choice: Choice, paths: tuple[str, ...]) -> Awaiting:
    """The completions of the choice, of people of the units below `paths`."""
    condition = and_(_chosen(choice), _could_have_one(), of_units(paths))
    is_ready = _is_vouched_for()
    counts = _joined(select(func.count(), func.count().filter(is_ready))).where(condition)
    total, ready = db.session.execute(counts).one()
    first = _by_name(condition & is_ready).limit(MAX_AT_ONCE)
    return Awaiting(db.session.scalars(first).all(), ready, total - ready)


def awaiting_among(ids: Iterable[int], paths: tuple[str, ...]) -> Sequence[Completion]:
    """Those of the completions that could have certificates, by name."""
    condition = and_(Completion.id.in_(list(ids)), _could_have_one(), of_units(paths))
    return db.session.scalars(_by_name(condition & _is_vouched_for())).all()


def _could_have_one() -> ColumnElement[bool]:
    """SQL: passed, unrevoked, ours, and without a certificate.

    Whoever held a training elsewhere documents it; we cannot.
    """
    return and_(
        Completion.is_passed,
        Completion.revoked_at.is_(None),
        Completion.source != Source.EXTERNAL,
        ~exists().where(Certificate.completion_id == Completion.id),
    )


def _is_vouched_for() -> ColumnElement[bool]:
    """SQL: somebody stands for it, or the quiz was taken here."""
    return or_(Completion.confirmed_at.is_not(None), Completion.source == Source.ONLINE)


def _chosen(choice: Choice) -> ColumnElement[bool]:
    parts = []
    if choice.training_id is not None:
        parts.append(Training.id == choice.training_id)
    if choice.reference is not None:
        parts.append(Completion.reference == choice.reference)
    return and_(true(), *parts)


def _joined(wanted: Statement) -> Statement:
    return (
        wanted
        .select_from(Completion)
        .join(Completion.version)
        .join(TrainingVersion.training)
        .join(Completion.person)
    )


def _by_name(condition: ColumnElement[bool]) -> Statement:
    return (
        _joined(select(Completion))
        .where(condition)
        .order_by(Person.sort_key, Person.id, Completion.completed_on, Completion.id)
        .options(
            contains_eager(Completion.version).contains_eager(TrainingVersion.training),
            contains_eager(Completion.person)
            .selectinload(Person.employments)
            .joinedload(Employment.unit),
        )
    )
