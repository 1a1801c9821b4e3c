"""A session for tests that need one."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select

from app.attendance.models.sessions import (
    Form,
    InvitedUnit,
    Meeting,
    SessionTrainer,
    SignUp,
    TrainingSession,
)
from app.attendance.queries.closing import plan_of
from app.attendance.services.closing import Closed, Seen, close
from app.attendance.wording.paper_list import PolishPrinter
from app.core import clock
from app.core.actors import command_line
from app.core.db import db
from app.training.models.trainings import Training
from tests.support.city import add_training


def add_session(
    unit_id: int,
    *,
    starts_at: datetime | None = None,
    minutes: int = 90,
    invited: Iterable[int] = (),
    trainers: Iterable[int] = (),
    **more: object,
) -> TrainingSession:
    """A session of one meeting is planned, begun ten minutes ago unless told otherwise.

    `invited` are units, `trainers` accounts; `more` are columns of the session.
    """
    training = db.session.scalar(select(Training).where(Training.code == "BI-2026"))
    version_id = training.versions[0].id if training else add_training("BI-2026")
    columns: dict[str, object] = {
        "title": "Ćwiczenie: co robimy, gdy nie działa e-dziennik",
        "remarks": "",
        "form": Form.ON_SITE,
        "capacity": None,
        "walk_ins": True,
        "credit_percent": 80,
        "credit_minutes": None,
        "opens_before_minutes": 15,
        "late_after_minutes": 15,
        "has_check_out": False,
    } | more
    session = TrainingSession(
        version_id=version_id,
        unit_id=unit_id,
        planned_at=clock.now(),
        planned_by="Kazimierz",
        trainers=[SessionTrainer(account_id=one, function="trener") for one in trainers],
        invited=[InvitedUnit(unit_id=one, teaching_only=False) for one in invited],
        **columns,
    )
    db.session.add(session)
    db.session.flush()
    add_meeting(session, starts_at or clock.now() - timedelta(minutes=10), minutes)
    return session


def add_meeting(session: TrainingSession, starts_at: datetime, minutes: int = 90) -> Meeting:
    """The session has one more meeting."""
    meeting = Meeting(
        session=session,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        place="Sala 12, SP nr 1",
        link="",
    )
    db.session.add(meeting)
    db.session.flush()
    return meeting


def add_sign_up(session: TrainingSession, person_id: int) -> SignUp:
    """The person signed up, after everybody who did before."""
    sign_up = SignUp(
        session_id=session.id,
        person_id=person_id,
        signed_up_at=clock.now(),
        signed_up_by="Kazimierz",
    )
    db.session.add(sign_up)
    db.session.flush()
    return sign_up


def closed(session: TrainingSession, at: datetime | None = None) -> Closed:
    """The session is closed as it stands."""
    return close(
        session,
        Seen(plan_of(session).fingerprint, is_read=True, mass_limit=0),
        labels=PolishPrinter("https://kadra.example.pl"),
        by=command_line("test"),
        at=at or clock.now(),
    )
