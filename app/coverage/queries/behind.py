"""The documents behind those who are trained: accepted lists of participation, certificates."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, false, select

from app.attendance.models.lists import (
    EarnedCompletion,
    ListAcceptance,
    ParticipationList,
    list_number,
)
from app.attendance.participation import Facts
from app.core import clock
from app.core.db import db
from app.coverage.canonical import CertificateLine, ListLine
from app.coverage.indicator.rule import Rule
from app.people.models import Employment, Person
from app.training.models.completions import Completion
from app.training.models.trainings import Training, TrainingVersion
from certificates.models import Certificate, number_of

_BATCH = 500

_Rows = Select[*tuple[Any, ...]]


def certificate_lines(
    people: Collection[int], rule: Rule, as_of: date
) -> Iterator[CertificateLine]:
    """Certificates of what these people completed towards the rule, by person and number."""
    rows = db.session.execute(
        _towards(
            rule,
            as_of,
            select(
                *(Certificate.year, Certificate.serial, Completion.person_id),
                *(Person.last_name, Person.first_name, Training.title, Completion.completed_on),
                *(Certificate.issued_at, Certificate.valid_until, Certificate.sha256),
            )
            .select_from(Certificate)
            .join(Certificate.completion),
        )
        .join(Completion.person)
        .where(_between(people))
        .order_by(Completion.person_id, Certificate.year, Certificate.serial)
    )
    for year, serial, *facts in rows:
        line = CertificateLine(number_of(year, serial), *facts)
        if line.person_id in people:
            yield line


def list_ids(people: Collection[int], rule: Rule, as_of: date) -> dict[tuple[int, int], int]:
    """By session and school, the newest accepted list on which these people earned credit.

    A list is behind somebody who worked at its school on the day of the completion.
    """
    rows = db.session.execute(
        _towards(
            rule,
            as_of,
            select(
                *(ParticipationList.session_id, ParticipationList.unit_id),
                *(ParticipationList.id, Completion.person_id),
            )
            .select_from(EarnedCompletion)
            .join(EarnedCompletion.completion),
        )
        .join(ParticipationList, ParticipationList.session_id == EarnedCompletion.session_id)
        .join(ParticipationList.acceptance)
        .join(
            Employment,
            and_(
                Employment.person_id == Completion.person_id,
                Employment.unit_id == ParticipationList.unit_id,
                Employment.active_on(Completion.completed_on.expression),
            ),
        )
        .where(_between(people))
        .order_by(ParticipationList.version)
    )
    return {
        (session_id, unit_id): list_id
        for session_id, unit_id, list_id, person_id in rows
        if person_id in people
    }


def accepted_lists(wanted: Collection[int]) -> Iterator[list[ListLine]]:
    """These accepted lists in the order of their numbers, a batch at a time."""
    numbered = (ParticipationList.year, ParticipationList.serial, ParticipationList.version)
    every = db.session.scalars(select(ParticipationList.id).order_by(*numbered)) if wanted else ()
    ids = [one for one in every if one in wanted]
    for start in range(0, len(ids), _BATCH):
        some = ids[start : start + _BATCH]
        found = {row.id: row for row in db.session.execute(_LIST.where(_of(some)))}
        yield [_list_line(found[one]) for one in some]


_LIST = select(
    *(ParticipationList.id, ParticipationList.facts, ParticipationList.sha256),
    *(ParticipationList.year, ParticipationList.serial, ParticipationList.version),
    *(ListAcceptance.accepted_at, ListAcceptance.accepted_by),
    ListAcceptance.sha256.label("document_sha256"),
).join(ParticipationList.acceptance)


def _of(some: Collection[int]) -> ColumnElement[bool]:
    return ParticipationList.id.in_(some)


def _list_line(row: Row[*tuple[Any, ...]]) -> ListLine:
    facts = Facts.from_json(row.facts)
    return ListLine(
        number=list_number(row.year, row.serial, row.version),
        session=facts.session,
        training=facts.training,
        school=facts.school,
        day=clock.local(facts.occasions[-1].starts_at).date(),
        present=facts.present,
        credited=facts.credited,
        accepted_at=row.accepted_at,
        accepted_by=row.accepted_by,
        sha256=row.sha256,
        document_sha256=row.document_sha256,
    )


def _towards(rule: Rule, as_of: date, wanted: _Rows) -> _Rows:
    """Of confirmed completions in the window of the rule, of trainings that it asks for."""
    named = rule.any_of | rule.all_of
    asked = Training.id.in_(named) if named else Training.category == rule.category
    return (
        wanted
        .join(Completion.version)
        .join(TrainingVersion.training)
        .where(
            asked,
            Completion.completed_on.between(rule.window_start, as_of),
            Completion.is_passed,
            Completion.confirmed_at.is_not(None),
            Completion.revoked_at.is_(None),
        )
    )


def _between(people: Collection[int]) -> ColumnElement[bool]:
    """Between the lowest and the highest of these numbers, which lie close together."""
    if not people:
        return false()
    return Completion.person_id.between(min(people), max(people))
