"""Papers from elsewhere go when their time is over; what stood on them and was decided stays."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actors import command_line
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.people.models import Employment
from app.recognition.models import OutsideCertificate, OutsideFile, RecognitionDecision, Step
from app.recognition.queries.retention import EVIDENCE_KEPT, OTHERS_KEPT
from app.recognition.retention import clean
from tests.support.city import City
from tests.support.pages import Visitor

BY = command_line("test")
DAY = timedelta(days=1)
Settle = Callable[[OutsideCertificate, timedelta], None]


def withdrawn(certificate: OutsideCertificate, ago: timedelta) -> None:
    certificate.withdrawn_at, certificate.withdrawn_by = clock.now() - ago, "Teresa"


def decided(step: Step, *, is_accepted: bool) -> Settle:
    def settle(certificate: OutsideCertificate, ago: timedelta) -> None:
        made = {"step": step, "is_accepted": is_accepted, "reason": "" if is_accepted else "Nie."}
        when = {"decided_at": clock.now() - ago, "decided_by": "K"}
        db.session.add(RecognitionDecision(certificate_id=certificate.id, **made, **when))

    return settle


def accepted_and_left(certificate: OutsideCertificate, ago: timedelta) -> None:
    decided(Step.OFFICE, is_accepted=True)(certificate, ago + 10 * DAY)
    work = select(Employment).where(Employment.person_id == certificate.person_id)
    db.session.scalars(work).one().ended_on = clock.today() - ago


def accepted_of_somebody_who_works(certificate: OutsideCertificate, ago: timedelta) -> None:
    decided(Step.OFFICE, is_accepted=True)(certificate, ago)


def sent_in(certificate: OutsideCertificate, ago: timedelta) -> None:
    certificate.submitted_at -= ago


@pytest.mark.parametrize(
    "settle, ago, is_kept",
    [
        pytest.param(sent_in, 9 * EVIDENCE_KEPT, True, id="waits"),
        pytest.param(withdrawn, OTHERS_KEPT - DAY, True, id="withdrawn not long ago"),
        pytest.param(withdrawn, OTHERS_KEPT + DAY, False, id="withdrawn"),
        pytest.param(decided(Step.HEAD, is_accepted=False), OTHERS_KEPT + DAY, False, id="refused"),
        pytest.param(decided(Step.HEAD, is_accepted=True), OTHERS_KEPT + DAY, True, id="confirmed"),
        pytest.param(
            decided(Step.OFFICE, is_accepted=False), OTHERS_KEPT - DAY, True, id="just rejected"
        ),
        pytest.param(accepted_and_left, EVIDENCE_KEPT - DAY, True, id="left not long ago"),
        pytest.param(accepted_and_left, EVIDENCE_KEPT + DAY, False, id="left long ago"),
        pytest.param(accepted_of_somebody_who_works, 2 * EVIDENCE_KEPT, True, id="works on"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_how_long_a_paper_is_kept(
    city: City, sent: int, settle: Settle, ago: timedelta, *, is_kept: bool
) -> None:
    with city.app.app_context():
        with transaction():
            settle(db.session.get_one(OutsideCertificate, sent), ago)

        clean({})
        clean({})

        assert (db.session.get(OutsideFile, sent) is not None) is is_kept
        told = AuditEntry.action == "recognition.paper_removed"
        assert len(db.session.scalars(select(AuditEntry).where(told)).all()) == (not is_kept)


def test_the_page_says_that_the_file_is_gone(
    city: City, sent: int, visitor: Callable[[str], Visitor]
) -> None:
    city.language = "en"
    with city.app.app_context():
        with transaction():
            withdrawn(db.session.get_one(OutsideCertificate, sent), OTHERS_KEPT + DAY)
        clean({})

    teresa = visitor("teresa")

    assert "The file is not kept any more" in teresa.get(f"/recognition/{sent}")
    teresa.get(f"/recognition/{sent}/file", status=404)
