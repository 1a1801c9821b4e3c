"""One certificate of another organiser, and all that is said about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import contains_eager, joinedload

from app.accounts.models import Account
from app.core.actors import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.people.models import Employment, Person, Unit
from app.recognition.models import (
    OPEN,
    OutsideCertificate,
    OutsideFile,
    RecognitionDecision,
    State,
    Step,
)
from app.recognition.queries.standing import state_on, waits_for
from app.training.models.trainings import Training, TrainingVersion


@dataclass(frozen=True, slots=True)
class View:
    """A certificate, where it stands, and what was decided about it."""

    certificate: OutsideCertificate
    state: State
    #: the step that waits for whoever is looking; None if none does
    step: Step | None
    #: in their order, each with its version of a training
    decisions: Sequence[RecognitionDecision]
    #: where the person works on the day of looking
    units: tuple[str, ...]
    #: the paper is kept
    has_paper: bool

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self.state in OPEN


def certificate_or_404(certificate_id: int) -> OutsideCertificate:
    """The certificate with its person and where she ever worked, without the file.

    Raises:
        NotFound: there is none.
    """
    person = joinedload(OutsideCertificate.person)
    wanted = (
        select(OutsideCertificate)
        .where(OutsideCertificate.id == certificate_id)
        .options(person.selectinload(Person.employments).joinedload(Employment.unit))
    )
    certificate = db.session.scalars(wanted).one_or_none()
    if certificate is None:
        raise NotFound
    return certificate


def view_of(certificate: OutsideCertificate, actor: Actor, today: date) -> View:
    """All that the page of one certificate says, for this actor."""
    paper = exists().where(OutsideFile.certificate_id == OutsideCertificate.id)
    standing = select(state_on(today), waits_for(actor, today), paper)
    code, is_mine, has_paper = db.session.execute(
        standing.where(OutsideCertificate.id == certificate.id)
    ).one()
    state = State(code)
    step = Step.HEAD if state is State.WAITS_FOR_HEAD else Step.OFFICE
    return View(
        certificate,
        state,
        step if is_mine else None,
        _decisions(certificate),
        _workplaces(certificate.person, today),
        has_paper,
    )


def content_of(certificate: OutsideCertificate) -> bytes:
    """The paper itself.

    Raises:
        NotFound: it is not kept any more.
    """
    wanted = select(OutsideFile.content).where(OutsideFile.certificate_id == certificate.id)
    content = db.session.scalar(wanted)
    if content is None:
        raise NotFound
    return content


def countable_versions() -> Sequence[TrainingVersion]:
    """All that a certificate can count as, with their trainings, in order of codes."""
    wanted = (
        select(TrainingVersion)
        .join(TrainingVersion.training)
        .options(contains_eager(TrainingVersion.training))
        .order_by(Training.code, TrainingVersion.in_force_from.desc())
    )
    return db.session.scalars(wanted).all()


def language_of(person_id: int) -> str:
    """The language that the person reads mail in: Polish without an account."""
    wanted = select(Account.language).where(Account.person_id == person_id)
    return db.session.scalar(wanted) or "pl"


def _decisions(certificate: OutsideCertificate) -> Sequence[RecognitionDecision]:
    version = joinedload(RecognitionDecision.version).joinedload(TrainingVersion.training)
    wanted = (
        select(RecognitionDecision)
        .where(RecognitionDecision.certificate_id == certificate.id)
        .order_by(RecognitionDecision.id)
        .options(version, joinedload(RecognitionDecision.completion))
    )
    return db.session.scalars(wanted).all()


def _workplaces(person: Person, today: date) -> tuple[str, ...]:
    units: set[Unit] = {one.unit for one in person.employments if one.is_active(today)}
    return tuple(unit.short_name for unit in sorted(units, key=lambda unit: unit.sort_key))
