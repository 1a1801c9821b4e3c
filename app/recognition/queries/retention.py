"""Which papers from elsewhere have been kept long enough."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select

from app.core import clock
from app.core.db import db
from app.people.models import Employment
from app.recognition.models import OutsideCertificate, OutsideFile, RecognitionDecision, Step

#: the paper behind a completion: so long after the last day of work, as other papers of trainings
EVIDENCE_KEPT = timedelta(days=5 * 365 + 2)
#: one that was refused, rejected or withdrawn is evidence of nothing: as long as a log
OTHERS_KEPT = timedelta(days=2 * 365 + 1)


def overdue_papers(at: datetime, limit: int) -> Sequence[OutsideCertificate]:
    """Up to so many certificates whose paper is kept, though its time was over at that instant."""
    wanted = (
        select(OutsideCertificate)
        .join(OutsideFile, OutsideFile.certificate_id == OutsideCertificate.id)
        .where(_proves_nothing(at - OTHERS_KEPT) | _proved_long_ago(at - EVIDENCE_KEPT))
        .order_by(OutsideCertificate.id)
        .limit(limit)
    )
    return db.session.scalars(wanted).all()


def _proves_nothing(before: datetime) -> ColumnElement[bool]:
    refused = RecognitionDecision.is_accepted.is_(False), RecognitionDecision.decided_at < before
    return or_(OutsideCertificate.withdrawn_at < before, _DECISION.where(*refused))


def _proved_long_ago(before: datetime) -> ColumnElement[bool]:
    by_office = RecognitionDecision.step == Step.OFFICE, RecognitionDecision.is_accepted
    works = exists().where(
        Employment.person_id == OutsideCertificate.person_id,
        or_(Employment.ended_on.is_(None), Employment.ended_on >= clock.local(before).date()),
    )
    return and_(_DECISION.where(*by_office, RecognitionDecision.decided_at < before), ~works)


_DECISION = exists().where(RecognitionDecision.certificate_id == OutsideCertificate.id)
