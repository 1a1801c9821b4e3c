"""What the public may know about a certificate: what stands on it, and what it is worth."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

from app.core import clock
from app.core.db import db
from app.training.models.completions import Completion
from certificates.facts import Facts, State, state_on
from certificates.models import Certificate, CertificateFile, number_of


@dataclass(frozen=True, slots=True)
class Verified:
    """A certificate that was issued."""

    number: str
    facts: Facts
    state: State
    #: None unless it is revoked
    revoked_on: date | None
    sha256: str
    #: of the file, in bytes
    size: int


def by_code(code: str, today: date) -> Verified | None:
    """The certificate with this code; None if none was ever issued. One statement."""
    return _found(Certificate.code == code, today)


def by_sha256(sha256: str, today: date) -> Verified | None:
    """The certificate whose file has this hash."""
    return _found(Certificate.sha256 == sha256, today)


def by_number(year: int, serial: int, today: date) -> Verified | None:
    """The certificate with this number."""
    return _found((Certificate.year == year) & (Certificate.serial == serial), today)


def _found(condition: ColumnElement[bool], today: date) -> Verified | None:
    row = db.session.execute(
        select(
            Certificate.year,
            Certificate.serial,
            Certificate.facts,
            Certificate.valid_until,
            Certificate.sha256,
            Completion.revoked_at,
            func.length(CertificateFile.content).label("size"),
        )
        .join(Certificate.completion)
        .join(CertificateFile, CertificateFile.certificate_id == Certificate.id)
        .where(condition)
    ).one_or_none()
    if row is None:
        return None
    return Verified(
        number=number_of(row.year, row.serial),
        facts=Facts.from_json(row.facts),
        state=state_on(today, valid_until=row.valid_until, is_revoked=row.revoked_at is not None),
        revoked_on=clock.local(row.revoked_at).date() if row.revoked_at else None,
        sha256=row.sha256,
        size=row.size,
    )
