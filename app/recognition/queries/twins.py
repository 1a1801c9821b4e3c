"""What may be the same certificate sent twice, or a training that stands in the register."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import and_, false, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.core.db import db
from app.core.folding import fold
from app.people.models import Employment, Person
from app.recognition.models import OutsideCertificate, RecognitionDecision
from app.training.models.completions import Completion
from app.training.models.trainings import TrainingVersion

_ENOUGH = 20


class Likeness(StrEnum):
    """In what two certificates are alike; the first of these that fits."""

    FILE = "file"
    NUMBER = "number"
    TRAINING = "training"
    #: the person has a completion of the same day
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Claim:
    """What identifies a certificate."""

    person_id: int
    title: str
    organiser: str
    number: str
    completed_on: date
    sha256: str

    @classmethod
    def of(cls, certificate: OutsideCertificate) -> "Claim":
        """The claim of a certificate that was sent in."""
        return cls(
            certificate.person_id,
            certificate.title,
            certificate.organiser,
            certificate.number,
            certificate.completed_on,
            certificate.sha256,
        )


@dataclass(frozen=True, slots=True)
class Twin:
    """Something that may be the same; a certificate or a completion."""

    likeness: Likeness
    person: Person
    title: str
    day: date
    certificate_id: int | None = None
    completion_id: int | None = None

    @property
    def key(self) -> str:
        """A word that stands for it."""
        return f"{self.likeness.value}{self.certificate_id or self.completion_id}"


def folded_number(number: str) -> str:
    """The number without case, blanks and signs; empty if nothing is left."""
    return "".join(filter(str.isalnum, fold(number)))[:80]


def hold_papers_of(person_id: int) -> None:
    """Nobody sends in another for this person before the transaction ends: whoever does waits."""
    db.session.execute(select(Person.id).where(Person.id == person_id).with_for_update())


def twins_of(claim: Claim, certificate_id: int | None = None) -> list[Twin]:
    """At most 40 of what may be the same, of anybody, besides the certificate with this number.

    What was withdrawn or revoked is no twin; what was refused is one.
    """
    return [
        *_certificates(claim, certificate_id),
        *_completions(claim, certificate_id),
    ]


def _certificates(claim: Claim, certificate_id: int | None) -> Iterator[Twin]:
    number = folded_number(claim.number)
    alike = or_(
        OutsideCertificate.sha256 == claim.sha256,
        OutsideCertificate.folded_number == number if number else false(),
        and_(
            OutsideCertificate.person_id == claim.person_id,
            OutsideCertificate.completed_on == claim.completed_on,
        ),
    )
    wanted = (
        select(OutsideCertificate)
        .where(alike, OutsideCertificate.withdrawn_at.is_(None))
        .join(OutsideCertificate.person)
        .options(
            contains_eager(OutsideCertificate.person)
            .selectinload(Person.employments)
            .joinedload(Employment.unit)
        )
        .order_by(OutsideCertificate.id)
    )
    found = 0
    for other in db.session.scalars(wanted):
        likeness = _likeness(claim, other) if other.id != certificate_id else None
        if likeness is not None:
            found += 1
            yield Twin(likeness, other.person, other.title, other.completed_on, other.id)
        if found == _ENOUGH:
            return


def _likeness(claim: Claim, other: OutsideCertificate) -> Likeness | None:
    if other.sha256 == claim.sha256:
        return Likeness.FILE
    number = folded_number(claim.number)
    if number == other.folded_number and number and _same(claim.organiser, other.organiser):
        return Likeness.NUMBER
    is_same_day = (other.person_id, other.completed_on) == (claim.person_id, claim.completed_on)
    return Likeness.TRAINING if is_same_day and _same(claim.title, other.title) else None


def _same(one: str, other: str) -> bool:
    return folded_number(one) == folded_number(other)


def _completions(claim: Claim, certificate_id: int | None) -> Iterator[Twin]:
    """Those of the same person and day, but the one that this certificate became."""
    own = select(RecognitionDecision.completion_id).where(
        RecognitionDecision.certificate_id == certificate_id,
        RecognitionDecision.completion_id.is_not(None),
    )
    wanted = (
        select(Completion)
        .where(
            Completion.person_id == claim.person_id,
            Completion.completed_on == claim.completed_on,
            Completion.revoked_at.is_(None),
            Completion.id.not_in(own),
        )
        .options(
            joinedload(Completion.person),
            joinedload(Completion.version).joinedload(TrainingVersion.training),
        )
        .order_by(Completion.id)
        .limit(_ENOUGH)
    )
    for one in db.session.scalars(wanted):
        title = one.version.training.title
        yield Twin(Likeness.REGISTER, one.person, title, one.completed_on, completion_id=one.id)
