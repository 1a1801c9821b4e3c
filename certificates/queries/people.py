"""The certificates of one person."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.training.models.completions import Completion
from certificates.facts import State, state_on
from certificates.models import Certificate, number_of


@dataclass(frozen=True, slots=True)
class OwnCertificate:
    """A certificate as its owner sees it."""

    id: int
    number: str
    code: str
    title: str
    programme: str
    issued_on: date
    completed_on: date
    #: the last day; None: it does not age
    valid_until: date | None
    #: None unless it is revoked
    revoked_on: date | None
    state: State


def certificates_of(person_id: int, today: date) -> list[OwnCertificate]:
    """Every certificate of the person as it stands on that day, the newest first."""
    rows = db.session.execute(
        select(
            Certificate.id,
            Certificate.year,
            Certificate.serial,
            Certificate.code,
            Certificate.facts,
            Certificate.valid_until,
            Completion.revoked_at,
        )
        .join(Certificate.completion)
        .where(Certificate.person_id == person_id)
        .order_by(Certificate.year.desc(), Certificate.serial.desc())
    )
    return [
        OwnCertificate(
            id=row.id,
            number=number_of(row.year, row.serial),
            code=row.code,
            title=row.facts["title"],
            programme=row.facts["programme"],
            issued_on=date.fromisoformat(row.facts["issued_on"]),
            completed_on=date.fromisoformat(row.facts["completed_on"]),
            valid_until=row.valid_until,
            revoked_on=clock.local(row.revoked_at).date() if row.revoked_at else None,
            state=state_on(
                today, valid_until=row.valid_until, is_revoked=row.revoked_at is not None
            ),
        )
        for row in rows
    ]
