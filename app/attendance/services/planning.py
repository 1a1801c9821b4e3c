"""Sessions planned, changed and called off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.attendance.checkin import CreditRule
from app.attendance.models.notices import NoticeKind
from app.attendance.models.sessions import Form, SessionTrainer, TrainingSession
from app.attendance.plan_refusals import (
    LeavesOneselfOut,
    ManyMails,
    MeetingWithoutPlace,
    NoTrainer,
    PeopleCame,
    SeatsHeld,
    TrainerTwice,
)
from app.attendance.queries.notices import concerned_ids
from app.attendance.queries.people_of import seated_ids
from app.attendance.queries.standing import check_ins_at, demand_standing
from app.attendance.services.notices import announce
from app.attendance.services.seats import tell_of_seats
from app.core import audit
from app.core.actors import Actor
from app.core.audit import Subject
from app.core.db import db
from app.core.permissions import Permission, allows
from app.people.models import Unit
from app.training.models.trainings import TrainingVersion

#: what of a session the log compares as it is kept
_COLUMNS = (
    "title",
    "remarks",
    "capacity",
    "walk_ins",
    "credit_percent",
    "credit_minutes",
    "opens_before_minutes",
    "late_after_minutes",
    "has_check_out",
)


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody who leads a session, and as what."""

    account_id: int
    function: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is decided about a session, apart from its meetings and guests."""

    version: TrainingVersion
    unit: Unit
    title: str
    remarks: str
    form: Form
    leaders: tuple[Leader, ...]
    capacity: int | None
    walk_ins: bool
    credit: CreditRule
    opens_before_minutes: int
    late_after_minutes: int
    has_check_out: bool

    @property
    def columns(self) -> dict[str, object]:
        """The same, as the table keeps it."""
        return {
            "title": self.title,
            "remarks": self.remarks,
            "form": self.form,
            "capacity": self.capacity,
            "walk_ins": self.walk_ins,
            "credit_percent": self.credit.percent,
            "credit_minutes": self.credit.minutes,
            "opens_before_minutes": self.opens_before_minutes,
            "late_after_minutes": self.late_after_minutes,
            "has_check_out": self.has_check_out,
        }


def plan(wanted: Plan, *, by: Actor, at: datetime) -> TrainingSession:
    """A session is planned, with no meeting yet.

    Raises:
        NoTrainer, TrainerTwice, LeavesOneselfOut
    """
    session = TrainingSession(
        version=wanted.version,
        unit=wanted.unit,
        planned_at=at,
        planned_by=by.name,
        trainers=[],
        meetings=[],
        invited=[],
        **wanted.columns,
    )
    _lead(session, wanted.leaders)
    _demand_access(session, by)
    db.session.add(session)
    db.session.flush()
    changes = audit.difference({}, _facts(session))
    audit.record("attendance.session_planned", _subject_of(session), by=by, changes=changes)
    return session


def change(session: TrainingSession, wanted: Plan, *, by: Actor, at: datetime) -> None:
    """The session is as wanted. Whoever gets a seat by it is told.

    Raises:
        SessionEnded, SeatsHeld, MeetingWithoutPlace, NoTrainer, TrainerTwice, LeavesOneselfOut
    """
    demand_standing(session)
    before, seated = _facts(session), seated_ids(session)
    _demand_seats(wanted.capacity, len(seated))
    _demand_places(session, wanted.form)
    session.version, session.unit = wanted.version, wanted.unit
    for name, value in wanted.columns.items():
        setattr(session, name, value)
    _lead(session, wanted.leaders)
    _demand_access(session, by)
    db.session.flush()
    changes = audit.difference(before, _facts(session))
    if changes:
        audit.record("attendance.session_changed", _subject_of(session), by=by, changes=changes)
        tell_of_seats(session, seated, by=by, at=at)


def cancel(
    session: TrainingSession, reason: str, *, mails_at_most: int | None, by: Actor, at: datetime
) -> int:
    """The session does not take place; whoever was to come is told: how many people.

    Raises:
        SessionEnded
        PeopleCame: what they did is not undone; the session is closed instead.
        ManyMails: more people than `mails_at_most` would be told.
    """
    demand_standing(session)
    came = check_ins_at([one.id for one in session.meetings])
    if came:
        raise PeopleCame(came)
    session.cancelled_at, session.cancelled_by, session.cancelled_reason = at, by.name, reason
    db.session.flush()
    audit.record("attendance.session_cancelled", _subject_of(session), by=by, reason=reason)
    told = concerned_ids(session, NoticeKind.CANCELLED, at)
    if mails_at_most is not None and len(told) > mails_at_most:
        raise ManyMails(len(told))
    announce(session, NoticeKind.CANCELLED, told, occasion="session", due_at=at, by=by, at=at)
    return len(told)


def _lead(session: TrainingSession, leaders: Sequence[Leader]) -> None:
    """These lead the session, and nobody else.

    Raises:
        NoTrainer, TrainerTwice
    """
    wanted = {one.account_id: one.function for one in leaders}
    if not wanted:
        raise NoTrainer
    if len(wanted) < len(leaders):
        raise TrainerTwice
    for trainer in list(session.trainers):
        if trainer.account_id in wanted:
            trainer.function = wanted.pop(trainer.account_id)
        else:
            session.trainers.remove(trainer)
            db.session.delete(trainer)
    for account_id, function in wanted.items():
        session.trainers.append(SessionTrainer(account_id=account_id, function=function))


def _demand_access(session: TrainingSession, by: Actor) -> None:
    """Whoever plans the session may go on doing so."""
    if not allows(by, Permission.SESSION_EDIT, session):
        raise LeavesOneselfOut


def _demand_seats(capacity: int | None, seated: int) -> None:
    """Nobody loses a seat; where there was no limit, everybody who signed up holds one."""
    if capacity is not None and capacity < seated:
        raise SeatsHeld(seated)


def _demand_places(session: TrainingSession, form: Form) -> None:
    """Every meeting says where it is, as the form asks."""
    for meeting in session.meetings:
        if not (meeting.place if form is Form.ON_SITE else meeting.link):
            raise MeetingWithoutPlace(form, meeting)


def _facts(session: TrainingSession) -> dict[str, object]:
    """What the log compares."""
    trainers = [f"{one.account.display_name} ({one.function})" for one in session.trainers]
    columns = {name: getattr(session, name) for name in _COLUMNS}
    return {
        **columns,
        "form": session.form.value,
        "training": session.version.training.code,
        "version": session.version.label,
        "unit": session.unit.short_name,
        "trainers": trainers,
    }


def _subject_of(session: TrainingSession) -> Subject:
    """What the log calls the session."""
    return Subject("session", session.id, session.title)
