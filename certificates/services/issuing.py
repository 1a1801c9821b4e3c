"""Certificates are issued: numbered without gaps, written, and kept as they are."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Protocol, cast

from sqlalchemy import Table
from sqlalchemy.sql.dml import ReturningInsert

from app.core import audit, clock
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import conflict_insert, db, dialect_name
from app.core.paper.codes import new_code
from app.core.paper.fonts import unprintable
from app.core.tables.cells import clean_text
from app.people.models import Unit
from app.people.queries.units import top_unit
from app.training.models.completions import Completion
from app.training.validity import last_valid_day
from certificates.document.drawing import draw
from certificates.document.words import Words
from certificates.facts import Facts, public_address
from certificates.models import Certificate, CertificateCount, CertificateFile, number_of
from certificates.queries.issuing import certificates_for, held_completions, issuers, schools_on

_FILES = cast("Table", CertificateFile.__table__)


class Obstacle(StrEnum):
    """Why a completion gets no certificate."""

    REVOKED = "revoked"
    NOT_PASSED = "not_passed"
    #: a name has letters that the fonts of the document lack
    UNPRINTABLE = "unprintable"


class Labels(Protocol):
    """The words of the document, in its language."""

    language: str

    def topics(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The topics as sentences."""

    def words(self, facts: Facts, number: str, code: str, base_url: str) -> Words:
        """Everything that is printed."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What became of completions, by their numbers; `new` has those issued now, in their order."""

    certificates: Mapping[int, Certificate]
    new: tuple[Certificate, ...]
    obstacles: Mapping[int, Obstacle]


def issue(
    completions: Sequence[Completion],
    *,
    labels: Labels,
    base_url: str,
    by: Actor,
    at: datetime,
) -> Issued:
    """Every completion that can have a certificate has one; those from before stay as they are.

    Numbers follow the order of `completions` and begin anew each year. They have no gaps: they are
    counted in the same transaction, and whoever issues at the same time waits.
    """
    ids = list(dict.fromkeys(one.id for one in completions))
    held = held_completions(ids)
    known = certificates_for(ids)
    lacking = [held[number] for number in ids if number not in known]
    facts = _facts_of(lacking, labels, clock.local(at).date())
    obstacles = {one.id: why for one in lacking if (why := _obstacle(one, facts[one.id]))}
    able = [one for one in lacking if one.id not in obstacles]
    drafts = _drafts(able, facts, labels, base_url, clock.local(at).year)
    new = _kept(drafts, by, at)
    for certificate in new:
        _record(certificate, by)
    return Issued(known | {one.completion_id: one for one in new}, new, obstacles)


def _obstacle(completion: Completion, facts: Facts) -> Obstacle | None:
    if completion.revoked_at is not None:
        return Obstacle.REVOKED
    if not completion.is_passed:
        return Obstacle.NOT_PASSED
    printed = (facts.name, *facts.schools, facts.title, facts.programme, facts.issuer)
    return Obstacle.UNPRINTABLE if any(map(unprintable, printed)) else None


def _facts_of(completions: Sequence[Completion], labels: Labels, today: date) -> dict[int, Facts]:
    """What the documents of these completions say, by the number of the completion."""
    schools = {one.id: schools_on(one.person, one.completed_on) for one in completions}
    homes = {one.id: _home(one, schools[one.id]) for one in completions}
    names = issuers(homes.values()) if homes else {}
    topics = {one.version_id: labels.topics(one.version.topics) for one in completions}
    return {
        one.id: Facts(
            language=labels.language,
            name=clean_text(one.person.full_name),
            schools=tuple(clean_text(unit.name) for unit in schools[one.id]),
            title=clean_text(one.version.training.title),
            programme=clean_text(one.version.label),
            topics=topics[one.version_id],
            minutes=one.version.minutes,
            teaching_hours=one.version.teaching_hours,
            completed_on=one.completed_on,
            score_percent=one.score_percent,
            issuer=clean_text(names[homes[one.id]]),
            issued_on=today,
            valid_until=last_valid_day(one.completed_on, one.version.training.validity_months),
        )
        for one in completions
    }


def _home(completion: Completion, schools: Sequence[Unit]) -> str:
    """Path of the unit whose office issues: the first school, else the latest, else the root."""
    if schools:
        return schools[0].path
    employments = completion.person.employments
    return employments[0].unit.path if employments else top_unit(("",)).path


@dataclass(frozen=True, slots=True)
class _Draft:
    """A certificate with its number, before it is stored."""

    completion: Completion
    facts: Facts
    year: int
    serial: int
    code: str
    content: bytes


def _drafts(
    completions: Sequence[Completion],
    facts: Mapping[int, Facts],
    labels: Labels,
    base_url: str,
    year: int,
) -> list[_Draft]:
    """The documents, written under the next numbers of the year."""
    if not completions:
        return []
    first = _counted(year, len(completions)) - len(completions) + 1
    drafts = []
    for serial, one in enumerate(completions, start=first):
        said, code = facts[one.id], new_code()
        words = labels.words(said, number_of(year, serial), code, base_url)
        content = draw(words, public_address(base_url, code), said.issued_on)
        drafts.append(_Draft(one, said, year, serial, code, content))
    return drafts


def _counted(year: int, more: int) -> int:
    """The last of so many more numbers of the year; nobody else takes any until we are done."""
    asked = {"year": year, "issued": more}
    return db.session.execute(_count_of(dialect_name()), asked).scalar_one()


@cache
def _count_of(dialect: str) -> ReturningInsert[int]:
    """SQL: a year's count is raised, whether or not it was begun; what it is then."""
    counted = conflict_insert(CertificateCount, dialect)
    return counted.on_conflict_do_update(
        index_elements=[CertificateCount.year],
        set_={"issued": CertificateCount.issued + counted.excluded.issued},
    ).returning(CertificateCount.issued)


def _kept(drafts: Sequence[_Draft], by: Actor, at: datetime) -> tuple[Certificate, ...]:
    """The certificates stand in the register, and their files beside them."""
    certificates = tuple(
        Certificate(
            year=one.year,
            serial=one.serial,
            code=one.code,
            completion=one.completion,
            person=one.completion.person,
            facts=one.facts.as_json(),
            issued_at=at,
            issued_by=by.name[:210],
            valid_until=one.facts.valid_until,
            sha256=hashlib.sha256(one.content).hexdigest(),
        )
        for one in drafts
    )
    if drafts:
        db.session.add_all(certificates)
        db.session.flush()
        files = [
            {"certificate_id": kept.id, "content": one.content}
            for kept, one in zip(certificates, drafts, strict=True)
        ]
        db.session.execute(_FILES.insert(), files)
    return certificates


def _record(certificate: Certificate, by: Actor) -> None:
    audit.record(
        "certificates.issued",
        Subject(
            "certificate", certificate.id, f"{certificate.number}: {certificate.facts['name']}"
        ),
        by=by,
        changes={"training": (None, certificate.facts["title"])},
    )
