"""Certificates of other organisers: sent in, confirmed, accepted or rejected, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete

from app.core import audit, clock
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.core.errors import Conflict, Forbidden
from app.recognition.models import (
    OPEN,
    OutsideCertificate,
    OutsideFile,
    RecognitionDecision,
    State,
    Step,
)
from app.recognition.papers.taking import Paper
from app.recognition.queries.standing import is_for, state_of
from app.recognition.queries.twins import folded_number
from app.training.models.completions import Completion, Source
from app.training.models.trainings import TrainingVersion
from app.training.services.completions import NewCompletion, record_completion

_LONGEST_REFERENCE = 200


class NotWaiting(Conflict):
    """The certificate does not wait for this step; `state` is where it stands."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


class NotYours(Forbidden):
    """The certificate is the actor's own, or of somebody who works elsewhere by now."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands on the paper."""

    title: str
    organiser: str
    #: empty if there is none
    number: str
    completed_on: date
    minutes: int | None


def submit(
    printed: Printed, paper: Paper, filename: str, *, person_id: int, by: Actor, at: datetime
) -> OutsideCertificate:
    """The certificate waits for the head of the person's school, or for the office."""
    certificate = OutsideCertificate(
        person_id=person_id,
        title=printed.title,
        organiser=printed.organiser,
        number=printed.number,
        folded_number=folded_number(printed.number),
        completed_on=printed.completed_on,
        minutes=printed.minutes,
        filename=filename[-200:],
        media_type=paper.media_type,
        sha256=paper.sha256,
        submitted_at=at,
        submitted_by=by.name,
    )
    db.session.add(certificate)
    db.session.flush()
    db.session.add(OutsideFile(certificate_id=certificate.id, content=paper.content))
    db.session.flush()
    shown = ("title", "organiser", "number", "completed_on", "minutes", "sha256")
    changes = {name: (None, getattr(certificate, name)) for name in shown}
    audit.record("recognition.submitted", _subject_of(certificate), by=by, changes=changes)
    return certificate


def withdraw(certificate: OutsideCertificate, *, by: Actor, at: datetime) -> None:
    """Nobody has to decide about the certificate any more; it stays on record.

    Raises:
        NotWaiting: it was decided about, or withdrawn before.
    """
    state = _held(certificate, at)
    if state not in OPEN:
        raise NotWaiting(state)
    certificate.withdrawn_at, certificate.withdrawn_by = at, by.name
    db.session.flush()
    audit.record("recognition.withdrawn", _subject_of(certificate), by=by)


def confirm(certificate: OutsideCertificate, *, by: Actor, at: datetime) -> None:
    """The head stands for it that the certificate is genuine; it waits for the office.

    Raises:
        NotWaiting, NotYours
    """
    _demand_waiting(certificate, State.WAITS_FOR_HEAD, by, at)
    _decide(certificate, RecognitionDecision(step=Step.HEAD, is_accepted=True, reason=""), by, at)
    audit.record("recognition.confirmed", _subject_of(certificate), by=by)


def refuse(certificate: OutsideCertificate, reason: str, *, by: Actor, at: datetime) -> None:
    """The head does not hold the certificate to be genuine: that is the end of it.

    Raises:
        NotWaiting, NotYours
    """
    _demand_waiting(certificate, State.WAITS_FOR_HEAD, by, at)
    refusal = RecognitionDecision(step=Step.HEAD, is_accepted=False, reason=reason)
    _decide(certificate, refusal, by, at)
    audit.record("recognition.refused", _subject_of(certificate), by=by, reason=reason)


def accept(
    certificate: OutsideCertificate, version: TrainingVersion, *, by: Actor, at: datetime
) -> Completion:
    """The certificate counts as this version of a training: a confirmed completion of its day.

    Raises:
        NotWaiting, NotYours
        AlreadyRecorded: the register has such a completion.
    """
    _demand_waiting(certificate, State.WAITS_FOR_OFFICE, by, at)
    completion = record_completion(
        NewCompletion(certificate.person_id, version.id, certificate.completed_on),
        source=Source.EXTERNAL,
        reference=_reference_of(certificate),
        is_confirmed=True,
        by=by,
        at=at,
    )
    acceptance = RecognitionDecision(
        step=Step.OFFICE,
        is_accepted=True,
        reason="",
        version_id=version.id,
        completion_id=completion.id,
    )
    _decide(certificate, acceptance, by, at)
    audit.record(
        "recognition.accepted",
        _subject_of(certificate),
        by=by,
        changes={"training": (None, version.training.code), "version": (None, version.label)},
    )
    return completion


def reject(certificate: OutsideCertificate, reason: str, *, by: Actor, at: datetime) -> None:
    """The office does not count the certificate.

    Raises:
        NotWaiting, NotYours
    """
    _demand_waiting(certificate, State.WAITS_FOR_OFFICE, by, at)
    refusal = RecognitionDecision(step=Step.OFFICE, is_accepted=False, reason=reason)
    _decide(certificate, refusal, by, at)
    audit.record("recognition.rejected", _subject_of(certificate), by=by, reason=reason)


def remove_papers(certificates: Sequence[OutsideCertificate], *, by: Actor) -> int:
    """The files of these are gone, their facts and decisions stay; how many there were."""
    numbers = [one.id for one in certificates]
    db.session.execute(delete(OutsideFile).where(OutsideFile.certificate_id.in_(numbers)))
    for one in certificates:
        audit.record("recognition.paper_removed", _subject_of(one), by=by)
    return len(numbers)


def _held(certificate: OutsideCertificate, at: datetime) -> State:
    """Where it stands now; nobody else decides before this transaction ends."""
    db.session.refresh(certificate, ["withdrawn_at"], with_for_update=True)
    return state_of(certificate, clock.local(at).date())


def _demand_waiting(
    certificate: OutsideCertificate, wanted: State, by: Actor, at: datetime
) -> None:
    state = _held(certificate, at)
    if state is not wanted:
        raise NotWaiting(state)
    if not is_for(certificate, by, clock.local(at).date()):
        raise NotYours


def _decide(
    certificate: OutsideCertificate, decision: RecognitionDecision, by: Actor, at: datetime
) -> None:
    decision.certificate_id = certificate.id
    decision.decided_at, decision.decided_by = at, by.name
    db.session.add(decision)
    db.session.flush()


def _reference_of(certificate: OutsideCertificate) -> str:
    """What the register says the completion was taken from; the number stays whole."""
    if not certificate.number:
        return certificate.organiser
    room = _LONGEST_REFERENCE - len(certificate.number) - 2
    return f"{certificate.organiser[:room]}, {certificate.number}"


def _subject_of(certificate: OutsideCertificate) -> Subject:
    label = f"{certificate.person.full_name}: {certificate.title}"
    return Subject("outside_certificate", certificate.id, label)
