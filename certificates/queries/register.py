"""The register of certificates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select, true, tuple_

from app.core import clock
from app.core.db import db
from app.core.folding import fold
from app.core.paging import PAGE_SIZE, Page, nearest_page
from app.people.models import Employment, Unit
from app.training.models.completions import Completion
from app.training.models.trainings import TrainingVersion
from app.training.queries.people import mentions
from certificates.facts import State, state_on
from certificates.models import Certificate, CertificateFile, number_of

Statement = Select[*tuple[Any, ...]]

_EXPORT_BATCH = 1000
_NUMBER = re.compile(r"\s*(?:ka\s*/\s*)?(\d{4})\s*/\s*(\d{1,9})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Certificates that follow each other in one year, both ends included."""

    year: int
    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.year}.{self.first}-{self.last}"

    @classmethod
    def of(cls, certificates: Sequence[Certificate]) -> Self:
        """The numbers of certificates that were issued one after another."""
        first, last = certificates[0], certificates[-1]
        return cls(first.year, first.serial, last.serial)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """What `str` gave; None if it makes no sense."""
        match = re.fullmatch(r"(\d{4})\.(\d{1,9})-(\d{1,9})", text)
        return cls(*map(int, match.groups())) if match else None

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last number, as they are written."""
        return number_of(self.year, self.first), number_of(self.year, self.last)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which certificates are wanted; what is None or empty does not narrow."""

    training_id: int | None = None
    #: path of a unit that employs or employed the person
    unit_path: str | None = None
    since: date | None = None
    until: date | None = None
    state: State | None = None
    numbers: Numbers | None = None
    #: a number, or words of a name or an e-mail address, in any order, letters folded
    words: str = ""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A certificate, as it was issued and as it stands."""

    id: int
    person_id: int
    number: str
    name: str
    schools: tuple[str, ...]
    title: str
    programme: str
    completed_on: date
    issued_on: date
    issued_by: str
    valid_until: date | None
    state: State


def register(wanted: Filter, paths: tuple[str, ...], page: int, today: date) -> Page[RegisterRow]:
    """A page of the register, the newest first, for people of the units below `paths`."""
    condition = _condition(wanted, paths, today)
    counted = select(func.count()).select_from(Certificate).where(condition)
    total = db.session.scalar(counted) or 0
    number = nearest_page(page, total)
    chosen = _ordered(condition).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    return Page([_row(one, today) for one in db.session.execute(chosen)], total, number)


def whole_register(wanted: Filter, paths: tuple[str, ...], today: date) -> Iterator[RegisterRow]:
    """Everything that `register` shows page by page, a batch at a time."""
    condition = _condition(wanted, paths, today)
    after: ColumnElement[bool] = true()
    while True:
        batch = db.session.execute(_ordered(condition & after).limit(_EXPORT_BATCH)).all()
        yield from (_row(one, today) for one in batch)
        if len(batch) < _EXPORT_BATCH:
            return
        last = batch[-1]
        after = tuple_(Certificate.year, Certificate.serial) < tuple_(last.year, last.serial)


def files_of(
    wanted: Filter, paths: tuple[str, ...], today: date, at_most: int
) -> Sequence[bytes] | None:
    """The files of these certificates by number; None if there are more than `at_most`."""
    found = (
        select(CertificateFile.content)
        .join(Certificate, Certificate.id == CertificateFile.certificate_id)
        .where(_condition(wanted, paths, today))
        .order_by(Certificate.year, Certificate.serial)
        .limit(at_most + 1)
    )
    files = db.session.scalars(found).all()
    return None if len(files) > at_most else files


def _ordered(condition: ColumnElement[bool]) -> Statement:
    shown = (
        *(Certificate.id, Certificate.person_id, Certificate.year, Certificate.serial),
        *(Certificate.facts, Certificate.issued_by, Certificate.valid_until, Completion.revoked_at),
    )
    newest_first = (Certificate.year.desc(), Certificate.serial.desc())
    return select(*shown).join(Certificate.completion).where(condition).order_by(*newest_first)


def _row(found: Row[Any], today: date) -> RegisterRow:
    facts, is_revoked = found.facts, found.revoked_at is not None
    return RegisterRow(
        id=found.id,
        person_id=found.person_id,
        number=number_of(found.year, found.serial),
        name=facts["name"],
        schools=tuple(facts["schools"]),
        title=facts["title"],
        programme=facts["programme"],
        completed_on=date.fromisoformat(facts["completed_on"]),
        issued_on=date.fromisoformat(facts["issued_on"]),
        issued_by=found.issued_by,
        valid_until=found.valid_until,
        state=state_on(today, valid_until=found.valid_until, is_revoked=is_revoked),
    )


def _condition(wanted: Filter, paths: tuple[str, ...], today: date) -> ColumnElement[bool]:
    parts = [_of_units(paths)]
    if wanted.unit_path is not None:
        parts.append(_of_units((wanted.unit_path,)))
    if wanted.training_id is not None:
        is_of_training = TrainingVersion.training_id == wanted.training_id
        parts.append(Certificate.completion.has(Completion.version.has(is_of_training)))
    if wanted.since is not None:
        parts.append(Certificate.issued_at >= _beginning(wanted.since))
    if wanted.until is not None:
        parts.append(Certificate.issued_at < _beginning(wanted.until, days=1))
    if wanted.state is not None:
        parts.append(_in_state(wanted.state, today))
    if wanted.numbers is not None:
        parts.append(_numbered(wanted.numbers))
    return and_(*parts, _said(wanted.words))


def _of_units(paths: tuple[str, ...]) -> ColumnElement[bool]:
    """SQL: the certificate is of somebody who ever worked at or below one of these paths.

    The same rule as `Certificate.scope_paths`, which the gate asks.
    """
    return exists().where(
        Employment.person_id == Certificate.person_id,
        Employment.unit_id == Unit.id,
        Unit.below(*paths),
    )


def _said(words: str) -> ColumnElement[bool]:
    """SQL: the number, or all the words, are in it."""
    if number := _NUMBER.fullmatch(words):
        year, serial = map(int, number.groups())
        return _numbered(Numbers(year, serial, serial))
    asked = fold(words).split()
    return Certificate.person.has(and_(*map(mentions, asked))) if asked else true()


def _numbered(numbers: Numbers) -> ColumnElement[bool]:
    serials = Certificate.serial.between(numbers.first, numbers.last)
    return (Certificate.year == numbers.year) & serials


def _in_state(state: State, today: date) -> ColumnElement[bool]:
    """SQL: the same as `state_on`."""
    stands = Certificate.completion.has(Completion.revoked_at.is_(None))
    lasts = or_(Certificate.valid_until.is_(None), Certificate.valid_until >= today)
    match state:
        case State.REVOKED:
            return ~stands
        case State.EXPIRED:
            return stands & (Certificate.valid_until < today)
        case State.VALID:
            return stands & lasts


def _beginning(day: date, days: int = 0) -> datetime:
    """The first instant of a day in Poland, or of one some days later."""
    return datetime.combine(day + timedelta(days), time.min, clock.LOCAL_ZONE)
